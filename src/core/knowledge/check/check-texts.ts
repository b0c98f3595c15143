import { normalise } from "../../text/normalise.js";
import { countWords, sentencesOf } from "../../text/sentences.js";
import { checkWording as say } from "./wording.js";
import type { Finding } from "./finding.js";
import { isAsked, isSaid, type PlacedText } from "./placed-texts.js";

/** A sentence of more words needs a second breath. */
export const mostWordsOfSentence = 35;

/** Sentences that are too long to be read aloud. */
export function longSentences(texts: readonly PlacedText[]): Finding[] {
  return texts.filter(isSaid).flatMap((text) =>
    sentencesOf(text.text)
      .filter((sentence) => countWords(sentence) > mostWordsOfSentence)
      .map((sentence) => ({ kind: "sentence", ...placeOf(text), about: sentence, message: say.longSentence(countWords(sentence), sentence) })),
  );
}

/** Capitals that stand alone, outside numbers of documents and names in mixed case. */
const capitals = /(?<![\p{L}\d./-])\p{Lu}{2,}(?![\p{L}\d]|[/-]\p{L}|\.\p{Lu})/gu;
const romanNumber = /^[IVX]+$/u;

/**
 * Abbreviations that neither the lexicon holds nor the article or service spells out, once for each article or service.
 * @param known keys of the lexicon's abbreviations.
 */
export function unknownAbbreviations(texts: readonly PlacedText[], known: ReadonlySet<string>): Finding[] {
  return [...byUnit(texts.filter(isSaid)).values()].flatMap((said) => {
    const whole = said.map(({ text }) => text).join("\n");
    const seen = new Set<string>();
    return said.flatMap((text) =>
      [...text.text.matchAll(capitals)].flatMap(([token]) => {
        if (seen.has(token) || romanNumber.test(token) || known.has(normalise(token)) || isSpelledOut(token, whole)) return [];
        seen.add(token);
        return [{ kind: "abbreviation" as const, ...placeOf(text), about: token, message: say.unknownAbbreviation(token) }];
      }),
    );
  });
}

/** Whether a text says what an abbreviation stands for: "mã dùng một lần (OTP)", "OTP (mã dùng một lần)", "OTP là mã". */
function isSpelledOut(token: string, text: string): boolean {
  return new RegExp(`\\p{Ll}[^.\\n]{0,60}\\((?:[^)]*[\\s,])?${token}[\\s,)]|${token} \\(\\p{L}|${token} (?:là|tức|nghĩa là)(?!\\p{L})`, "u").test(text);
}

/** A sentence of fewer words says little enough to be said again. */
const fewestWordsOfRepetition = 8;
/** A short reminder may stand in several articles, since each is read alone; a passage may not. */
const fewestWordsOfPassage = 20;

/** Ways of asking and sentences that stand twice, and titles that two units share. */
export function duplicates(texts: readonly PlacedText[]): Finding[] {
  return [...sharedTitles(texts), ...sharedWaysOfAsking(texts), ...repeatedSentences(texts)];
}

function sharedTitles(texts: readonly PlacedText[]): Finding[] {
  const titles = texts.filter(({ path }) => path.length === 1 && (path[0] === "title" || path[0] === "name"));
  return repeatedIn(titles, ({ text }) => [normalise(text)]).map(({ text, first, about }) => finding(text, about, say.sharedTitle(text.text, first)));
}

/** One phrase for two units leaves open which one is meant; twice in one list it is idle. */
function sharedWaysOfAsking(texts: readonly PlacedText[]): Finding[] {
  const asked = texts.filter(isAsked);
  const betweenUnits = repeatedIn(asked, ({ text }) => [normalise(text)]).filter(({ text, first }) => text.unit !== first.unit);
  const inOneList = repeatedIn(asked, ({ text, unit, path }) => [`${unit} ${path.slice(0, -1).join("/")} ${text.toLowerCase()}`]);
  return [...betweenUnits, ...inOneList].map(({ text, first }) => finding(text, text.text, say.sharedWayOfAsking(text.text, first)));
}

/** Services repeat on purpose what holds for several of them: there, only one answer that says the same twice is at fault. */
function repeatedSentences(texts: readonly PlacedText[]): Finding[] {
  const said = texts.filter((text) => isSaid(text) && text.path[0] !== "validity");
  const inOneAnswer = repeatedIn(said, ({ text, unit, path }) => sentencesFrom(text, fewestWordsOfRepetition).map((sentence) => `${unit} ${answerOf(path)} ${sentence}`));
  const articles = said.filter(({ unit }) => !unit.startsWith("service/"));
  const betweenArticles = repeatedIn(articles, ({ text }) => sentencesFrom(text, fewestWordsOfPassage));
  return [...inOneAnswer, ...betweenArticles].map(({ text, first }) => finding(text, text.text, say.repeatedSentence(text.text, first)));
}

/** The answer that a text belongs to: the body of an article, a field, a detail, a variant's field. */
function answerOf(path: PlacedText["path"]): string {
  const field = path.indexOf("cases") >= 0 ? path.slice(0, path.indexOf("cases") + 2) : path;
  return path[0] === "body" ? "body" : field.filter((key) => key !== "text").join("/");
}

function sentencesFrom(text: string, fewestWords: number): string[] {
  return sentencesOf(text)
    .filter((sentence) => countWords(sentence) >= fewestWords)
    .map(normalise);
}

/** Texts one of whose keys an earlier text has too. */
function repeatedIn(texts: readonly PlacedText[], keysOf: (text: PlacedText) => string[]): { text: PlacedText; first: PlacedText; about: string }[] {
  const firsts = new Map<string, PlacedText>();
  return texts.flatMap((text) =>
    keysOf(text).flatMap((key) => {
      const first = firsts.get(key);
      if (first === undefined) firsts.set(key, text);
      return first === undefined ? [] : [{ text, first, about: key }];
    }),
  );
}

function finding(text: PlacedText, about: string, message: string): Finding {
  return { kind: "duplicate", ...placeOf(text), about, message };
}

function placeOf({ file, line }: PlacedText): Pick<Finding, "file" | "line"> {
  return { file, line };
}

function byUnit(texts: readonly PlacedText[]): Map<string, PlacedText[]> {
  const units = new Map<string, PlacedText[]>();
  for (const text of texts) units.set(text.unit, [...(units.get(text.unit) ?? []), text]);
  return units;
}
