import type { Lexicon } from "../knowledge/lexicon.js";
import { fold, isMarked } from "../text/fold.js";
import { PhraseList } from "../text/phrases.js";

/** Recognises messages that are no question on the sources. */
export class ReactionFinder {
  readonly #lists: Map<string, PhraseList>;
  /** The same without marks, for messages that have none. */
  readonly #foldedLists: Map<string, PhraseList>;
  readonly #weakWords: ReadonlySet<string>;

  constructor(lexicon: Lexicon) {
    this.#lists = new Map(Object.entries(lexicon.reactions).map(([name, { say }]) => [name, new PhraseList({ [name]: say })]));
    this.#foldedLists = new Map(Object.entries(lexicon.reactions).map(([name, { say }]) => [name, new PhraseList({ [name]: say.map(fold) })]));
    this.#weakWords = new Set(lexicon.weakWords);
  }

  /** Whether any phrase of a reaction stands in the message. */
  has(name: string, tokens: readonly string[]): boolean {
    return this.#list(name).has(tokens);
  }

  /** The same for a message as it was typed: one without marks is compared with phrases without marks. */
  hasTyped(name: string, typed: readonly string[]): boolean {
    return listIn(typed.some(isMarked) ? this.#lists : this.#foldedLists, name).has(typed);
  }

  /** Whether the message says nothing but this: what is left besides its phrases are fillers and words of grammar. */
  isOnly(name: string, tokens: readonly string[]): boolean {
    const lists = tokens.some(isMarked) ? this.#lists : this.#foldedLists;
    const { names, rest } = listIn(lists, name).find(tokens);
    if (names.length === 0) return false;
    return listIn(lists, "filler")
      .find(rest)
      .rest.every((token) => this.#weakWords.has(token));
  }

  /** The message without the phrases of a reaction. */
  without(name: string, tokens: readonly string[]): string[] {
    return this.#list(name).find(tokens).rest;
  }

  #list(name: string): PhraseList {
    return listIn(this.#lists, name);
  }
}

function listIn(lists: ReadonlyMap<string, PhraseList>, name: string): PhraseList {
  const list = lists.get(name);
  if (list === undefined) throw new Error(`lexicon/reactions.yaml has no "${name}"`);
  return list;
}
