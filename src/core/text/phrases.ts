import { fold } from "./fold.js";
import { tokenise } from "./tokenise.js";

/** Whether a phrase stands in a text as whole tokens. */
export function containsPhrase(tokens: readonly string[], phrase: readonly string[]): boolean {
  return positionOfPhrase(tokens, phrase) >= 0;
}

/** Whether a token of a text stands for a token of a phrase. */
type Sameness = (token: string | undefined, ofPhrase: string) => boolean;

const exactly: Sameness = (token, ofPhrase) => token === ofPhrase;
/** A word typed without marks stands for every word that it could be. */
const withoutMarksToo: Sameness = (token, ofPhrase) => token === ofPhrase || token === fold(ofPhrase);

/** Where a phrase begins in a text, −1 where it does not stand there. */
export function positionOfPhrase(tokens: readonly string[], phrase: readonly string[], isSame: Sameness = exactly): number {
  if (phrase.length === 0) return -1;
  for (let start = 0; start + phrase.length <= tokens.length; start++) {
    let held = 0;
    while (held < phrase.length && isSame(tokens[start + held], phrase[held] as string)) held++;
    if (held === phrase.length) return start;
  }
  return -1;
}

/** Stands where a phrase was cut out; equal to no token. */
export const gap = "·";

interface Entry<Name extends string> {
  name: Name;
  phrase: string[];
}

/** Phrases by a name, found in texts longest first. */
export class PhraseList<Name extends string = string> {
  /** By their first token, without marks, so that only phrases which could begin in a text are tried. */
  readonly #byFirst = new Map<string, Entry<Name>[]>();
  readonly #isSame: Sameness;

  /** @param typing `hasty`: words of a text that have no marks stand for words that have. */
  constructor(phrases: Partial<Record<Name, readonly string[]>>, typing: "careful" | "hasty" = "careful") {
    this.#isSame = typing === "hasty" ? withoutMarksToo : exactly;
    for (const [name, list] of Object.entries(phrases) as [Name, readonly string[]][])
      for (const text of list) {
        const phrase = tokenise(text);
        const [first] = phrase;
        if (first === undefined) continue;
        const key = fold(first);
        this.#byFirst.set(key, [...(this.#byFirst.get(key) ?? []), { name, phrase }]);
      }
  }

  /** The names whose phrases stand in a text, longest phrase first, and the text without those phrases. */
  find(tokens: readonly string[]): { names: Name[]; rest: string[] } {
    const { found, rest } = this.#cut(tokens);
    return { names: [...new Set(found.map(({ name }) => name))], rest: rest.filter((token) => token !== gap) };
  }

  /** For each token, whether it belongs to a phrase. Longer phrases are found first. */
  cover(tokens: readonly string[]): boolean[] {
    return this.#cut(tokens).rest.map((token) => token === gap);
  }

  has(tokens: readonly string[]): boolean {
    return this.#candidates(tokens).some(({ phrase }) => positionOfPhrase(tokens, phrase, this.#isSame) >= 0);
  }

  /** The phrases themselves that stand in a text. */
  phrasesIn(tokens: readonly string[]): string[] {
    return [...new Set(this.#cut(tokens).found.map(({ phrase }) => phrase.join(" ")))];
  }

  /** Fills every phrase with gaps, longest first; the text keeps its length. */
  #cut(tokens: readonly string[]): { found: Entry<Name>[]; rest: readonly string[] } {
    const candidates = this.#candidates(tokens);
    if (candidates.length === 0) return { found: [], rest: tokens };
    const rest = [...tokens];
    const found: Entry<Name>[] = [];
    for (const entry of candidates) {
      const { phrase } = entry;
      for (let position = positionOfPhrase(rest, phrase, this.#isSame); position >= 0; position = positionOfPhrase(rest, phrase, this.#isSame)) {
        rest.fill(gap, position, position + phrase.length);
        found.push(entry);
      }
    }
    return { found, rest };
  }

  #candidates(tokens: readonly string[]): Entry<Name>[] {
    const candidates: Entry<Name>[] = [];
    for (const first of distinctFolded(tokens)) candidates.push(...(this.#byFirst.get(first) ?? []));
    return candidates.sort((a, b) => b.phrase.length - a.phrase.length);
  }
}

/** What was folded of each list of tokens: some thirty lists of phrases are held against the same question. */
const foldedLists = new WeakMap<readonly string[], readonly string[]>();

function distinctFolded(tokens: readonly string[]): readonly string[] {
  let folded = foldedLists.get(tokens);
  if (folded === undefined) foldedLists.set(tokens, (folded = [...new Set(tokens.map(fold))]));
  return folded;
}
