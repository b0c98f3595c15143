import { normalise } from "./normalise.js";

/**
 * A document number (`57-nq/tw`, `118/2025/nđ-cp`), a number with a letter (`5g`, `a1`), a number with its separators and
 * percent sign (`1/7/2025`, `20%`, `70.000`), or a run of letters. Text is normalised first.
 */
const tokenPattern =
  /\d+(?:[./,-]\d+)*(?:\/\d{4})?[-/]\p{L}[\p{L}\d]*(?:[-/]\p{L}[\p{L}\d]*)*|\d+\p{L}{1,2}(?!\p{L})|\d+(?:[.,/]\d+)*%?|\p{L}{1,2}\d+(?!\d)|[\p{L}\p{M}]+/gu;

/** The tokens of a text in order: syllables, numbers, document numbers, in normal form. */
export function tokenise(text: string): string[] {
  return normalise(text).match(tokenPattern) ?? [];
}

/** Whether a token is written with letters only, as every Vietnamese syllable is. */
export function isWord(token: string): boolean {
  return /^[\p{L}\p{M}]+$/u.test(token);
}

/** The parts of a compound token (`57-nq/tw` → `57`, `nq`, `tw`); none of a simple one. */
export function partsOf(token: string): string[] {
  if (isWord(token) || !/[-/%\p{L}]/u.test(token)) return [];
  return token.match(/\d+(?:[.,]\d+)*|[\p{L}\p{M}]+/gu) ?? [];
}
