import type { Lexicon, Synonym } from "../knowledge/lexicon.js";
import { containsPhrase } from "../text/phrases.js";
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

/** Adds to a question the register's words for what it says in a citizen's. */
export class Synonyms {
  readonly #entries: { say: string[][]; terms: readonly WeightedTerm[]; mean: string[][] }[];

  constructor(synonyms: readonly Synonym[]) {
    this.#entries = synonyms.map(({ say, mean, weight }) => {
      const meant = mean.map(tokenise);
      const terms = new Set(meant.flatMap(termsOf));
      return { say: say.map(tokenise), mean: meant, terms: [...terms].map((term) => [term, weight] as const) };
    });
  }

  /** Terms to add, without those that the question has itself. */
  termsFor(tokens: readonly string[]): WeightedTerm[] {
    const own = new Set(termsOf(tokens));
    const added = new Map<string, number>();
    for (const { say, terms } of this.#entries) {
      if (!say.some((phrase) => containsPhrase(tokens, phrase))) continue;
      for (const [term, weight] of terms) if (!own.has(term)) added.set(term, Math.max(weight, added.get(term) ?? 0));
    }
    return [...added];
  }
}
