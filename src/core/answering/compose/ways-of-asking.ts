import { AliasSearcher, buildAliasIndex, type AliasMatch } from "../../retrieval/alias-index.js";
import { weightedTermsOf, type WeightedTerm } from "../../retrieval/terms.js";

/** Weight of a word of grammar. "không", "phải", "được" tell one narrow question from another more than they tell matters apart. */
const weakWeight = 0.3;

/**
 * The ways of asking for the parts of one source. Words that all of them use, such as the name of the matter, count for little here,
 * however rare they are elsewhere: what is left is what tells the parts apart.
 */
export class WaysOfAsking {
  readonly #searcher: AliasSearcher;

  /** @param parts for each part its ways of asking, as tokens in normal form; a part may have none. */
  constructor(
    parts: readonly (readonly (readonly string[])[])[],
    readonly isWeak: (word: string) => boolean,
  ) {
    this.#searcher = new AliasSearcher(buildAliasIndex(parts, (tokens) => this.#weigh(tokens)));
  }

  /** For each part, by its number, how near its nearest way of asking is; absent where nothing is shared. */
  nearest(question: readonly string[]): { get(part: number): AliasMatch | undefined } {
    return this.#searcher.nearest(this.#weigh(question));
  }

  #weigh(tokens: readonly string[]): WeightedTerm[] {
    return weightedTermsOf(
      tokens,
      tokens.map((token) => (this.isWeak(token) ? weakWeight : 1)),
    );
  }
}
