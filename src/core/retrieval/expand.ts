import type { Lexicon, Synonym } from "../knowledge/lexicon.js";
import { gap, positionOfPhrase } from "../text/phrases.js";
import { tokenise } from "../text/tokenise.js";
import { termsOf, type WeightedTerm } from "./terms.js";

/** Replaces abbreviations, and in questions also the spellings of chat, by what they stand for. */
export class Abbreviations {
  readonly #inSources: Map<string, string[]>;
  readonly #inQuestions: Map<string, string[]>;

  constructor(lexicon: Lexicon) {
    const tokenised = (entries: Record<string, string>): [string, string[]][] => Object.entries(entries).map(([short, long]) => [short, tokenise(long)]);
    this.#inSources = new Map(tokenised(lexicon.abbreviations));
    this.#inQuestions = new Map([...tokenised(lexicon.teencode), ...this.#inSources]);
  }

  expandSource(tokens: readonly string[]): string[] {
    return tokens.flatMap((token) => this.#inSources.get(token) ?? [token]);
  }

  expandQuestion(tokens: readonly string[]): string[] {
    return tokens.flatMap((token) => this.#inQuestions.get(token) ?? [token]);
  }
}

/** A citizen's phrase found in a question, and the register's words that stand for it. */
export interface Bridge {
  say: string[];
  /** Words of the register, each once. */
  mean: string[];
}

/** Adds to a question the register's words for what it says in a citizen's. */
export class Synonyms {
  /** Longest first: "tiệm cầm đồ" leaves no "mở tiệm" behind. */
  readonly #phrases: { phrase: string[]; mean: string[][]; weight: number }[];

  constructor(synonyms: readonly Synonym[]) {
    this.#phrases = synonyms
      .flatMap(({ say, mean, weight }) => say.map((phrase) => ({ phrase: tokenise(phrase), mean: mean.map(tokenise), weight })))
      .sort((a, b) => b.phrase.length - a.phrase.length);
  }

  /** Terms to add to a question, without those that it has itself, and which of its phrases they stand for. */
  expand(tokens: readonly string[]): { terms: WeightedTerm[]; bridges: Bridge[] } {
    const own = new Set(termsOf(tokens));
    const added = new Map<string, number>();
    const bridges: Bridge[] = [];
    const rest = [...tokens];
    for (const { phrase, mean, weight } of this.#phrases) {
      const position = positionOfPhrase(rest, phrase);
      if (position < 0) continue;
      rest.fill(gap, position, position + phrase.length);
      for (const meant of mean) bridges.push({ say: [...phrase], mean: [...new Set(meant)] });
      for (const term of mean.flatMap(termsOf)) if (!own.has(term)) added.set(term, Math.max(weight, added.get(term) ?? 0));
    }
    return { terms: [...added], bridges };
  }
}
