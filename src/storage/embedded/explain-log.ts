import { CodedError, type ErrorCode } from "../../errors.js";

/** Causes that PostgreSQL's programs name in their output, the first match counts. */
const causes: readonly (readonly [RegExp, ErrorCode])[] = [
  [/shared memory segment.*No space left/, "storage_start_failed"],
  [/No space left on device|Disk quota exceeded|Check free disk space/, "storage_directory_full"],
  [/Read-only file system|Permission denied|has wrong ownership|has invalid permissions/, "storage_directory_unwritable"],
  [/database files are incompatible with server/, "storage_version_unsupported"],
  [/could not look up effective user ID/, "storage_account_missing"],
  [/error while loading shared libraries|Library not loaded/, "storage_binaries_missing"],
  [/not a valid data directory|could not find the database system|could not access the server configuration file/, "storage_directory_damaged"],
  [/could not locate a valid checkpoint|invalid checkpoint record|incorrect checksum in control file/, "storage_directory_damaged"],
];

/**
 * Faults that pass: a dead server that is not reaped yet, backends that outlive it for a moment, a port that
 * another program was quicker to take.
 */
const passing = /lock file ".*" already exists|pre-existing shared memory block|Address already in use/;

/** True if starting again may succeed without anybody doing anything. */
export function isPassingFault(log: string): boolean {
  return passing.test(log);
}

/** The coded error for what a PostgreSQL program printed before it failed. */
export function explainLog(log: string, where: string): CodedError {
  const [, code] = causes.find(([pattern]) => pattern.test(log)) ?? [undefined, "storage_start_failed" as const];
  return new CodedError(code, `${where}: ${lastLines(log) || "it ended without a message"}`);
}

function lastLines(log: string): string {
  return log.trim().split("\n").slice(-6).join(" | ");
}
