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

/** Weight of a word of asking or grammar. */
export const weakWeight = 0.2;

/** The terms of a text with their weights: a token's own, and for a pair the mean of its two. */
export function weightedTermsOf(tokens: readonly string[], weights: readonly number[]): WeightedTerm[] {
  const terms: WeightedTerm[] = [];
  for (const [index, token] of tokens.entries()) {
    const weight = weights[index] ?? 1;
    terms.push([token, weight], ...partsOf(token).map((part) => [part, weight] as const));
    const next = tokens[index + 1];
    if (next !== undefined) terms.push([token + joint + next, (weight + (weights[index + 1] ?? 1)) / 2]);
  }
  return terms;
}

/** Whether a term is a single word, not a pair or a number. */
export function isSingleWord(term: string): boolean {
  return !term.includes(joint) && isWord(term);
}
