import { fold, isMarked } from "../text/fold.js";
import { tokenise } from "../text/tokenise.js";
import { clausesOf } from "./clauses.js";
import type { Context, Judged } from "./context.js";
import type { Tools } from "./tools.js";

/**
 * A source of ours that lacks more than this share of what a question says is about something else, unless it is this sure. An article
 * holds many figures, and one of another matter is worse than none: there, less may be lacking.
 */
const limits = { other: { most: 0.35, sure: 0.8 }, figure: { most: 0.25, sure: 0.9 } };
/** Who asks for a service in more words than this tells a story: its words are no constraints. */
const storyFrom = 12;
/** In several clauses, so many are enough. */
const storyFromInClauses = 9;
/** What is counted in: numbers have checks of their own. */
const measures = new Set("nghìn ngàn triệu tỷ đồng trăm chục vuông".split(" "));
/** How many of the missing words an answer names. */
const namedWords = 2;
/** Letters of a word that no source has and that is none: "h", "sv", "ad". */
const shortest = 3;

/** The most telling words of a question that a written source lacks, where it lacks too many to be the answer. */
export function unsaidWords({ candidate, confidence }: Judged, context: Context, tools: Tools): string[] {
  const { unit } = candidate;
  const { most, sure } = unit.kind === "article" && asksForFigure(context) ? limits.figure : limits.other;
  if (unit.kind === "procedure" || confidence >= sure) return [];
  const missing = new Set(withoutHeld(candidate.missing, () => tools.library.textOf(unit).plain));
  const telling = tellingClauses(context, tools);
  if (unit.kind === "service" && telling.flat().length >= (telling.length > 1 ? storyFromInClauses : storyFrom)) return [];
  const clauses = telling.map((words) => ({ words, missing: words.filter((word) => missing.has(word)) }));
  const { retriever } = tools;
  const information = (words: readonly string[]): number => words.reduce((sum, word) => sum + retriever.informationOf(word), 0);
  const held = ({ words, missing: lacked }: (typeof clauses)[number]): number => information(words) - information(lacked);
  // Who tells how it came about says it in a clause of its own: the clause that shares most with the source is the one that asks for it.
  const matter = clauses.reduce<(typeof clauses)[number] | undefined>(
    (best, clause) => (best === undefined || held(clause) > held(best) ? clause : best),
    undefined,
  );
  if (matter === undefined || information(matter.missing) <= most * information(matter.words)) return [];
  const apart = matter.missing.filter((word) => followsHeld(word, context.query, missing, tools));
  return candidate.missing.filter((word) => apart.includes(word)).slice(0, namedWords);
}

/** Missing words but for those typed without marks that the source has with marks: "the nao" beside "thế nào". */
function withoutHeld(missing: readonly string[], textOf: () => string): readonly string[] {
  if (missing.every(isMarked)) return missing;
  const held = new Set(tokenise(textOf()).map(fold));
  return missing.filter((word) => isMarked(word) || !held.has(word));
}

function asksForFigure({ query }: Context): boolean {
  return /(?<!\p{L})(?:bao nhiêu|mấy|phần trăm|%)(?!\p{L})/u.test(query.join(" "));
}

/** The telling words of each clause. */
function tellingClauses(context: Context, { retriever }: Tools): string[][] {
  const { query, slots } = context;
  const places = new Set(slots.otherPlaces.flatMap((place) => place.split(" ")));
  const asked = new Set(query);
  const isTelling = (word: string): boolean => !/\d/u.test(word) && !measures.has(word) && !places.has(word) && asked.has(word) && !isNoWord(word, retriever);
  return clausesOf(context, retriever)
    .map((tokens) => [...new Set(retriever.tellingWords(tokens))].filter(isTelling))
    .filter((words) => words.length > 0);
}

function isNoWord(word: string, retriever: Tools["retriever"]): boolean {
  return word.length < shortest && retriever.informationOf(word) === retriever.informationOf("\u0000");
}

/** Whether a missing word stands right behind one that the source holds, and so sets its matter apart: "khai tử cho bò". */
function followsHeld(word: string, query: readonly string[], missing: ReadonlySet<string>, tools: Tools): boolean {
  const content = tools.retriever.contentWords(query);
  const before = content[content.indexOf(word) - 1];
  return before !== undefined && (!missing.has(before) || followsHeld(before, query, missing, tools));
}
