import type pg from "pg";
import { CodedError } from "../errors.js";
import { readMigrations, type Migration } from "./read-migrations.js";

/** Any number will do, as long as every version of the program uses the same one. */
const lockKey = 7_202_501_011;

interface AppliedMigration {
  number: number;
  name: string;
  checksum: string;
}

/**
 * Brings the database's tables up to date: applies what is new, each file in a transaction of its own. Processes that
 * start at the same time wait for one another. Nothing is applied if what was applied before does not fit the files.
 * @throws CodedError `storage_migration_changed`, `storage_migration_failed`, `storage_database_newer`,
 *   `storage_migration_files_invalid`
 */
export async function migrate(pool: pg.Pool, files?: readonly Migration[]): Promise<void> {
  const migrations = files ?? (await readMigrations());
  const client = await pool.connect();
  try {
    await client.query("SET statement_timeout = 0");
    await client.query("SELECT pg_advisory_lock($1)", [lockKey]);
    const applied = await readApplied(client);
    checkApplied(applied, migrations);
    for (const migration of migrations.slice(applied.length)) await apply(client, migration);
  } finally {
    // Closing the connection gives the lock back, whatever happened.
    client.release(true);
  }
}

async function readApplied(client: pg.PoolClient): Promise<AppliedMigration[]> {
  await client.query(`
    CREATE TABLE IF NOT EXISTS schema_migrations (
      number integer PRIMARY KEY,
      name text NOT NULL,
      checksum text NOT NULL,
      applied_at timestamptz NOT NULL DEFAULT now()
    )`);
  const { rows } = await client.query<AppliedMigration>("SELECT number, name, checksum FROM schema_migrations ORDER BY number");
  return rows;
}

function checkApplied(applied: readonly AppliedMigration[], migrations: readonly Migration[]): void {
  for (const [index, { number, name, checksum }] of applied.entries()) {
    const file = migrations[index];
    if (file === undefined) throw new CodedError("storage_database_newer", `${name} was applied and is unknown here`);
    if (file.number !== number || file.name !== name) throw new CodedError("storage_migration_changed", `${name} is missing, ${file.name} stands in its place`);
    if (file.checksum !== checksum) throw new CodedError("storage_migration_changed", name);
  }
}

async function apply(client: pg.PoolClient, { number, name, sql, checksum }: Migration): Promise<void> {
  try {
    await client.query("BEGIN");
    await client.query(sql);
    await client.query("INSERT INTO schema_migrations (number, name, checksum) VALUES ($1, $2, $3)", [number, name, checksum]);
    await client.query("COMMIT");
  } catch (error) {
    await client.query("ROLLBACK").catch(() => undefined);
    throw new CodedError("storage_migration_failed", `${name}: ${describe(error, sql)}`, { cause: error });
  }
}

function describe(error: unknown, sql: string): string {
  const { message, position } = error as { message: string; position?: string };
  if (position === undefined) return message;
  const line = sql.slice(0, Number(position)).split("\n").length;
  return `${message} in line ${line}`;
}
