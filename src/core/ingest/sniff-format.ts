import { extname } from "node:path";
import type { FileFormat } from "./draft.js";
import { IngestError } from "./ingest-error.js";

const extensions: Readonly<Record<string, FileFormat>> = {
  ".md": "markdown",
  ".markdown": "markdown",
  ".html": "html",
  ".htm": "html",
  ".docx": "docx",
  ".pdf": "pdf",
  ".xlsx": "xlsx",
};
/** Office files before 2007, and newer ones under a password. */
const compoundFile = Buffer.from("d0cf11e0a1b11ae1", "hex");
const encryptedPart = Buffer.from("EncryptedPackage", "utf16le");
const zipFile = Buffer.from("PK\u0003\u0004");
/** Stands once at the end of every whole archive. */
const zipEnd = Buffer.from("PK\u0005\u0006");

/**
 * What a file is by its content; its name must say the same.
 * @throws IngestError `unsupported`, `wrong_extension`, `old_office`, `password`, `damaged`
 */
export function sniffFormat(file: Buffer, fileName: string): FileFormat {
  const named = extensions[extname(fileName).toLowerCase()];
  const found = formatOf(file);
  if (found === "text") {
    if (named === "markdown" || named === "html") return named;
    throw new IngestError(named === undefined ? "unsupported" : "wrong_extension", fileName);
  }
  if (named !== found) throw new IngestError("wrong_extension", `${fileName}: ${found}`);
  return found;
}

function formatOf(file: Buffer): FileFormat | "text" {
  if (file.subarray(0, compoundFile.length).equals(compoundFile)) throw new IngestError(file.includes(encryptedPart) ? "password" : "old_office");
  if (file.subarray(0, 1024).includes("%PDF-")) return "pdf";
  if (file.subarray(0, zipFile.length).equals(zipFile)) return officeFormatOf(file);
  const beginning = file.subarray(0, 1024).toString("latin1");
  if (/^(?:\u00ef\u00bb\u00bf)?\s*<(?:!doctype html|html)/iu.test(beginning)) return "html";
  if (isBinary(file)) throw new IngestError("unsupported");
  return "text";
}

/** Names of entries stand unpacked in an archive's directory. */
function officeFormatOf(file: Buffer): FileFormat {
  if (file.includes("word/document.xml")) return "docx";
  if (file.includes("xl/workbook.xml")) return "xlsx";
  throw new IngestError(file.includes(zipEnd) ? "unsupported" : "damaged");
}

function isBinary(file: Buffer): boolean {
  const isUtf16 = file[0] === 0xff && file[1] === 0xfe;
  return !isUtf16 && file.subarray(0, 4096).includes(0);
}
