import { tokenise } from "./tokenise.js";

/** Whether a phrase stands in a text as whole tokens. */
export function containsPhrase(tokens: readonly string[], phrase: readonly string[]): boolean {
  return positionOfPhrase(tokens, phrase) >= 0;
}

/** Where a phrase begins in a text, −1 where it does not stand there. */
export function positionOfPhrase(tokens: readonly string[], phrase: readonly string[]): number {
  if (phrase.length === 0) return -1;
  for (let start = 0; start + phrase.length <= tokens.length; start++)
    if (phrase.every((token, offset) => tokens[start + offset] === token)) return start;
  return -1;
}

/** A text with the first occurrence of a phrase cut out. A gap stays, so that the words around it do not become neighbours. */
export function withoutPhrase(tokens: readonly string[], phrase: readonly string[]): string[] {
  const position = positionOfPhrase(tokens, phrase);
  return position < 0 ? [...tokens] : [...tokens.slice(0, position), gap, ...tokens.slice(position + phrase.length)];
}

/** Stands where a phrase was cut out; equal to no token. */
export const gap = "·";

/** Phrases by a name, found in texts longest first. */
export class PhraseList<Name extends string = string> {
  readonly #entries: { name: Name; phrase: string[] }[];

  constructor(phrases: Partial<Record<Name, readonly string[]>>) {
    this.#entries = Object.entries(phrases as Record<Name, readonly string[]>)
      .flatMap(([name, list]) => (list as readonly string[]).map((text) => ({ name: name as Name, phrase: tokenise(text) })))
      .filter(({ phrase }) => phrase.length > 0)
      .sort((a, b) => b.phrase.length - a.phrase.length);
  }

  /** The names whose phrases stand in a text, longest phrase first, and the text without those phrases. */
  find(tokens: readonly string[]): { names: Name[]; rest: string[] } {
    let rest = [...tokens];
    const names = new Set<Name>();
    for (const { name, phrase } of this.#entries) {
      while (containsPhrase(rest, phrase)) {
        names.add(name);
        rest = withoutPhrase(rest, phrase);
      }
    }
    return { names: [...names], rest: rest.filter((token) => token !== gap) };
  }

  /** For each token, whether it belongs to a phrase. Longer phrases are found first. */
  cover(tokens: readonly string[]): boolean[] {
    const rest = [...tokens];
    for (const { phrase } of this.#entries)
      for (let position = positionOfPhrase(rest, phrase); position >= 0; position = positionOfPhrase(rest, phrase)) rest.fill(gap, position, position + phrase.length);
    return rest.map((token) => token === gap);
  }

  has(tokens: readonly string[]): boolean {
    return this.#entries.some(({ phrase }) => containsPhrase(tokens, phrase));
  }

  /** The phrases themselves that stand in a text. */
  phrasesIn(tokens: readonly string[]): string[] {
    let rest = [...tokens];
    const found: string[] = [];
    for (const { phrase } of this.#entries) {
      if (!containsPhrase(rest, phrase)) continue;
      found.push(phrase.join(" "));
      rest = withoutPhrase(rest, phrase);
    }
    return found;
  }
}
