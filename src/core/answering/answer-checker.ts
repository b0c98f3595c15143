import type { Lexicon } from "../knowledge/lexicon.js";
import { figuresOf } from "../text/figures.js";
import { normalise } from "../text/normalise.js";
import { PhraseList } from "../text/phrases.js";
import { sentencesOf } from "../text/sentences.js";
import { tokenise } from "../text/tokenise.js";

/** What is wrong with a sentence of an answer. */
export interface CheckFailure {
  sentence: string;
  /** The figures and names that no source bears out. */
  unproved: string[];
}

/**
 * The last guard before an answer leaves: every figure, date, amount, document number, address and place name must stand in the sources
 * in the same sentence. It compares text with text and knows nothing of how the answer was made.
 */
export class AnswerChecker {
  readonly #places: PhraseList;

  constructor(lexicon: Lexicon, communes: readonly string[]) {
    const { own, ownDistricts, provinces, countries } = lexicon.places;
    this.#places = new PhraseList({ place: [...own, ...ownDistricts, ...provinces, ...countries, ...communes] });
  }

  /**
   * Checks an extractive answer: a sentence that states any figure or place must stand in the evidence word for word.
   * @param denied figures of the question itself, which the answer may repeat in order to deny them.
   */
  check(answer: string, evidence: readonly string[], denied: readonly string[] = []): CheckFailure[] {
    const source = ` ${comparable(evidence.join("\n"))} `;
    return sentencesOf(answer).flatMap((sentence) => {
      if (source.includes(` ${comparable(sentence)} `)) return [];
      const unproved = this.#claimsOf(sentence).filter((claim) => !denied.includes(claim));
      return unproved.length === 0 ? [] : [{ sentence, unproved }];
    });
  }

  /**
   * Checks freely worded text: the claims of a sentence must all stand in one piece of evidence.
   * Weaker than `check`, for text that a language model wrote.
   */
  checkFree(sentence: string, evidence: readonly string[]): CheckFailure | undefined {
    const claims = this.#claimsOf(sentence);
    if (claims.length === 0) return undefined;
    const missing = evidence.map((piece) => {
      const known = new Set(this.#claimsOf(piece));
      return claims.filter((claim) => !known.has(claim));
    });
    const fewest = missing.reduce((a, b) => (b.length < a.length ? b : a), claims);
    return fewest.length === 0 ? undefined : { sentence, unproved: fewest };
  }

  #claimsOf(text: string): string[] {
    return [...figuresOf(text), ...this.#places.phrasesIn(tokenise(text))];
  }
}

/** Text with case, spacing and closing punctuation taken away. */
function comparable(text: string): string {
  return normalise(text)
    .replace(/[\s"“”]+/gu, " ")
    .replace(/[.;:,…]+(?=\s|$)/gu, "")
    .trim();
}
