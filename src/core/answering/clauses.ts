import type { Retriever } from "../retrieval/retriever.js";
import { withoutMasks } from "../text/personal-data.js";
import type { Context } from "./context.js";

/** The words of each clause of what was typed, as understood; of the whole question where the turns before made it whole. */
export function clausesOf({ masked, query, reading }: Context, retriever: Retriever): string[][] {
  if (query !== reading.tokens) return [query];
  return withoutMasks(masked)
    .split(/[,;:.?!\n]+(?=\s|$)/u)
    .map((clause) => retriever.read(clause).tokens)
    .filter((tokens) => tokens.length > 0);
}
