import type { BenchSet } from "./bench-set.js";

/** Ids of the documents nearest to a question, best first, at most ten. */
export type Search = (question: string) => string[] | Promise<string[]>;
/** Builds what a method needs to search. This is what `buildMs` times. */
export type Build = (set: BenchSet) => Search;

/** Each method loads its own code when it is used, so that nobody's memory holds another's. */
const methods = {
  ours: async () => (await import("./methods/ours.js")).ours,
  "ours-judged": async () => (await import("./methods/ours-judged.js")).oursJudged,
  minisearch: async () => (await import("./methods/minisearch.js")).miniSearch({ isFolded: false, boost: {} }),
  "minisearch-folded": async () => (await import("./methods/minisearch.js")).miniSearch({ isFolded: true, boost: { title: 3 } }),
  "minisearch-folded-aliases": async () => (await import("./methods/minisearch.js")).miniSearch({ isFolded: true, boost: { title: 3, aliases: 2 } }),
  "langchain-bm25": async () => (await import("./methods/langchain-bm25.js")).langChainBm25({ isFolded: false }),
  "langchain-bm25-folded": async () => (await import("./methods/langchain-bm25.js")).langChainBm25({ isFolded: true }),
} satisfies Record<string, () => Promise<Build>>;

export type MethodName = keyof typeof methods;

/** Those that can be tried on any corpus: a foreign one has no aliases. */
export const methodsForForeign: readonly MethodName[] = ["ours", "minisearch", "minisearch-folded", "langchain-bm25", "langchain-bm25-folded"];
export const methodsForOwn: readonly MethodName[] = [
  "ours",
  "ours-judged",
  "minisearch",
  "minisearch-folded",
  "minisearch-folded-aliases",
  "langchain-bm25",
  "langchain-bm25-folded",
];

export function loadMethod(name: MethodName): Promise<Build> {
  return methods[name]();
}
