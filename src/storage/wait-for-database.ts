import type pg from "pg";
import { CodedError } from "../errors.js";
import { waitUntil } from "./embedded/wait-until.js";

/** A server in a neighbouring container may start later than we do. */
const patienceMs = 20_000;
/** Failures that a server shows while it starts: nothing listens, no name yet, recovering, connection cut. */
const passing = new Set(["ECONNREFUSED", "ECONNRESET", "ENOENT", "ENOTFOUND", "EAI_AGAIN", "57P03"]);

/**
 * Waits until the database answers, and makes sure that it keeps Vietnamese text as it is.
 * @param name of the database for the operator; without a password.
 * @throws CodedError `storage_connection_failed`, `storage_encoding_unsupported`
 */
export async function waitForDatabase(pool: pg.Pool, name: string, timeoutMs = patienceMs): Promise<void> {
  let lastError: unknown;
  const encoding = await waitUntil(
    async () => {
      try {
        return (await pool.query<{ server_encoding: string }>("SHOW server_encoding")).rows[0]?.server_encoding;
      } catch (error) {
        lastError = error;
        if (!passing.has(codeOf(error))) throw connectionFailed(name, error);
        return undefined;
      }
    },
    { timeoutMs, intervalMs: 200 },
  );
  if (encoding === undefined) throw connectionFailed(name, lastError);
  if (encoding !== "UTF8") throw new CodedError("storage_encoding_unsupported", `${name} uses ${encoding}`);
}

function connectionFailed(name: string, error: unknown): CodedError {
  const reason = (error instanceof Error && error.message) || codeOf(error);
  return new CodedError("storage_connection_failed", `${name}: ${reason}`, { cause: error });
}

function codeOf(error: unknown): string {
  return (error as { code?: string }).code ?? "";
}
