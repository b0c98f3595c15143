import pg from "pg";
import type { Endpoint } from "./choose-endpoint.js";
import { superuser } from "./create-cluster.js";

/** The program's role and its database bear the same name. */
export const applicationName = "tro_ly_so";

/** Makes the program's role, which is no administrator, and the database that it owns, where they do not exist yet. */
export async function prepareDatabase(endpoint: Endpoint, password: string): Promise<void> {
  const client = new pg.Client({ ...endpoint, user: superuser, password, database: "postgres" });
  await client.connect();
  try {
    if (!(await exists(client, "SELECT FROM pg_roles WHERE rolname = $1"))) {
      await client.query(`CREATE ROLE ${applicationName} LOGIN PASSWORD ${client.escapeLiteral(password)}`);
    }
    if (!(await exists(client, "SELECT FROM pg_database WHERE datname = $1"))) {
      await client.query(`CREATE DATABASE ${applicationName} OWNER ${applicationName}`);
    }
  } finally {
    await client.end();
  }
}

async function exists(client: pg.Client, query: string): Promise<boolean> {
  return (await client.query(query, [applicationName])).rowCount === 1;
}
