import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import fontkit from "@pdf-lib/fontkit";
import { PDFDocument, rgb, type PDFFont, type PDFPage } from "pdf-lib";
import type { PrintedReport } from "../core/announcements/printed-report.js";

/** A4, in points, with margins of 20 mm. */
const sheet = { width: 595.28, height: 841.89, margin: 56.7 };
const width = sheet.width - 2 * sheet.margin;
const ink = rgb(0.11, 0.11, 0.1);
const line = rgb(0.54, 0.52, 0.49);
const textSize = 10.5;
const leading = 1.5;

const fonts = createRequire(import.meta.url);

/** Draws as many pages as it takes. @param pageOf what stands at the foot of each */
export async function drawReport(report: PrintedReport, pageOf: (page: number, pages: number) => string): Promise<Uint8Array> {
  const pdf = await PDFDocument.create();
  pdf.registerFontkit(fontkit);
  const regular = new Ruler(await embed(pdf, "400Regular/BeVietnamPro_400Regular.ttf"));
  const bold = new Ruler(await embed(pdf, "700Bold/BeVietnamPro_700Bold.ttf"));
  pdf.setTitle(plain(report.title));
  pdf.setLanguage("vi-VN");
  const pen = new Pen(pdf, regular, bold);
  pen.write(report.title, { size: 20, font: bold });
  pen.write(report.subtitle);
  pen.skip(12);
  for (const [name, value] of report.facts) pen.row([name, value], [0.45, 0.55], [regular, bold]);
  for (const { title, heads, rows } of report.tables) {
    pen.heading(title);
    const shares = heads.map(() => 1 / heads.length);
    const bolds = heads.map(() => bold);
    pen.row(heads, shares, bolds);
    pen.rule();
    for (const row of rows)
      pen.row(
        row,
        shares,
        heads.map(() => regular),
      );
  }
  for (const { title, text } of report.notes) {
    pen.heading(title);
    pen.write(text);
  }
  const pages = pdf.getPages();
  pages.forEach((page, index) => page.drawText(plain(pageOf(index + 1, pages.length)), { x: sheet.margin, y: 30, size: 9, font: regular.font, color: ink }));
  return pdf.save();
}

/** Writes from top to bottom, on a new page where the one before is full. */
class Pen {
  readonly #pdf: PDFDocument;
  readonly #regular: Ruler;
  readonly #bold: Ruler;
  #page: PDFPage;
  #y = sheet.height - sheet.margin;

  constructor(pdf: PDFDocument, regular: Ruler, bold: Ruler) {
    this.#pdf = pdf;
    this.#regular = regular;
    this.#bold = bold;
    this.#page = pdf.addPage([sheet.width, sheet.height]);
  }

  skip(height: number): void {
    this.#y -= height;
  }

  heading(text: string): void {
    this.skip(14);
    this.#need(60);
    this.write(text, { size: 14, font: this.#bold });
    this.skip(2);
  }

  write(text: string, { size = textSize, font = this.#regular }: { readonly size?: number; readonly font?: Ruler } = {}): void {
    for (const one of wrapped(text, font, size, width)) {
      this.#need(size * leading);
      this.#y -= size * leading;
      this.#page.drawText(one, { x: sheet.margin, y: this.#y, size, font: font.font, color: ink });
    }
  }

  /** Cells side by side; a row stays on one page. @param shares of the width */
  row(cells: readonly string[], shares: readonly number[], cellFonts: readonly Ruler[]): void {
    const columns = cells.map((cell, index) => wrapped(cell, cellFonts[index] ?? this.#regular, textSize, width * (shares[index] ?? 0) - 8));
    const height = Math.max(...columns.map((lines) => lines.length)) * textSize * leading;
    this.#need(height);
    let x = sheet.margin;
    columns.forEach((lines, index) => {
      const font = cellFonts[index] ?? this.#regular;
      lines.forEach((one, place) =>
        this.#page.drawText(one, { x, y: this.#y - (place + 1) * textSize * leading, size: textSize, font: font.font, color: ink }),
      );
      x += width * (shares[index] ?? 0);
    });
    this.#y -= height;
  }

  rule(): void {
    this.#y -= 4;
    this.#page.drawLine({ start: { x: sheet.margin, y: this.#y }, end: { x: sheet.width - sheet.margin, y: this.#y }, thickness: 0.75, color: line });
  }

  #need(height: number): void {
    if (this.#y - height >= sheet.margin) return;
    this.#page = this.#pdf.addPage([sheet.width, sheet.height]);
    this.#y = sheet.height - sheet.margin;
  }
}

/** The text in lines that fit; a word that is longer than a line is cut. */
function wrapped(text: string, ruler: Ruler, size: number, most: number): string[] {
  const lines: string[] = [];
  let current = "";
  for (const word of plain(text).split(" ")) {
    const longer = current === "" ? word : `${current} ${word}`;
    if (ruler.widthOf(longer) * size <= most) {
      current = longer;
      continue;
    }
    if (current !== "") lines.push(current);
    const pieces = cut(word, ruler, most / size);
    lines.push(...pieces.slice(0, -1));
    current = pieces.at(-1) ?? "";
  }
  return [...lines, current];
}

/** A word in pieces that fit, one character each at least. */
function cut(word: string, ruler: Ruler, most: number): string[] {
  const pieces = [""];
  for (const character of word) {
    const current = pieces.at(-1) ?? "";
    if (current !== "" && ruler.widthOf(current + character) > most) pieces.push(character);
    else pieces[pieces.length - 1] = current + character;
  }
  return pieces;
}

/** Widths at a size of one point; the font is asked once for each character. */
class Ruler {
  readonly #widths = new Map<string, number>();

  constructor(readonly font: PDFFont) {}

  widthOf(text: string): number {
    let width = 0;
    for (const character of text) width += this.#widthOfOne(character);
    return width;
  }

  #widthOfOne(character: string): number {
    const known = this.#widths.get(character) ?? this.font.widthOfTextAtSize(character, 1);
    this.#widths.set(character, known);
    return known;
  }
}

function plain(text: string): string {
  return text
    .normalize("NFC")
    .replace(/[\s\p{Cc}]+/gu, " ")
    .trim();
}

async function embed(pdf: PDFDocument, file: string): Promise<PDFFont> {
  return pdf.embedFont(await readFile(fonts.resolve(`@expo-google-fonts/be-vietnam-pro/${file}`)), { subset: true });
}
