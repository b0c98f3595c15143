import type { Answer, Citation } from "../core/answering/answer.js";
import { fold } from "../core/text/fold.js";

/**
 * Figures that an answer states and no cited quote, title, section or date holds: amounts, shares, dates, numbers of documents and
 * telephones. Empty where all is borne out, and of answers that claim nothing.
 *
 * Written apart from the run-time checker, from the finished answer alone, so that a fault in one is not a fault in both. It looks at
 * figures one by one, not at sentences: a true figure in a false sentence is the other one's matter.
 * @param question what was asked: a correction may repeat its figures in the first line, in order to deny them.
 */
export function figuresNotCited({ status, body, citations }: Answer, question = ""): string[] {
  if (!status.startsWith("answered")) return [];
  const cited = new Set(citations.flatMap(figuresOfCitation));
  const asked = status === "answered_correction" ? new Set([...figuresIn(question), ...amountsInWords(question)]) : new Set<string>();
  const [first = "", ...rest] = body.split("\n");
  const missing = [...figuresIn(first).filter((figure) => !asked.has(figure)), ...rest.flatMap(figuresIn)].filter((figure) => !cited.has(figure));
  return [...new Set(missing)];
}

/** Amounts that a question writes with a word or letter for the thousands, as an answer writes them: `500 nghìn`, `500k` → `500.000`. */
function amountsInWords(question: string): string[] {
  const plain = fold(question.normalize("NFC").toLowerCase());
  return [...plain.matchAll(/(?<![\d.,])([1-9]\d{0,2}) ?(nghin|ngan|k|trieu|tr)(?![\p{L}\d])/gu)].map(
    ([, number = "", unit = ""]) => `${number}${unit.startsWith("tr") ? ".000.000" : ".000"}`,
  );
}

function figuresOfCitation({ title, section, quote, issued, url, codes = [] }: Citation): string[] {
  return [title, section, quote, ...datesReadable(issued), ...codes, url].flatMap(figuresIn);
}

/** `2024-12-26` as a text may say it: the day, the month, the year. */
function datesReadable(issued: string): string[] {
  const [year = "", month, day] = issued.split("-");
  const whole = [day, month, year].filter((part) => part !== undefined).map((part) => String(Number(part)));
  return whole.map((_, from) => whole.slice(from).join("/"));
}

/**
 * Runs of characters without a space that hold a digit, in one spelling: brackets, quotes and closing punctuation off, zeros before a
 * number off, one kind of dash and of letters. The number of a line in a list is none; a percent sign may stand apart or in words.
 */
export function figuresIn(text: string): string[] {
  const plain = text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/^[ \t]*\d{1,2}[.)][ \t]+/gmu, "")
    .replace(/(\d)\s+(?:%|phần trăm)/gu, "$1%")
    .replace(/[‐‑–—−]/gu, "-");
  const runs = plain.split(/[\s()[\]{}"“”'‘’;|«»…]+/u).filter((run) => /\d/u.test(run));
  return runs.map((run) => run.replace(/^[^\p{L}\d]+|[^\p{L}\d%]+$/gu, "").replace(/(?<![\d.,])0+(?=\d)/gu, "")).filter((run) => run !== "");
}
