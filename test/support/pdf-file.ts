import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import fontkit from "@pdf-lib/fontkit";
import { PDFDocument } from "pdf-lib";

const fontFile = fileURLToPath(new URL("../../node_modules/@expo-google-fonts/be-vietnam-pro/400Regular/BeVietnamPro_400Regular.ttf", import.meta.url));

/** A printed line; `indent` moves it to the right, in points. */
export type PrintedLine = string | { text: string; indent: number };

/** A PDF as a word processor prints it: a page a list of lines. A page without lines has no text layer. */
export async function pdfFile(pages: readonly (readonly PrintedLine[])[], { size = 11 }: { size?: number } = {}): Promise<Buffer> {
  const pdf = await PDFDocument.create();
  pdf.registerFontkit(fontkit);
  const font = await pdf.embedFont(await readFile(fontFile));
  for (const lines of pages) {
    const page = pdf.addPage([595, 842]);
    for (const [index, line] of lines.entries()) {
      const { text, indent } = typeof line === "string" ? { text: line, indent: 0 } : line;
      page.drawText(text, { x: 60 + indent, y: 780 - index * size * 1.5, font, size });
    }
  }
  return Buffer.from(await pdf.save());
}
