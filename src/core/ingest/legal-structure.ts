import { countWords } from "../text/sentences.js";
import { ingestWording } from "../wording/ingest.js";
import type { DraftBlock, ReadBlock } from "./draft.js";

/** A level of Vietnamese legal texts. Headings of the file itself have the levels 1 to 6. */
interface Level {
  rank: number;
  /** The mark at the beginning, and what follows it. */
  pattern: RegExp;
  /** The mark may stand alone in its line, with the name in the next. */
  nameMayFollow?: true;
}

const levels: readonly Level[] = [
  { rank: 11, pattern: /^(phụ lục(?: số)?(?: [IVXLC\d]+)?)(?:[.:]| –| -|(?= )|$)\s*(.*)$/iu, nameMayFollow: true },
  { rank: 11, pattern: /^(phần (?:thứ )?(?:nhất|hai|ba|tư|bốn|năm|sáu|bảy|tám|chín|mười|[IVXLC]+|\d+))(?:[.:]|(?= )|$)\s*(.*)$/iu, nameMayFollow: true },
  { rank: 12, pattern: /^(chương (?:[IVXLC]+|\d+))(?:[.:]|(?= )|$)\s*(.*)$/iu, nameMayFollow: true },
  { rank: 13, pattern: /^([IVX]{1,5}[.-])\s*(.*)$/u },
  { rank: 14, pattern: /^(mục (?:\d+|[IVXLC]+))(?:[.:]|(?= )|$)\s*(.*)$/iu, nameMayFollow: true },
  { rank: 15, pattern: /^(điều \d+[a-zđ]?)(?:[.:]|$)\s*(.*)$/iu },
];
const articleRank = 15;
const romanRank = 13;
const numberedRank = 16;
const clauseRank = 17;
const pointRank = 18;
const clause = /^(\d{1,3}[a-zđ]?)\.\s+(?=\S)/u;
const point = /^([a-zđ]\d?)\)\s*(?=\S)/u;
const recipients = /^nơi nhận\s*:/iu;
/** A longer line is a sentence with a mark before it. */
const maxHeadingWords = 40;

interface Above {
  rank: number;
  text: string;
}

/** Gives each text the headings above it, those of the file and those that its own marks are: Phần, Chương, Mục, Điều, khoản, điểm. */
export function structureOf(blocks: readonly ReadBlock[]): DraftBlock[] {
  const found: DraftBlock[] = [];
  let path: Above[] = [];
  /** A mark that waits for its name in the next line. */
  let isWaiting = false;
  const open = (rank: number, text: string): void => {
    path = [...path.filter((above) => above.rank < rank), { rank, text }];
  };
  const add = (kind: DraftBlock["kind"], text: string): void => void found.push({ kind, text, headingPath: path.map((above) => above.text) });

  for (const block of blocks) {
    const { text } = block;
    const last = path.at(-1);
    if (isWaiting && last !== undefined && isName(block)) {
      last.text = `${last.text}. ${text}`;
      isWaiting = false;
      continue;
    }
    isWaiting = false;
    const mark = block.kind === "row" ? undefined : markOf(text, path);
    if (mark !== undefined) {
      open(mark.rank, mark.heading);
      isWaiting = mark.isAlone;
      if (mark.hasText) add("paragraph", text);
    } else if (block.kind === "heading") {
      if (countWords(text) > maxHeadingWords) add("paragraph", text);
      else open(block.level, text);
    } else if (recipients.test(text)) {
      path = [{ rank: 11, text: text.slice(0, text.indexOf(":")) }];
      add("paragraph", text);
    } else {
      path = pathUnder(text, path, block.kind);
      add(/^[-–]\s/u.test(text) ? "item" : block.kind, text.replace(/^[-–]\s+/u, ""));
    }
  }
  return found;
}

interface Mark {
  rank: number;
  heading: string;
  /** The line is more than the heading, and stands below it in full. */
  hasText: boolean;
  /** The name is still to come. */
  isAlone: boolean;
}

function markOf(text: string, path: readonly Above[]): Mark | undefined {
  for (const { rank, pattern, nameMayFollow = false } of levels) {
    const [, mark = "", rest = ""] = pattern.exec(text) ?? [];
    if (mark === "") continue;
    if (rank === articleRank)
      return isHeading(rest) ? { rank, heading: text, hasText: false, isAlone: false } : { rank, heading: mark, hasText: true, isAlone: false };
    // "Chương trình …", "Phần lớn …", "Mục 3 của Nghị quyết này …" are no headings.
    if (rest !== "" && !(isHeading(rest.replace(/:$/u, "")) && (rank === romanRank || startsAsName(rest)))) continue;
    if (rest === "" && !nameMayFollow) continue;
    return { rank, heading: text.replace(/[:.]$/u, ""), hasText: false, isAlone: rest === "" };
  }
  const isUnderRoman = path.some(({ rank }) => rank === romanRank) && !path.some(({ rank }) => rank === articleRank);
  const numbered = /^\d{1,2}(?:\.\d{1,2})*\.?\s+(?=\p{Lu})/u.exec(text);
  if (!isUnderRoman || numbered === null || !isHeading(text.slice(numbered[0].length).replace(/:$/u, ""))) return undefined;
  const depth = numbered[0].split(".").filter((piece) => /\d/u.test(piece)).length;
  return { rank: numberedRank + (depth - 1) / 10, heading: text.replace(/:$/u, ""), hasText: false, isAlone: false };
}

/** Short, and no sentence. */
function isHeading(text: string): boolean {
  return countWords(text) <= maxHeadingWords && !/[.;,:]$/u.test(text);
}

function startsAsName(text: string): boolean {
  return /^["“]?\p{Lu}/u.test(text);
}

/** The name of a chapter stands in the line below its number. */
function isName({ kind, text }: ReadBlock): boolean {
  return (
    (kind === "heading" || kind === "paragraph") &&
    isHeading(text) &&
    startsAsName(text) &&
    !levels.some(({ pattern, rank }) => rank !== romanRank && pattern.test(text))
  );
}

/** Clauses and their points are places inside an article. */
function pathUnder(text: string, path: readonly Above[], kind: ReadBlock["kind"]): Above[] {
  if (!path.some(({ rank }) => rank === articleRank) || kind === "row") return [...path];
  const [, number] = clause.exec(text) ?? [];
  if (number !== undefined) return [...path.filter(({ rank }) => rank < clauseRank), { rank: clauseRank, text: ingestWording.clause(number) }];
  const [, letter] = point.exec(text) ?? [];
  if (letter !== undefined) return [...path.filter(({ rank }) => rank < pointRank), { rank: pointRank, text: ingestWording.point(letter) }];
  return [...path];
}
