/**
 * A process that owns a database, for tests that kill it: opens DATA_DIR (its argument), prints one line of JSON
 * (an `OwnerReport`), and closes the database when its standard input ends.
 */
import { CodedError } from "../../../src/errors.js";
import { startEmbeddedPostgres, type EmbeddedPostgres } from "../../../src/storage/embedded/start-embedded-postgres.js";

export type OwnerReport = { readonly connection: EmbeddedPostgres["connection"] } | { readonly code: string; readonly message: string };

const [, , dataDir = ""] = process.argv;

function report(value: OwnerReport): void {
  process.stdout.write(`${JSON.stringify(value)}\n`);
}

try {
  const server = await startEmbeddedPostgres({ dataDir });
  report({ connection: server.connection });
  process.stdin.resume().once("end", () => void server.stop());
} catch (error) {
  if (!(error instanceof CodedError)) throw error;
  report({ code: error.code, message: error.message });
}
