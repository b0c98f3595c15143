/** What a mutation changes. */
export const mutationKinds = ["digit", "date", "amount", "document_number", "place"] as const;
export type MutationKind = (typeof mutationKinds)[number];

/** A piece of an answer that states a fact. */
export interface Target {
  kind: MutationKind;
  start: number;
  text: string;
}

const datePattern = /(?<![\d/.,-])(?:\d{1,2}\/){0,2}(?:19|20)\d{2}(?![\d%]|[./,-]\p{L}|[./,-]\d)/gu;
/** Amounts of money, shares, spans of time, ages, counts: a number and what is counted. */
const amountPattern =
  /(?<![\p{L}\d./,-])\d+(?:[.,]\d+)*(?=\s?(?:%|đồng|triệu|tỷ|nghìn|ngày|tháng|năm|giờ|phút|tuổi|loại|bản|lần|phần trăm|xã|phường|tỉnh|km))/gu;
/** `57-NQ/TW`, `118/2025/NĐ-CP`, `148/2025/QH15`, and codes of procedures: `1.001193`. */
const documentNumberPattern = /(?<![\p{L}\d])\d+(?:\/\d{4})?[-/]\p{Lu}[\p{L}\d]*(?:[-/]\p{Lu}[\p{L}\d]*)*|(?<![\d.])\d\.\d{6}(?!\d)/gu;
/** The number of a line in a list counts lines and states nothing; the checker takes it off. */
const listNumberPattern = /^\s*\d{1,2}\.(?=\s)/gmu;

/** Everything in an answer that a mutation can change. @param places names of places, as written. */
export function targetsIn(body: string, places: readonly string[]): Target[] {
  const listNumbers = [...body.matchAll(listNumberPattern)].map(({ index, 0: text }) => ({ start: index, end: index + text.length }));
  const found = (kind: MutationKind, pattern: RegExp): Target[] =>
    [...body.matchAll(pattern)]
      .map(({ index, 0: text }) => ({ kind, start: index, text }))
      .filter(({ start }) => !listNumbers.some((range) => start >= range.start && start < range.end));
  const places1 = places.length === 0 ? [] : found("place", new RegExp(`(?<!\\p{L})(?:${places.join("|")})(?!\\p{L})`, "gu"));
  return [
    ...found("digit", /\d/gu),
    ...found("date", datePattern),
    ...found("amount", amountPattern),
    ...found("document_number", documentNumberPattern),
    ...places1,
  ];
}
