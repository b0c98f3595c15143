import { ingestErrors } from "../wording/ingest.js";

/** Why a file is refused. */
export type IngestErrorCode = keyof typeof ingestErrors;

/** A file that cannot be taken in. Its message is Vietnamese and says what the operator can do. */
export class IngestError extends Error {
  override readonly name = "IngestError";

  /** @param detail what exactly: a name, a number, the words of a parser. */
  constructor(
    readonly code: IngestErrorCode,
    detail?: string,
    options?: ErrorOptions,
  ) {
    super(detail === undefined ? ingestErrors[code] : `${ingestErrors[code]} (${detail})`, options);
  }
}
