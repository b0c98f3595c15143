import { randomUUID } from "node:crypto";
import pg from "pg";
import { inject } from "vitest";
import { createPool } from "../../src/storage/create-pool.js";
import { superuser } from "../../src/storage/embedded/create-cluster.js";
import { templateName } from "./global-setup.js";

export interface TestDatabase {
  readonly pool: pg.Pool;
  /** For what opens its own connections, as DATABASE_URL does. */
  readonly url: string;
  /** Closes the pool and removes the database, whoever else is still connected. */
  drop(): Promise<void>;
}

interface TestDatabaseOptions {
  /** A database without tables instead of a migrated one. */
  readonly empty?: boolean;
}

/**
 * A database of its own for a test: migrated and without rows, or empty. Takes some 30 ms; `drop` it afterwards.
 * The server that holds it is started by `global-setup.ts`.
 */
export async function createTestDatabase({ empty = false }: TestDatabaseOptions = {}): Promise<TestDatabase> {
  const server = inject("testServer");
  const name = `test_${randomUUID().replaceAll("-", "")}`;
  await asAdministrator(`CREATE DATABASE ${name} OWNER ${server.user} TEMPLATE ${empty ? "template1" : templateName}`);
  const pool = createPool({ ...server, database: name });
  return {
    pool,
    url: `postgres://${server.user}:${server.password}@/${name}?host=${encodeURIComponent(server.host)}&port=${server.port}`,
    async drop() {
      await pool.end();
      await asAdministrator(`DROP DATABASE ${name} WITH (FORCE)`);
    },
  };
}

/** @param statement one that PostgreSQL allows only to an administrator, outside a transaction. */
async function asAdministrator(statement: string): Promise<void> {
  const client = new pg.Client({ ...inject("testServer"), user: superuser, database: "postgres" });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
