import { numberWords, type MutationKind, type Target } from "./mutation-targets.js";

/** Endings of document numbers, one of which takes the place of another. */
const documentEndings = ["NQ/TW", "NQ/TU", "QĐ-TTg", "NĐ-CP", "NQ-CP", "TT-BCA", "TT-BTC", "KH-UBND", "QĐ-UBND", "CT-TTg"];

/** Units of time and of money, and offices of different levels: one takes the place of another of its list. */
const units = [
  ["ngày", "ngày làm việc", "tháng", "năm", "giờ"],
  ["đồng", "nghìn đồng", "triệu đồng", "nghìn", "triệu"],
];
const levels = [["xã", "phường", "tỉnh", "huyện", "bộ", "trung ương"]];

/** An answer with one fact changed. */
export interface Mutation {
  kind: MutationKind;
  before: string;
  after: string;
  body: string;
}

/** Puts something false in place of a target. @param random numbers in [0, 1). */
export function mutate(body: string, { kind, start, text }: Target, places: readonly string[], random: () => number): Mutation {
  const after = changed(kind, text, places, random);
  return { kind, before: text, after, body: body.slice(0, start) + after + body.slice(start + text.length) };
}

function changed(kind: MutationKind, text: string, places: readonly string[], random: () => number): string {
  switch (kind) {
    case "digit":
      return otherDigit(text, random);
    case "date":
      return otherDate(text, random);
    case "amount":
      return otherAmount(text, random);
    case "document_number":
      return otherDocumentNumber(text, random);
    case "place":
      return pick(
        places.filter((place) => place !== text),
        random,
      );
    case "swap":
      return swapped(text);
    case "negation":
      return "";
    case "unit":
      return otherOf(units, text, random);
    case "level":
      return otherOf(levels, text, random);
    case "number_word":
      return otherOf([numberWords], text, random);
  }
}

/** The first and the last figure of a text in each other's place. */
function swapped(text: string): string {
  const [first = ""] = /^\d+(?:[./,]\d+)*/u.exec(text) ?? [];
  const [last = ""] = /\d+(?:[./,]\d+)*$/u.exec(text) ?? [];
  return last + text.slice(first.length, text.length - last.length) + first;
}

/** Another word of the list that a word stands in, with a capital where it had one. */
function otherOf(lists: readonly (readonly string[])[], word: string, random: () => number): string {
  const plain = word.toLowerCase();
  const list = lists.find((one) => one.includes(plain)) ?? [];
  const other = pick(
    list.filter((one) => one !== plain),
    random,
  );
  return plain === word ? other : other.charAt(0).toUpperCase() + other.slice(1);
}

function otherDigit(digit: string, random: () => number): string {
  return String((Number(digit) + 1 + Math.floor(random() * 9)) % 10);
}

/** Another day, month or year. */
function otherDate(date: string, random: () => number): string {
  const parts = date.split("/");
  const place = Math.floor(random() * parts.length);
  const isYear = place === parts.length - 1;
  const limit = isYear ? 0 : place === parts.length - 2 ? 12 : 28;
  const old = Number(parts[place]);
  const other = isYear ? old + pick([-20, -10, -2, -1, 1, 2, 5, 10], random) : 1 + ((old - 1 + 1 + Math.floor(random() * (limit - 1))) % limit);
  return parts.map((part, index) => (index === place ? String(other).padStart(part.length, "0") : part)).join("/");
}

/** Ten times as much, a tenth, one more, one less, double; thousands set apart as before. Of a broken number, one digit. */
function otherAmount(amount: string, random: () => number): string {
  if (!/^\d{1,3}(?:\.\d{3})*$|^\d+$/u.test(amount)) return withOneDigitChanged(amount, random);
  const old = Number(amount.replaceAll(".", ""));
  const others = [old * 10, old + 1, old * 2, ...(old % 10 === 0 ? [old / 10] : []), ...(old > 1 ? [old - 1] : [])].filter((value) => value !== old);
  const other = String(pick(others, random));
  return amount.includes(".") || old >= 10000 ? other.replace(/\B(?=(?:\d{3})+$)/gu, ".") : other;
}

/** Another number, or the ending of another body. */
function otherDocumentNumber(number: string, random: () => number): string {
  const ending = documentEndings.find((one) => number.endsWith(one));
  if (ending === undefined || random() < 0.5) return withOneDigitChanged(number, random);
  const others = documentEndings.filter((one) => one !== ending);
  return number.slice(0, -ending.length) + pick(others, random);
}

function withOneDigitChanged(text: string, random: () => number): string {
  const digits = [...text.matchAll(/\d/gu)];
  const { index, 0: digit } = pick(digits, random);
  return text.slice(0, index) + otherDigit(digit, random) + text.slice(index + 1);
}

/** @throws Error where there is nothing to choose from. */
export function pick<T>(values: readonly T[], random: () => number): T {
  const value = values[Math.floor(random() * values.length)];
  if (value === undefined) throw new Error("nothing to pick from");
  return value;
}
