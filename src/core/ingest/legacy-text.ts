import { isValidSyllable } from "../text/syllable.js";
import { IngestError } from "./ingest-error.js";
import { fromTcvn3, fromVni } from "./legacy-tables.js";

/** A way of reading text that is not Unicode. */
export interface LegacyEncoding {
  name: string;
  /** Fonts of this encoding are named so. */
  font: RegExp;
  toUnicode: (text: string) => string;
}

const encodings: readonly LegacyEncoding[] = [
  { name: "TCVN3 (ABC)", font: /^\.Vn/u, toUnicode: fromTcvn3 },
  { name: "VNI", font: /^VNI-/u, toUnicode: fromVni },
];

/** Share of words with marks that are possible syllables: above the first, text is Unicode; below it, it may be anything. */
const soundShare = 0.85;
/** Converted text must come out at least this sound … */
const sureShare = 0.95;
/** … and show so many words with marks, for chance to be no explanation. A font's name is evidence as well. */
const sureWords = 20;
const sureWordsWithFont = 3;
/** Fewer words with marks prove nothing: names and terms of other languages. */
const fewWords = 5;

/**
 * The encoding to convert a text from; undefined where it is Unicode.
 * @param fonts names of the fonts of the text, where the file tells.
 * @throws IngestError `legacy_font` where it is not Unicode and it is not certain what it is.
 */
export function legacyEncodingOf(text: string, fonts: readonly string[] = []): LegacyEncoding | undefined {
  const words = wordsWithMarks(text);
  const named = encodings.filter(({ font }) => fonts.some((name) => font.test(name)));
  if (words.length < (named.length > 0 ? sureWordsWithFont : fewWords) || soundnessOf(words) >= soundShare) return undefined;
  const needed = named.length === 1 ? sureWordsWithFont : sureWords;
  const sure = encodings.filter(
    (encoding) => (named.length === 0 || named.includes(encoding)) && soundnessOf(words.map((word) => encoding.toUnicode(word))) >= sureShare,
  );
  const [only] = sure;
  // Letters that only Unicode has: a part of the text is sound already, and would be damaged.
  const isMixed = /[\u0100-\u1fff]/u.test(text);
  if (isMixed || only === undefined || sure.length > 1 || words.length < needed) throw new IngestError("legacy_font");
  return only;
}

/** Words with anything but ASCII in them, ASCII punctuation and digits around them left out. */
function wordsWithMarks(text: string): string[] {
  return text
    .normalize("NFC")
    .split(/[\s\u0020-\u0040\u005b-\u0060\u007b-\u007e\u2010-\u2026]+/u)
    .filter((word) => /[\u0080-\uffff]/u.test(word));
}

function soundnessOf(words: readonly string[]): number {
  return words.filter((word) => isValidSyllable(word.toLowerCase())).length / words.length;
}
