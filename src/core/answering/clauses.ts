import type { Retriever } from "../retrieval/retriever.js";
import { withoutMasks } from "../text/personal-data.js";
import type { Context } from "./context.js";
import type { Tools } from "./tools.js";

/** The words of each clause of what was typed, as understood; of the whole question where the turns before made it whole. */
export function clausesOf({ masked, query, reading }: Context, retriever: Retriever): string[][] {
  if (query !== reading.tokens) return [query];
  return withoutMasks(masked)
    .split(/[,;:.?!\n]+(?=\s|$)/u)
    .map((clause) => retriever.read(clause).tokens)
    .filter((tokens) => tokens.length > 0);
}

/** Words with which a clause asks. */
const asks = /(?<!\p{L})(?:gì|đâu|nào|mấy|bao nhiêu|bao lâu|sao|bao giờ|không|chưa|hay|ai|nhỉ)(?!\p{L})/u;
/** People, with whom a clause of a story begins. */
const beginsWithPerson = /^(?:nhà )?(?:tôi|em|con|cháu|mình|anh|chị|cô|chú|bác|ông|bà|bố|ba|mẹ|má|vợ|chồng)(?!\p{L})/u;
/** Telling words that make a clause beside the asking one a part of a story; fewer only set the time or the place of what is asked. */
const wordsOfStory = 2;

/** What a person tells before or after asking: the words of all clauses that tell something, but for the last that asks. */
export function storyIn(context: Context, { retriever, slots }: Pick<Tools, "retriever" | "slots">): string[] {
  const clauses = clausesOf(context, retriever);
  const asking = clauses.findLastIndex((tokens) => asks.test(tokens.join(" ")));
  if (asking < 0) return [];
  const tells = (tokens: readonly string[]): boolean => {
    if (beginsWithPerson.test(tokens.join(" "))) return true;
    const places = new Set(slots.find(tokens).otherPlaces.flatMap((place) => place.split(" ")));
    return retriever.tellingWords(tokens).filter((word) => !/\d/u.test(word) && !places.has(word)).length >= wordsOfStory;
  };
  return clauses.filter((tokens, index) => index !== asking && tells(tokens)).flat();
}

/** The clauses that ask something, where the question has others too; what only points back comes with the clause before it. */
export function askingClauses(context: Context, retriever: Retriever): string[][] {
  const clauses = clausesOf(context, retriever);
  if (clauses.length < 2) return [];
  return clauses.flatMap((tokens, index) => {
    if (!asks.test(tokens.join(" "))) return [];
    const before = clauses[index - 1];
    return retriever.tellingWords(tokens).length < wordsOfStory && before !== undefined ? [[...before, ...tokens]] : [tokens];
  });
}

/** The last sentence that asks, where there are others before it. */
export function askingSentence({ masked, query, reading }: Context, retriever: Retriever): string[] | undefined {
  if (query !== reading.tokens) return undefined;
  const sentences = withoutMasks(masked)
    .split(/[.?!\n]+(?=\s|$)/u)
    .map((sentence) => retriever.read(sentence).tokens)
    .filter((tokens) => tokens.length > 0);
  return sentences.length < 2 ? undefined : sentences.findLast((tokens) => asks.test(tokens.join(" ")));
}

/** Words with which a new thought begins inside a clause. */
const joins = new Set("nên nhưng mà giờ thì để chứ nay muốn xin rồi vì do cần".split(" "));

/** Runs of a question shorter than a clause, and each clause with the one that asks: what is asked stands in one of them. */
export function partsOf(context: Context, retriever: Retriever): string[][] {
  const clauses = clausesOf(context, retriever);
  const asking = clauses.findLast((tokens) => asks.test(tokens.join(" "))) ?? [];
  const withAsking = clauses.filter((tokens) => tokens !== asking).map((tokens) => [...tokens, ...asking]);
  return [...clauses.flatMap(runsOf), ...(clauses.length > 2 ? withAsking : [])];
}

function runsOf(clause: readonly string[]): string[][] {
  const starts = clause.flatMap((word, place) => (place > 0 && joins.has(word) ? [place] : []));
  if (starts.length === 0) return [];
  return [0, ...starts].map((start, index) => clause.slice(start, starts[index] ?? clause.length));
}
