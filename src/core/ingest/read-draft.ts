import { createHash } from "node:crypto";
import { countWords } from "../text/sentences.js";
import { ingestWarnings } from "../wording/ingest.js";
import type { Draft, FileFormat, ReadFile } from "./draft.js";
import { IngestError } from "./ingest-error.js";
import { structureOf } from "./legal-structure.js";
import { legacyEncodingOf } from "./legacy-text.js";
import { plainText } from "./plain-text.js";
import { readDocx } from "./read-docx.js";
import { readHtml } from "./read-html.js";
import { readMarkdown } from "./read-markdown.js";
import { readPdf } from "./read-pdf.js";
import { readXlsx } from "./read-xlsx.js";
import { sniffFormat } from "./sniff-format.js";
import { takeTitle } from "./take-title.js";

/** Largest file that is read, in bytes. */
const maxFileBytes = 25_000_000;
const longPassageWords = 300;

const readers: Readonly<Record<FileFormat, (file: Buffer) => ReadFile | Promise<ReadFile>>> = {
  markdown: readMarkdown,
  html: readHtml,
  docx: readDocx,
  pdf: readPdf,
  xlsx: readXlsx,
};

/**
 * Reads a file into texts with the headings above them, in Unicode NFC.
 * @param fileName as the operator has it; its ending must fit the content.
 * @throws IngestError
 */
export async function readDraft(file: Buffer, fileName: string): Promise<Draft> {
  if (file.length > maxFileBytes) throw new IngestError("too_large");
  if (file.length === 0) throw new IngestError("empty");
  const format = sniffFormat(file, fileName);
  const read = inUnicode(await readAs(format, file));
  const { title, blocks: text, warnings } = takeTitle(read, fileName);
  const blocks = structureOf(text);
  if (blocks.length === 0) throw new IngestError("empty");
  const long = blocks.filter(({ text }) => countWords(text) > longPassageWords).length;
  return {
    sha256: createHash("sha256").update(file).digest("hex"),
    format,
    title,
    blocks,
    warnings: [
      ...read.warnings,
      ...warnings,
      ...(blocks.every(({ headingPath }) => headingPath.length === 0) ? [ingestWarnings.noHeadings] : []),
      ...(long > 0 ? [ingestWarnings.longPassages(long)] : []),
    ],
    ...(read.meta !== undefined && { meta: read.meta }),
  };
}

/** What a parser stumbles over, however deep, is a damaged file to the operator. */
async function readAs(format: FileFormat, file: Buffer): Promise<ReadFile> {
  try {
    return await readers[format](file);
  } catch (error) {
    throw error instanceof IngestError ? error : new IngestError("damaged", undefined, { cause: error });
  }
}

/** All texts of a file converted where they need it, and clean. */
function inUnicode(read: ReadFile): ReadFile {
  const encoding = legacyEncodingOf(read.blocks.map(({ text }) => text).join("\n"), read.fonts);
  const convert = (text: string): string => plainText(encoding === undefined ? text : encoding.toUnicode(text));
  return {
    ...read,
    ...(read.title !== undefined && { title: convert(read.title) }),
    blocks: read.blocks.map((block) => ({ ...block, text: convert(block.text) })).filter(({ text }) => text !== ""),
    warnings: [...read.warnings, ...(encoding === undefined ? [] : [ingestWarnings.converted(encoding.name)])],
  };
}
