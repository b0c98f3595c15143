import { countWords } from "../../text/sentences.js";

/** Longest answer in words that is no list, and most lines of a list: what a reader takes in at a glance. */
const maxWords = 110;
const maxListLines = 7;

/** The paragraphs of a text that fit into one answer: whole paragraphs and list lines only, from the first. */
export function shorten(text: string): string[] {
  const lines = text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
  const kept: string[] = [];
  let words = 0;
  let listLines = 0;
  for (const line of lines) {
    const isList = /^[-•\d]/u.test(line);
    if (isList && ++listLines > maxListLines + 1) continue;
    if (!isList && kept.length > 0 && words + countWords(line) > maxWords) break;
    kept.push(line);
    words += isList ? 0 : countWords(line);
  }
  return kept;
}
