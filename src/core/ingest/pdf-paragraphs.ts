import type { PdfLine } from "./pdf-lines.js";

/** What begins a paragraph wherever it stands at the beginning of a line. */
const part = /^(?:Phần (?:thứ|[IVXLC\d])|PHẦN|Chương [IVXLC\d]|CHƯƠNG|Mục \d|MỤC|Điều \d+[a-zđ]?[.:]|PHỤ LỤC|Nơi nhận:)/u;
/** What begins one where the line before ends a sentence, or a part of one. */
const clause = /^(?:\d{1,2}(?:\.\d{1,2})*\.|[a-zđ]\)|[IVX]+[.-]|[-–+•*])\s/u;
const sentenceEnd = /[.;:!?]["”)]?$/u;
/** A line that ends so far before the others, in shares of the width of the text, is the last of its paragraph. */
const shortBy = 0.12;
/** Lines further apart than this, in sizes of type, belong to two paragraphs. */
const paragraphGap = 2.2;
/** An indent that begins a paragraph, in points. */
const indent = 12;

/** The paragraphs of all pages: lines joined where a sentence goes on. */
export function paragraphsOfPages(pages: readonly (readonly PdfLine[])[]): string[] {
  const paragraphs: string[] = [];
  let before: PdfLine | undefined;
  for (const page of pages) {
    const [left, right] = marginsOf(page);
    for (const [index, line] of page.entries()) {
      const opens = before === undefined || startsParagraph(before, line, { left, right, isFirst: index === 0 });
      if (opens) paragraphs.push(line.text);
      else paragraphs.push(`${paragraphs.pop() ?? ""} ${line.text}`);
      before = line;
    }
  }
  return paragraphs;
}

function startsParagraph(before: PdfLine, line: PdfLine, { left, right, isFirst }: { left: number; right: number; isFirst: boolean }): boolean {
  if (part.test(line.text) || (part.test(before.text) && isUpperCase(line.text))) return true;
  const ends = sentenceEnd.test(before.text);
  if (ends && (clause.test(line.text) || line.left > left + indent)) return true;
  if (isUpperCase(before.text) !== isUpperCase(line.text)) return true;
  if (isFirst) return ends;
  if (before.right < right - shortBy * (right - left)) return true;
  return before.y - line.y > paragraphGap * line.fontSize;
}

/** Where most of the text of a page begins and ends. */
function marginsOf(page: readonly PdfLine[]): [number, number] {
  return [Math.min(...page.map(({ left }) => left)), Math.max(...page.map(({ right }) => right))];
}

function isUpperCase(text: string): boolean {
  const letters = text.replace(/[^\p{L}]/gu, "");
  return letters.length > 3 && letters === letters.toUpperCase();
}
