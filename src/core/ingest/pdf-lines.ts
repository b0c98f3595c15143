import type { StructuredTextItem } from "unpdf";
import { isValidSyllable } from "../text/syllable.js";

/** A printed line of a page. */
export interface PdfLine {
  text: string;
  /** Where it begins and ends, and its height above the page's foot, in points. */
  left: number;
  right: number;
  y: number;
  fontSize: number;
}

/** Words further apart than this share of the size of type are two. */
const wordGap = 0.15;
/** Type moved by more than this share of its size stands on another line. */
const lineGap = 0.5;

/** The lines of a page in the order of its text, so that columns stay apart. */
export function linesOfPage(items: readonly StructuredTextItem[]): PdfLine[] {
  const lines: PdfLine[] = [];
  let open: PdfLine | undefined;
  for (const { str, x, y, width, fontSize, hasEOL } of items) {
    if (open !== undefined && Math.abs(open.y - y) <= lineGap * Math.max(open.fontSize, fontSize)) {
      const isApart = x - open.right > wordGap * fontSize && !/\s$/u.test(open.text) && !/^\s/u.test(str);
      open.text += (isApart ? " " : "") + str;
      open.right = Math.max(open.right, x + width);
      if (fontSize > 0) open.fontSize = Math.max(open.fontSize, fontSize);
    } else if (str.trim() !== "") {
      open = { text: str, left: x, right: x + width, y, fontSize };
      lines.push(open);
    }
    if (hasEOL) open = undefined;
  }
  return lines.map((line) => ({ ...line, text: joinSplitCapitals(line.text.normalize("NFC").replace(/\s+/gu, " ").trim()) })).filter(({ text }) => text !== "");
}

/** PDFs with decomposed letters come out with a gap behind a marked capital: "Ủ y ban" is "Ủy ban", while "Ở đây" are two words. */
function joinSplitCapitals(text: string): string {
  return text.replace(/(?<!\p{L})(\p{Lu}) (\p{Ll}{1,4})(?!\p{L})/gu, (whole: string, capital: string, rest: string) =>
    capital > "\u007f" && isWordBeginningSplit(capital, rest) ? capital + rest : whole,
  );
}

/** What follows is no word by itself, or one that hardly ever follows. */
function isWordBeginningSplit(capital: string, rest: string): boolean {
  return isValidSyllable(`${capital}${rest}`.toLowerCase()) && (!isValidSyllable(rest) || rest === "y");
}
