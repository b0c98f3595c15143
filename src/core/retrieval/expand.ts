import type { Lexicon, Synonym } from "../knowledge/lexicon.js";
import { gap, positionOfPhrase } from "../text/phrases.js";
import { tokenise } from "../text/tokenise.js";
import { termsOf, type WeightedTerm } from "./terms.js";

/** "AI" in capitals; in small letters it is the word for "who". */
const artificialIntelligence = /(?<!\p{L})A\.?I(?!\p{L})/gu;

/** A text with "AI" in words, before its capitals are lost. */
export function spellOutAi(text: string): string {
  return text.replace(artificialIntelligence, " trí tuệ nhân tạo ");
}

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

  /** A text in normal form with its abbreviations spelled out; all else stays as it is. */
  expandText(text: string): string {
    return text.replace(/[\p{L}\p{M}]+/gu, (word) => this.#inSources.get(word)?.join(" ") ?? word);
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
  /** By first token; "tiệm cầm đồ" is tried before "mở tiệm" and leaves none of it behind. */
  readonly #byFirst = new Map<string, { phrase: string[]; mean: string[][]; weight: number }[]>();

  constructor(synonyms: readonly Synonym[]) {
    for (const { say, mean, weight } of synonyms) {
      const meant = mean.map(tokenise);
      for (const phrase of say.map(tokenise)) {
        const [first = ""] = phrase;
        this.#byFirst.set(first, [...(this.#byFirst.get(first) ?? []), { phrase, mean: meant, weight }]);
      }
    }
  }

  /** Terms to add to a question, without those that it has itself, and which of its phrases they stand for. */
  expand(tokens: readonly string[]): { terms: WeightedTerm[]; bridges: Bridge[] } {
    const own = new Set(termsOf(tokens));
    const added = new Map<string, number>();
    const bridges: Bridge[] = [];
    const rest = [...tokens];
    const candidates = [...own].flatMap((token) => this.#byFirst.get(token) ?? []).sort((a, b) => b.phrase.length - a.phrase.length);
    for (const { phrase, mean, weight } of candidates) {
      const position = positionOfPhrase(rest, phrase);
      if (position < 0) continue;
      rest.fill(gap, position, position + phrase.length);
      for (const meant of mean) bridges.push({ say: [...phrase], mean: [...new Set(meant)] });
      for (const term of mean.flatMap(termsOf)) if (!own.has(term)) added.set(term, Math.max(weight, added.get(term) ?? 0));
    }
    return { terms: [...added], bridges };
  }
}
