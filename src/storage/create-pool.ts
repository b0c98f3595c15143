import pg from "pg";

/** A single statement may take so long; longer work belongs into steps. */
const statementTimeoutMs = 30_000;
/** A transaction that does nothing for so long is a fault and would hold its locks. */
const idleTransactionTimeoutMs = 60_000;
/** Waiting for a free or a new connection. */
const connectTimeoutMs = 10_000;
const maxConnections = 10;

interface PoolOptions {
  /** What the server shows as the name of our connections. */
  readonly applicationName?: string;
  readonly log?: (message: string) => void;
}

/** Connections to one database, with the limits that apply to all our work. Connections that break are replaced. */
export function createPool(connection: pg.ClientConfig, { applicationName = "tro-ly-so", log }: PoolOptions = {}): pg.Pool {
  const pool = new pg.Pool({
    ...connection,
    application_name: applicationName,
    statement_timeout: statementTimeoutMs,
    idle_in_transaction_session_timeout: idleTransactionTimeoutMs,
    connectionTimeoutMillis: connectTimeoutMs,
    max: maxConnections,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
  });
  // Without a listener, the end of an idle connection would end the process.
  pool.on("error", (error) => log?.(`A database connection was lost: ${error.message}`));
  return pool;
}
