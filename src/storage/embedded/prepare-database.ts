import pg from "pg";
import { superuser } from "./create-cluster.js";
import type { Postmaster } from "./postmaster.js";
import { storageFileError } from "./storage-file-error.js";

/** The program's role and its database bear the same name. */
export const applicationName = "tro_ly_so";

/**
 * Makes the program's role, which is no administrator, and the database that it owns, where they do not exist yet.
 * @throws CodedError `storage_directory_full`
 */
export async function prepareDatabase({ endpoint, cluster }: Postmaster, password: string): Promise<void> {
  const client = new pg.Client({ ...endpoint, user: superuser, password, database: "postgres" });
  await client.connect();
  try {
    if (!(await exists(client, "SELECT FROM pg_roles WHERE rolname = $1"))) {
      await client.query(`CREATE ROLE ${applicationName} LOGIN PASSWORD ${client.escapeLiteral(password)}`);
    }
    if (!(await exists(client, "SELECT FROM pg_database WHERE datname = $1"))) {
      await client.query(`CREATE DATABASE ${applicationName} OWNER ${applicationName}`);
    }
  } catch (error) {
    throw storageFileError(error, cluster);
  } finally {
    await client.end();
  }
}

async function exists(client: pg.Client, query: string): Promise<boolean> {
  return (await client.query(query, [applicationName])).rowCount === 1;
}
