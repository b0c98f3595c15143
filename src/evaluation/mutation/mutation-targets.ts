/** What a mutation changes. */
export const mutationKinds = ["digit", "date", "amount", "document_number", "place", "swap", "negation", "unit", "level", "number_word"] as const;
export type MutationKind = (typeof mutationKinds)[number];

/** A piece of an answer that states a fact; of a swap, all from one figure to another. */
export interface Target {
  kind: MutationKind;
  start: number;
  text: string;
}

/** Words for numbers, one of which takes the place of another. */
export const numberWords = ["một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười", "mười lăm", "ba mươi"];
const counted = "ngày làm việc|ngày|tháng|năm|giờ|phút|đồng|nghìn|triệu|tỷ|lần|bản|tuổi|phần trăm|mức|bước|loại|cách|nhóm|cấp|trường hợp|lĩnh vực|trụ cột";

const patterns: Readonly<Record<Exclude<MutationKind, "place">, RegExp>> = {
  digit: /\d/gu,
  date: /(?<![\d/.,-])(?:\d{1,2}\/){0,2}(?:19|20)\d{2}(?![\d%]|[./,-]\p{L}|[./,-]\d)/gu,
  /** Amounts of money, shares, spans of time, ages, counts: a number and what is counted. */
  amount: /(?<![\p{L}\d./,-])\d+(?:[.,]\d+)*(?=\s?(?:%|đồng|triệu|tỷ|nghìn|ngày|tháng|năm|giờ|phút|tuổi|loại|bản|lần|phần trăm|xã|phường|tỉnh|km))/gu,
  /** `57-NQ/TW`, `118/2025/NĐ-CP`, `148/2025/QH15`, and codes of procedures: `1.001193`. */
  document_number: /(?<![\p{L}\d])\d+(?:\/\d{4})?[-/]\p{Lu}[\p{L}\d]*(?:[-/]\p{Lu}[\p{L}\d]*)*|(?<![\d.])\d\.\d{6}(?!\d)/gu,
  /** Two figures that follow one another and differ. */
  swap: /(?<![\p{L}\d./,-])(\d+(?:[./,]\d+)*)(?![\p{L}\d/-]|[.,]\d)\D+?(?!\1(?!\d|[./,]\d))\d+(?:[./,]\d+)*(?![\p{L}\d/-])/gu,
  negation: wholeWord("không|chưa|chẳng|trừ|đừng|cấm|miễn", "\\s"),
  unit: new RegExp(`(?<=(?:\\d|(?<!\\p{L})(?:${numberWords.join("|")})) )(?:ngày làm việc|ngày|tháng|năm|giờ|đồng|triệu|nghìn)(?!\\p{L})`, "giu"),
  level: wholeWord("xã|phường|tỉnh|huyện|bộ|trung ương"),
  number_word: wholeWord([...numberWords].reverse().join("|"), `(?= (?:${counted})(?!\\p{L}))`),
};

/** Everything in an answer that a mutation can change. @param places names of places, as written. */
export function targetsIn(body: string, places: readonly string[]): Target[] {
  const found = (kind: MutationKind, pattern: RegExp): Target[] => [...body.matchAll(pattern)].map(({ index, 0: text }) => ({ kind, start: index, text }));
  return [
    ...Object.entries(patterns).flatMap(([kind, pattern]) => found(kind as MutationKind, pattern)),
    ...(places.length === 0 ? [] : found("place", wholeWord(places.join("|"), "", "gu"))),
  ];
}

function wholeWord(words: string, after = "", flags = "giu"): RegExp {
  return new RegExp(`(?<!\\p{L})(?:${words})(?!\\p{L})${after}`, flags);
}
