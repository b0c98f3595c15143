import { isWord, partsOf } from "../text/tokenise.js";

/** Joins the two syllables of a bigram; no syllable contains it. */
const joint = "_";

/**
 * The terms of a run of tokens: each token, the parts of document numbers, and each pair of neighbouring tokens.
 * Pairs do the work of a word segmenter, since most Vietnamese words have two syllables.
 */
export function termsOf(tokens: readonly string[]): string[] {
  const terms: string[] = [];
  for (const [index, token] of tokens.entries()) {
    terms.push(token, ...partsOf(token));
    const next = tokens[index + 1];
    if (next !== undefined) terms.push(token + joint + next);
  }
  return terms;
}

/** A term and how much it counts in a query, 0 to 1. */
export type WeightedTerm = readonly [term: string, weight: number];

/** Weight of a word of asking or grammar, and of a pair made of two such words. */
const weakWeight = 0.2;

/** The terms of a query with their weights. A pair of one weak and one strong word counts in between. */
export function weightedTermsOf(tokens: readonly string[], weakWords: ReadonlySet<string>): WeightedTerm[] {
  return termsOf(tokens).map((term) => {
    const parts = term.split(joint);
    const strong = parts.filter((part) => !weakWords.has(part)).length;
    return [term, strong === parts.length ? 1 : strong === 0 ? weakWeight : (1 + weakWeight) / 2];
  });
}

/** Whether a term is a single word, not a pair or a number. */
export function isSingleWord(term: string): boolean {
  return !term.includes(joint) && isWord(term);
}
