import type { Lexicon } from "../knowledge/lexicon.js";
import { fold, shareOfMarkedWords } from "../text/fold.js";
import { PhraseList } from "../text/phrases.js";

/** A message with fewer marked words was typed in haste. */
const carefulFrom = 0.5;
/** Words of a phrase that are enough to know it by without its marks, in the middle of other words. */
const enoughInHaste = 3;

/** Recognises messages that are no question on the sources. */
export class ReactionFinder {
  readonly #lists: Map<string, PhraseList>;
  /** The same for messages typed in haste. */
  readonly #hastyLists: Map<string, PhraseList>;
  readonly #longHastyLists: Map<string, PhraseList>;
  readonly #weakWords: ReadonlySet<string>;

  constructor(lexicon: Lexicon) {
    const reactions = Object.entries(lexicon.reactions);
    this.#lists = new Map(reactions.map(([name, { say }]) => [name, new PhraseList({ [name]: say })]));
    this.#hastyLists = new Map(reactions.map(([name, { say }]) => [name, new PhraseList({ [name]: say }, "hasty")]));
    this.#longHastyLists = new Map(
      reactions.map(([name, { say }]) => [name, new PhraseList({ [name]: say.filter((phrase) => phrase.split(" ").length >= enoughInHaste) }, "hasty")]),
    );
    this.#weakWords = new Set(lexicon.weakWords.flatMap((word) => [word, fold(word)]));
  }

  /** Whether any phrase of a reaction stands in the message. */
  has(name: string, tokens: readonly string[]): boolean {
    return this.#list(name).has(tokens);
  }

  /** The same for a message as it was typed, in haste or with care. In haste, two words are too few: "làm gia sư" is no "làm giả". */
  hasTyped(name: string, typed: readonly string[]): boolean {
    return this.#listFor(name, typed).has(typed);
  }

  /** A message as it was typed, without the phrases of a reaction. */
  withoutTyped(name: string, typed: readonly string[]): string[] {
    return this.#listFor(name, typed).find(typed).rest;
  }

  /** Whether the message says nothing but this: what is left besides its phrases are fillers and words of grammar. */
  isOnly(name: string, tokens: readonly string[]): boolean {
    return this.#besides(name, tokens)?.every((token) => this.#weakWords.has(token)) ?? false;
  }

  /** The same without words of grammar, "không" among them: for what cannot be undone. */
  isWholly(name: string, tokens: readonly string[]): boolean {
    return this.#besides(name, tokens)?.length === 0;
  }

  /** The message without the phrases of a reaction. */
  without(name: string, tokens: readonly string[]): string[] {
    return this.#list(name).find(tokens).rest;
  }

  /** What a message says besides a reaction and fillers; `undefined` if it does not say it. */
  #besides(name: string, tokens: readonly string[]): string[] | undefined {
    const { names, rest } = listIn(this.#hastyLists, name).find(tokens);
    return names.length === 0 ? undefined : listIn(this.#hastyLists, "filler").find(rest).rest;
  }

  #listFor(name: string, typed: readonly string[]): PhraseList {
    return listIn(shareOfMarkedWords(typed) < carefulFrom ? this.#longHastyLists : this.#lists, name);
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
