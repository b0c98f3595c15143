import { datesOf, yearsOf } from "../../text/figures.js";
import { normalise } from "../../text/normalise.js";
import { sentencesOf } from "../../text/sentences.js";
import { tokenise } from "../../text/tokenise.js";

/** What a sentence says of one measure: the number, and all that it depends on. */
export interface Claim {
  /** Unit, years and places: claims of other years or places say nothing of each other. */
  key: string;
  /** Content words of the sentence and of what it is about, the number left out. */
  words: ReadonlySet<string>;
  /** The number with its unit. */
  value: string;
  sentence: string;
}

/** What a text is read with, beside its own words. */
export interface ClaimContext {
  /** Headings above it, which may hold the year that a list below them is about. */
  heading: string;
  /** What it is about where its sentences need not say so: the name of a service. */
  subject: string;
  /** Words of asking and of grammar. */
  weakWords: ReadonlySet<string>;
  /** Names of places in normal form. */
  places: readonly string[];
}

const measure = /(?<![\p{L}\d./,-])(\d{1,3}(?:\.\d{3})+|\d+(?:,\d+)?)\s*(%|phần trăm|đồng|triệu đồng|tỷ đồng|ngày làm việc|ngày|giờ|tháng)(?![\p{L}\d])/gu;
/** Say how exact a number is, and change nothing about what is measured. */
const hedges = new Set("khoảng trên dưới hơn gần tối thiểu đa đạt chiếm mức phải từ".split(" "));
/** Fewer words do not tell what was measured. */
const fewestWords = 4;

/** The claims of a text. A sentence with several numbers of a unit makes none: its words do not tell which number is whose. */
export function claimsOf(text: string, { heading, subject, weakWords, places }: ClaimContext): Claim[] {
  return sentencesOf(text).flatMap((sentence) => {
    const plain = normalise(sentence);
    const found = [...plain.matchAll(measure)];
    if (found.length === 0) return [];
    const years = firstOf(yearsIn(sentence), yearsIn(heading));
    const named = places.filter((place) => new RegExp(`(?<!\\p{L})${place}(?!\\p{L})`, "u").test(plain));
    return found.flatMap(([whole, number = "", unit = ""]) => {
      if (found.filter(([, , other]) => other === unit).length > 1) return [];
      const words = tokenise(normalise(`${subject} ${plain.replace(whole, " ")}`)).filter((word) => !weakWords.has(word) && !hedges.has(word));
      if (new Set(words).size < fewestWords) return [];
      return [{ key: [unit, years.join(), named.join()].join("|"), words: new Set(words), value: `${number} ${unit}`, sentence }];
    });
  });
}

function yearsIn(text: string): string[] {
  return [...new Set([...yearsOf(text), ...datesOf(text).map((date) => date.slice(-4))])].sort();
}

function firstOf(...lists: string[][]): string[] {
  return lists.find((list) => list.length > 0) ?? [];
}

/** Whether two claims give different numbers for the same: nearly all that the shorter one says, the other says too. */
export function isContradiction(a: Claim, b: Claim): boolean {
  if (a.key !== b.key || a.value === b.value) return false;
  const shared = [...a.words].filter((word) => b.words.has(word)).length;
  return shared >= 0.9 * Math.min(a.words.size, b.words.size) && shared >= 0.5 * Math.max(a.words.size, b.words.size);
}

/** The number of a document, and soon after it the day of its signing. */
const dated =
  /(?<![\p{L}\d/])(\d+(?:\/\d{4})?[-/](?:qh\d+|\p{L}[\p{L}\d]*(?:[-/]\p{L}[\p{L}\d]*)+))([^\d.;:()]{0,40}?)(?:ngày (?:ký |ban hành )?|\()(\d{1,2}[/.-]\d{1,2}[/.-]\d{4})/gu;
/** Words before a day that is another one than that of the signing. */
const otherDay = /hiệu lực|áp dụng|thay|đến|từ|công bố|đăng ngày|kết luận/u;

/** Days on which a text says that documents were signed, by their number in normal form: `57-nq/tw` → `22/12/2024`. */
export function datesOfDocuments(text: string): { number: string; date: string }[] {
  return [...normalise(text).matchAll(dated)].flatMap(([, number = "", between = "", date = ""]) => (otherDay.test(between) ? [] : datesOf(date).map((day) => ({ number, date: day }))));
}
