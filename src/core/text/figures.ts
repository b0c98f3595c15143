import { normalise } from "./normalise.js";

/**
 * Anything with a digit that a reader could take for a fact: amounts, shares, dates, years, document numbers, phone numbers,
 * internet addresses. A run of characters without spaces, its closing punctuation taken off.
 */
const figurePattern = /[\p{L}\d][\p{L}\d./,:%–-]*\d[\p{L}\d./,:%–-]*|\d[\p{L}\d./,:%–-]*/gu;
const addressPattern = /(?:https?:\/\/)?(?:[a-z0-9-]+\.)+(?:vn|com|org|net|gov)(?:\/[^\s)]*)?/gu;

/** The figures and internet addresses of a text in normal form, in order, repeated ones too. */
export function figuresOf(text: string): string[] {
  const plain = normalise(text);
  const figures = (plain.match(figurePattern) ?? []).map(trimPunctuation);
  return [...figures, ...(plain.match(addressPattern) ?? []).map(trimPunctuation)].filter((figure) => figure !== "");
}

/** Years (1900–2099) that stand alone, not inside a date or a document number. */
export function yearsOf(text: string): string[] {
  return normalise(text).match(/(?<![\d./,-])(?:19|20)\d\d(?![\d%]|[./,-]\d|\/\p{L})/gu) ?? [];
}

/** Full dates, written d/m/yyyy without leading zeros whatever the separator. */
export function datesOf(text: string): string[] {
  return [...normalise(text).matchAll(/(?<!\d)(\d{1,2})[/.-](\d{1,2})[/.-]((?:19|20)\d\d)(?!\d)/gu)].map(
    ([, day, month, year]) => `${Number(day)}/${Number(month)}/${year ?? ""}`,
  );
}

/** Shares: `20%`, also where the sign is a word. */
export function percentagesOf(text: string): string[] {
  return [...normalise(text).matchAll(/(\d+(?:[.,]\d+)?)\s*(?:%|phần trăm)/gu)].map(([, number]) => `${number ?? ""}%`);
}

function trimPunctuation(figure: string): string {
  return figure.replace(/^[./,:–-]+|[./,:–-]+$/gu, "");
}
