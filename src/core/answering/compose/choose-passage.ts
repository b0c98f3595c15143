import type { Passage, Unit } from "../../retrieval/unit.js";
import { yearsOf } from "../../text/figures.js";
import { tokenise } from "../../text/tokenise.js";

/** How much better than the lead another passage must fit: the lead is written to be the answer. */
const leadAdvantage = 1.2;
/** A word of a heading says more of what a passage is about than a word of its text. */
const headingWeight = 1.6;

/**
 * The passage of a unit that answers a question best: it holds the most of what the question says beyond the unit's name.
 * @param words content words of the question. @param informationOf how telling a word is.
 */
export function choosePassage(unit: Unit, words: readonly string[], years: readonly string[], informationOf: (word: string) => number): Passage {
  const given = new Set(tokenise(unit.title));
  const telling = [...new Set(words)].filter((word) => !given.has(word) && !/^(19|20)\d\d$/u.test(word));
  const scores = unit.passages.map((passage, index) => {
    const heading = new Set(passage.heading.flatMap((text) => tokenise(text)));
    const text = new Set(tokenise(passage.text));
    const held = telling.reduce((sum, word) => sum + informationOf(word) * (heading.has(word) ? headingWeight : text.has(word) ? 1 : 0), 0.5);
    const yearFactor = yearFit(passage, years);
    return held * yearFactor * (index === 0 ? leadAdvantage : 1);
  });
  const bestIndex = scores.reduce((best, score, index) => (score > (scores[best] ?? 0) ? index : best), 0);
  return unit.passages[bestIndex] as Passage;
}

/** A passage headed by the year asked for is the one; a passage without it hardly can be. */
function yearFit(passage: Passage, years: readonly string[]): number {
  if (years.length === 0) return 1;
  if (years.every((year) => yearsOf(passage.heading.join(" ")).includes(year))) return 2;
  return years.every((year) => passage.text.includes(year)) ? 1 : 0.2;
}
