import { extractTextItems, getDocumentProxy } from "unpdf";
import { ingestWarnings } from "../wording/ingest.js";
import type { ReadFile } from "./draft.js";
import { IngestError } from "./ingest-error.js";
import { linesOfPage } from "./pdf-lines.js";
import { paragraphsOfPages } from "./pdf-paragraphs.js";
import { dropRepeatedLines } from "./repeated-lines.js";

const maxPages = 500;
/** Pages of a scan hold no letters, or those of a stamp. */
const lettersOfAPage = 20;

type Pdf = Awaited<ReturnType<typeof getDocumentProxy>>;

/** A PDF with a text layer: lines become paragraphs, what repeats on every page goes. */
export async function readPdf(file: Buffer): Promise<ReadFile> {
  const pdf = await openPdf(file);
  try {
    if (pdf.numPages > maxPages) throw new IngestError("too_many_pages", String(pdf.numPages));
    const { items } = await extractTextItems(pdf);
    const all = items.map(linesOfPage);
    const letters = all.map((lines) => lines.reduce((sum, { text }) => sum + text.replace(/[^\p{L}]/gu, "").length, 0));
    if (letters.reduce((sum, count) => sum + count, 0) < lettersOfAPage * Math.ceil(letters.length / 2)) throw new IngestError("scan");
    const empty = letters.flatMap((count, index) => (count < lettersOfAPage ? [index + 1] : []));
    const { pages, dropped } = dropRepeatedLines(all);
    return {
      blocks: paragraphsOfPages(pages).map((text) => ({ kind: "paragraph", text })),
      warnings: [
        ingestWarnings.pdfTables,
        ...(dropped.length > 0 ? [ingestWarnings.repeatedLines(dropped)] : []),
        ...(empty.length > 0 ? [ingestWarnings.pagesWithoutText(empty)] : []),
      ],
    };
  } finally {
    await pdf.loadingTask.destroy();
  }
}

async function openPdf(file: Buffer): Promise<Pdf> {
  try {
    // The library takes the bytes for itself, and would report what it mends on standard output.
    return await getDocumentProxy(new Uint8Array(file), { verbosity: 0 });
  } catch (error) {
    if ((error as Error).name === "PasswordException") throw new IngestError("password", undefined, { cause: error });
    throw error;
  }
}
