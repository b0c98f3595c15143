import { CodedError } from "../../errors.js";

/** Turns a refusal of the file system, as Node or PostgreSQL reports it, into the coded error that says what to do; anything else comes back unchanged. */
export function storageFileError(error: unknown, path: string): unknown {
  const reason = (error as NodeJS.ErrnoException).code;
  const detail = `${path} (${reason})`;
  switch (reason) {
    case "EACCES":
    case "EPERM":
    case "EROFS":
    case "ENOTDIR":
    case "EEXIST":
      return new CodedError("storage_directory_unwritable", detail, { cause: error });
    case "ENOSPC":
    case "EDQUOT":
    case "53100": // PostgreSQL's disk_full
      return new CodedError("storage_directory_full", detail, { cause: error });
    default:
      return error;
  }
}
