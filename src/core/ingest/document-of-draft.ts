import type { MarkdownSection } from "../knowledge/markdown.js";
import { countWords } from "../text/sentences.js";
import { ingestWording } from "../wording/ingest.js";
import type { Draft, DraftBlock } from "./draft.js";

/** A clause with its points is one passage up to so many words: as much as an answer shows. */
const passageWords = 85;
/** Places inside an article: they stand in the text itself. */
const place = new RegExp(`^(?:${ingestWording.clause("\\d+[a-zđ]?")}|${ingestWording.point("[a-zđ]\\d?")})$`, "u");

/**
 * The sections of a draft as the knowledge holds those of an official text: one for each article or heading, its clauses as paragraphs that
 * begin with their own numbers, word for word.
 * @param shortTitle the heading of a text that has none.
 */
export function sectionsOf({ blocks }: Pick<Draft, "blocks">, shortTitle: string): MarkdownSection[] {
  const hasHeadings = blocks.some(({ headingPath }) => headingPath.length > 0);
  const sections: { path: string[]; blocks: DraftBlock[] }[] = [];
  for (const block of blocks) {
    const path = block.headingPath.filter((heading) => !place.test(heading));
    const last = sections.at(-1);
    if (last !== undefined && last.path.join("\n") === path.join("\n")) last.blocks.push(block);
    else sections.push({ path, blocks: [block] });
  }
  return sections.map(({ path, blocks: own }) => ({
    headingPath: path.length > 0 ? path : [hasHeadings ? ingestWording.opening : shortTitle],
    tags: path.length > 0 ? [] : ["added"],
    text: textOf(own),
  }));
}

function textOf(blocks: readonly DraftBlock[]): string {
  const clauses: DraftBlock[][] = [];
  for (const block of blocks) {
    const clause = clauseOf(block);
    const open = clauses.at(-1);
    if (clause !== undefined && open?.[0] !== undefined && clauseOf(open[0]) === clause) open.push(block);
    else clauses.push([block]);
  }
  return clauses.flatMap(passagesOf).join("\n\n");
}

function clauseOf({ headingPath }: DraftBlock): string | undefined {
  return headingPath.find((heading) => place.test(heading));
}

function passagesOf(blocks: readonly DraftBlock[]): string[] {
  const whole = blocks.map(({ text }) => text).join(" ");
  if (blocks.length > 1 && countWords(whole) <= passageWords) return [whole];
  return blocks.map(({ kind, text }) => (kind === "item" ? `- ${text}` : text));
}
