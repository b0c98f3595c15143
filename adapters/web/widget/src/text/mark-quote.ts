import { sentenceSpans } from "./sentence-spans.js";

/** A stretch of a source, and whether the answer rests on it. */
export interface QuotePart {
  text: string;
  isFound: boolean;
}

/** A sentence shorter than this is found by chance. */
const minSentenceChars = 12;

/**
 * Marks in a source what the answer rests on: the quote inside its passage or, where the quote is all there is, the
 * sentences of it that the answer repeats. Joined, the parts are the passage (or quote) again.
 */
export function markQuote({ passage, quote }: { passage: string; quote: string }, answer: string): QuotePart[] {
  const place = passage === "" ? undefined : placeOf(quote, passage);
  if (place === undefined || place.length === passage.length) return markRepeated(quote || passage, answer);
  const { start, length } = place;
  return [
    { text: passage.slice(0, start), isFound: false },
    { text: passage.slice(start, start + length), isFound: true },
    { text: passage.slice(start + length), isFound: false },
  ].filter(({ text }) => text !== "");
}

/** Where the words of a quote stand, however they are spaced. */
function placeOf(quote: string, passage: string): { start: number; length: number } | undefined {
  const words = quote
    .split(/\s+/u)
    .filter((word) => word !== "")
    .map((word) => word.replace(/[.*+?^${}()|[\]\\]/gu, "\\$&"));
  if (words.length === 0) return undefined;
  const found = new RegExp(words.join("\\s+"), "u").exec(passage);
  return found === null ? undefined : { start: found.index, length: found[0].length };
}

function markRepeated(source: string, answer: string): QuotePart[] {
  const said = plain(answer);
  const parts = sentenceSpans(source).map((text) => {
    const sentence = plain(text);
    return { text, isFound: sentence.length >= minSentenceChars && said.includes(sentence) };
  });
  return parts.reduce<QuotePart[]>((joined, part) => {
    const last = joined.at(-1);
    if (last?.isFound !== part.isFound) return [...joined, part];
    return [...joined.slice(0, -1), { ...part, text: last.text + part.text }];
  }, []);
}

/** Without list marks, closing stops and uneven spaces. */
function plain(text: string): string {
  return text
    .replace(/^\s*(?:[-–•*]|\d{1,2}[.)])\s+/gmu, "")
    .replace(/\s+/gu, " ")
    .trim()
    .replace(/[.;:!?…]+$/u, "");
}
