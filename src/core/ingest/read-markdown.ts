import { parse } from "yaml";
import type { ReadBlock, ReadFile } from "./draft.js";
import { decodeText } from "./decode-text.js";
import { IngestError } from "./ingest-error.js";
import { rowsOfTable } from "./table-rows.js";

/** Markdown: front matter where there is some, headings, paragraphs, list items and tables. */
export function readMarkdown(file: Buffer): ReadFile {
  const [, frontMatter, body = ""] = /^(?:---\r?\n([\s\S]*?)\r?\n---\r?\n)?([\s\S]*)$/u.exec(decodeText(file)) ?? [];
  const blocks = blocksOf(body);
  const title = blocks[0]?.kind === "heading" && blocks[0].level === 1 ? blocks[0].text : undefined;
  return {
    title,
    // The title is no heading of what stands in the text.
    blocks: title === undefined ? blocks : blocks.slice(1),
    warnings: [],
    ...(frontMatter !== undefined && { meta: parseFrontMatter(frontMatter) }),
  };
}

function parseFrontMatter(yaml: string): unknown {
  try {
    return parse(yaml.normalize("NFC"));
  } catch (error) {
    throw new IngestError("front_matter", undefined, { cause: error });
  }
}

function blocksOf(body: string): ReadBlock[] {
  const blocks: ReadBlock[] = [];
  let table: string[][] = [];
  let isOpen = false;
  const endTable = (): void => {
    blocks.push(...rowsOfTable(table).map((text) => ({ kind: "row" as const, text })));
    table = [];
  };
  for (const line of body.split(/\r?\n/u)) {
    const heading = /^(#{1,6})\s+(\S.*)$/u.exec(line.trimEnd());
    const item = /^\s*[-*+]\s+(.*)$/u.exec(line);
    const isRow = /^\s*\|.*\|\s*$/u.test(line);
    if (!isRow && table.length > 0) endTable();
    if (isRow) table.push(...cellsOf(line));
    else if (heading !== null)
      blocks.push({ kind: "heading", level: (heading[1] ?? "").length, text: plain((heading[2] ?? "").replace(/(?:\{[^{}]*\}|#+)$/u, "")) });
    else if (item !== null) blocks.push({ kind: "item", text: plain(item[1] ?? "") });
    else if (line.trim() !== "" && isOpen) continueLast(blocks, plain(line));
    else if (line.trim() !== "") blocks.push({ kind: "paragraph", text: plain(line) });
    isOpen = line.trim() !== "" && heading === null && !isRow;
  }
  endTable();
  return blocks;
}

/** A line without an empty one before it belongs to the paragraph, or the item, above. */
function continueLast(blocks: ReadBlock[], line: string): void {
  const last = blocks.at(-1);
  if (last !== undefined) last.text += ` ${line}`;
}

/** None for the line of dashes under the column headings. */
function cellsOf(line: string): string[][] {
  if (/^[\s|:-]+$/u.test(line)) return [];
  return [
    line
      .trim()
      .slice(1, -1)
      .split("|")
      .map((cell) => plain(cell)),
  ];
}

/** Words without the marks of emphasis and the addresses of links. Lengths are bounded: a hostile line of a million marks ends soon. */
function plain(text: string): string {
  return text
    .replace(/!?\[([^[\]]{0,1000})\]\([^()]{0,1000}\)/gu, "$1")
    .replace(/(\*\*|__)(?=\S)(.{1,1000}?)(?<=\S)\1/gu, "$2")
    .replace(/(?<![\p{L}\d*])\*(?=\S)([^*]{1,1000})(?<=\S)\*(?![\p{L}\d*])/gu, "$1")
    .replace(/\\([#*_[\]|.-])/gu, "$1")
    .trim();
}
