import type { Passage, Unit } from "../../retrieval/unit.js";
import { yearsOf } from "../../text/figures.js";
import { countWords } from "../../text/sentences.js";
import { tokenise } from "../../text/tokenise.js";

/** How much better than the lead another passage must fit: the lead is written to be the answer. */
const leadAdvantage = 1.4;
/** A word of a heading says more of what a passage is about than a word of its text. */
const headingWeight = 1.6;
/** Fit of a passage that holds nothing of what the question adds: keeps one small word from deciding. */
const groundFit = 4;
/** How much a way of asking for a passage that says just what was asked raises it. */
const askedForWeight = 2;
/** A number in a passage is seldom what a question with that number is after. */
const numberWeight = 0.4;

/** Words that count time and tell no passages apart. */
const timeUnits = new Set(["ngày", "tháng", "năm", "giờ", "lần"]);

/** What kind of thing a question asks for, by its words, and how a passage shows that it has one. */
const answerTypes: { asked: RegExp; shown: RegExp; factor: number }[] = [
  { asked: /vì sao|tại sao|lý do/u, shown: /(?:^|[^\p{L}])(?:vì|do|để|nhằm)(?:[^\p{L}]|$)/u, factor: 1.25 },
  { asked: /ngày nào|ngày mấy|khi nào|bao giờ|hôm nào|từ ngày|ngày bao nhiêu|\d{1,2}\/\d{1,2}/u, shown: /\d{1,2}\/\d{1,2}\/\d{4}/u, factor: 1.35 },
  { asked: /bao nhiêu|mấy|phần trăm|tỷ lệ/u, shown: /\d/u, factor: 1.15 },
  { asked: /trang nào|trang web|địa chỉ|website|ở đâu/u, shown: /\.vn|đường|số \d/u, factor: 1.25 },
];

/** A passage that fits nearly as well is told along: it is as likely what is asked for. */
const nearlyAsWell = 0.65;
/** … if both together are still taken in at one glance, in words. */
const mostTogether = 100;

/** What a question says, as far as choosing a passage goes. */
export interface PassageQuestion {
  /** All words of the question in order. */
  query: readonly string[];
  /** Its content words. */
  words: readonly string[];
  years: readonly string[];
}

/**
 * The passage of a unit that answers a question best: it holds the most of what the question says beyond the unit's name,
 * and has the kind of thing that is asked for. Behind it another that fits nearly as well, where it is short.
 * @param informationOf how telling a word is.
 */
export function choosePassages(unit: Unit, question: PassageQuestion, informationOf: (word: string) => number): [Passage, ...Passage[]] {
  const scores = fitsOf(unit, question, informationOf);
  const [[best, score], second] = unit.passages.map((passage, index) => [passage, scores[index] ?? 0] as const).sort((a, b) => b[1] - a[1]) as [
    readonly [Passage, number],
    (readonly [Passage, number])?,
  ];
  if (second === undefined || second[1] < nearlyAsWell * score) return [best];
  return goTogether(best, second[0]) ? [best, second[0]] : [best];
}

/** Whether two passages make one answer: short enough, and no line in both, which would read as a slip. */
function goTogether(first: Passage, second: Passage): boolean {
  const lines = new Set(first.text.split("\n"));
  return countWords(first.text) + countWords(second.text) < mostTogether && !second.text.split("\n").some((line) => line !== "" && lines.has(line));
}

/** How well each passage fits. */
function fitsOf(unit: Unit, { query, words, years }: PassageQuestion, informationOf: (word: string) => number): number[] {
  const inTitle = new Set(tokenise(unit.title));
  const telling = [...new Set(words)].filter((word) => !inTitle.has(word) && !timeUnits.has(word) && yearsOf(word).length === 0);
  const worth = (word: string): number => (/\d/u.test(word) ? numberWeight : 1) * informationOf(word);
  const text = query.join(" ");
  const types = answerTypes.filter(({ asked }) => asked.test(text));
  return unit.passages.map((passage, index) => {
    const heading = new Set(passage.heading.flatMap((one) => tokenise(one)));
    const body = new Set(tokenise(passage.text));
    const held = telling.reduce((sum, word) => sum + worth(word) * (heading.has(word) ? headingWeight : body.has(word) ? 1 : 0), groundFit);
    const typeFactor = types.reduce((factor, type) => factor * (type.shown.test(passage.text) ? type.factor : 1), 1);
    const askedFor = 1 + askedForWeight * Math.max(0, ...(passage.questions ?? []).map((question) => likeness(query, tokenise(question), informationOf)));
    return held * typeFactor * yearFit(passage, years) * askedFor * (index === 0 ? leadAdvantage : 1);
  });
}

/** Cosine of two runs of words, each word weighed by how telling it is. */
function likeness(a: readonly string[], b: readonly string[], informationOf: (word: string) => number): number {
  const [first, second] = [new Set(a), new Set(b)];
  const mass = (words: Iterable<string>): number => [...words].reduce((sum, word) => sum + informationOf(word) ** 2, 0);
  return mass([...first].filter((word) => second.has(word))) / Math.sqrt(mass(first) * mass(second) || 1);
}

/** A passage headed by the year asked for is the one; a passage without it hardly can be. */
function yearFit(passage: Passage, years: readonly string[]): number {
  if (years.length === 0) return 1;
  if (years.every((year) => yearsOf(passage.heading.join(" ")).includes(year))) return 2;
  return years.every((year) => passage.text.includes(year)) ? 1 : 0.2;
}
