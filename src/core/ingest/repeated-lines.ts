import type { PdfLine } from "./pdf-lines.js";

/** So many lines at the top and at the bottom of a page may be its header or footer. */
const edgeLines = 2;
/** On so many pages, and on this share of all, a line at the edge is no part of the text. */
const leastPages = 3;
const leastShare = 0.6;

/** Pages without their headers, footers and page numbers, and the lines that were left out, each once. */
export function dropRepeatedLines(pages: readonly PdfLine[][]): { pages: PdfLine[][]; dropped: string[] } {
  const counts = new Map<string, number>();
  for (const page of pages) for (const key of new Set([...edgesOf(page)].map(keyOf))) counts.set(key, (counts.get(key) ?? 0) + 1);
  const isRepeated = (line: PdfLine): boolean => (counts.get(keyOf(line)) ?? 0) >= Math.max(leastPages, leastShare * pages.length);
  const dropped = new Map<string, string>();
  const kept = pages.map((page, index) => {
    const edges = edgesOf(page);
    return page.filter((line) => {
      const isNumber = isPageNumber(line.text, index + 1);
      if (!edges.has(line) || !(isNumber || isRepeated(line))) return true;
      if (!isNumber && !/^\W*(?:trang\W*)?\d+(?:\W+\d+)?\W*$/iu.test(line.text)) dropped.set(keyOf(line), line.text);
      return false;
    });
  });
  return { pages: kept, dropped: [...dropped.values()].slice(0, 5) };
}

function edgesOf(page: readonly PdfLine[]): Set<PdfLine> {
  const sorted = [...page].sort((a, b) => b.y - a.y);
  return new Set([...sorted.slice(0, edgeLines), ...sorted.slice(-edgeLines)]);
}

/** Page numbers differ from page to page; the rest of a footer does not, nor does its place, in steps of so many points. */
const placeStep = 4;

function keyOf({ text, y }: PdfLine): string {
  return `${Math.round(y / placeStep)} ${text.replace(/\d+/gu, "#").toLowerCase()}`;
}

function isPageNumber(text: string, page: number): boolean {
  return text.replace(/^[-–—\s]+|[-–—\s]+$/gu, "") === String(page);
}
