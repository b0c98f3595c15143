import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { CodedError } from "../errors.js";
import { createPool } from "./create-pool.js";
import { joinEmbeddedPostgres } from "./embedded/join-embedded-postgres.js";
import { startEmbeddedPostgres, type EmbeddedPostgres } from "./embedded/start-embedded-postgres.js";
import { migrate } from "./migrate.js";
import { waitForDatabase } from "./wait-for-database.js";

export interface DatabaseOptions {
  /** A PostgreSQL that somebody else runs; then `dataDir` is not touched. */
  readonly databaseUrl?: string | undefined;
  /** Without `databaseUrl`, a PostgreSQL of our own runs in here. */
  readonly dataDir: string;
  /** Whether to use the server that another process runs in there, where one does: for commands beside a running program. */
  readonly joins?: boolean;
  /** Takes one line for the operator. Default: nowhere. */
  readonly log?: (message: string) => void;
}

export interface Database {
  readonly pool: pg.Pool;
  /** Ends the connections, and then the server if it is our own. Work still under way is given a moment, then cut off. */
  close(): Promise<void>;
}

const closeLimitMs = 3_000;

/**
 * Opens the database and brings its tables up to date; starts one of our own if none is given.
 * @throws CodedError whose code begins with `storage_`
 */
export async function openDatabase({ databaseUrl, dataDir, joins = false, log }: DatabaseOptions): Promise<Database> {
  const name = databaseUrl ? nameOf(databaseUrl) : dataDir;
  const server = databaseUrl ? undefined : await openEmbedded({ dataDir, joins, ...(log && { log }) });
  const pool = createPool(server?.connection ?? { connectionString: databaseUrl }, { ...(log && { log }) });
  try {
    await waitForDatabase(pool, name);
    await migrate(pool);
  } catch (error) {
    await closeBoth(pool, server);
    throw error;
  }
  return { pool, close: () => closeBoth(pool, server) };
}

async function openEmbedded({
  dataDir,
  joins,
  log,
}: Required<Pick<DatabaseOptions, "dataDir" | "joins">> & Pick<DatabaseOptions, "log">): Promise<EmbeddedPostgres> {
  try {
    return await startEmbeddedPostgres({ dataDir, ...(log && { log }) });
  } catch (error) {
    if (joins && error instanceof CodedError && error.code === "storage_directory_in_use") return joinEmbeddedPostgres(dataDir);
    throw error;
  }
}

async function closeBoth(pool: pg.Pool, server: EmbeddedPostgres | undefined): Promise<void> {
  await Promise.race([pool.end(), sleep(closeLimitMs, undefined, { ref: false })]);
  await server?.stop();
}

/** Host, port and database of a connection string, without user and password. */
function nameOf(databaseUrl: string): string {
  try {
    if (!/^postgres(ql)?:\/\//.test(databaseUrl)) throw new Error("not a PostgreSQL URL");
    const { host, port, database } = new pg.Client({ connectionString: databaseUrl });
    return `${host}:${port}/${database}`;
  } catch {
    // The cause stays out of it: it may quote the password.
    throw new CodedError("storage_connection_failed", "it is not a URL like postgres://user:password@host:5432/name");
  }
}
