import { rm } from "node:fs/promises";
import pg from "pg";
import type { TestProject } from "vitest/node";
import { createPool } from "../../src/storage/create-pool.js";
import { startEmbeddedPostgres, type EmbeddedPostgres } from "../../src/storage/embedded/start-embedded-postgres.js";
import { superuser } from "../../src/storage/embedded/create-cluster.js";
import { migrate } from "../../src/storage/migrate.js";
import { temporaryDirectory } from "./temporary-directory.js";

declare module "vitest" {
  interface ProvidedContext {
    testServer: EmbeddedPostgres["connection"];
  }
}

/** Holds all tables and no rows; test databases are copies of it. */
export const templateName = "test_template";

/** Starts one PostgreSQL for the whole run of tests, with a migrated template. It need not survive a power cut. */
export default async function setUpDatabaseServer(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = await temporaryDirectory();
  const server = await startEmbeddedPostgres({ dataDir, settings: { fsync: "off", max_connections: "300" } });
  await createTemplate(server.connection);
  project.provide("testServer", server.connection);
  return async () => {
    await server.stop();
    await rm(dataDir, { recursive: true, force: true });
  };
}

async function createTemplate(connection: EmbeddedPostgres["connection"]): Promise<void> {
  const admin = new pg.Client({ ...connection, user: superuser, database: "postgres" });
  await admin.connect();
  await admin.query(`CREATE DATABASE ${templateName} OWNER ${connection.user}`);
  await admin.end();
  const pool = createPool({ ...connection, database: templateName });
  await migrate(pool);
  await pool.end();
}
