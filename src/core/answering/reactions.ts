import type { Lexicon } from "../knowledge/lexicon.js";
import { PhraseList } from "../text/phrases.js";

/** Recognises messages that are no question on the sources. */
export class ReactionFinder {
  readonly #lists: Map<string, PhraseList>;
  readonly #weakWords: ReadonlySet<string>;

  constructor(lexicon: Lexicon) {
    this.#lists = new Map(Object.entries(lexicon.reactions).map(([name, { say }]) => [name, new PhraseList({ [name]: say })]));
    this.#weakWords = new Set(lexicon.weakWords);
  }

  /** Whether any phrase of a reaction stands in the message. */
  has(name: string, tokens: readonly string[]): boolean {
    return this.#list(name).has(tokens);
  }

  /** Whether the message says nothing but this: what is left besides its phrases are fillers and words of grammar. */
  isOnly(name: string, tokens: readonly string[]): boolean {
    const { names, rest } = this.#list(name).find(tokens);
    if (names.length === 0) return false;
    return this.#list("filler").find(rest).rest.every((token) => this.#weakWords.has(token));
  }

  /** The message without the phrases of a reaction. */
  without(name: string, tokens: readonly string[]): string[] {
    return this.#list(name).find(tokens).rest;
  }

  #list(name: string): PhraseList {
    const list = this.#lists.get(name);
    if (list === undefined) throw new Error(`lexicon/reactions.yaml has no "${name}"`);
    return list;
  }
}
