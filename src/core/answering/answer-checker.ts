import type { Lexicon } from "../knowledge/lexicon.js";
import { figuresOf } from "../text/figures.js";
import { PhraseList } from "../text/phrases.js";
import { quantitiesOf } from "../text/quantities.js";
import { isStated } from "../text/stated.js";
import { tokenise } from "../text/tokenise.js";
import { say } from "../wording/answers.js";
import type { Citation } from "./answer.js";
import type { CitedSources } from "./cited-sources.js";
import { placeWithoutRank } from "./mismatch.js";
import { keyOf, linesOf, sentencesOfLine, type Line } from "./statements.js";

/** What is wrong with a sentence of an answer. */
export interface CheckFailure {
  sentence: string;
  /** The figures and names that no source bears out; empty where the words are at fault. */
  unproved: string[];
}

/** An answer as it is about to be shown. */
export interface CheckedAnswer {
  /** All lines. */
  body: string;
  citations: readonly Citation[];
  /** What the question states: the first line of a correction may deny it. Empty of an answer that corrects nothing. */
  deniable?: readonly string[];
  /** Sentences that a language model wrote and that `rewrite-proof.ts` proved. */
  rewritten?: readonly string[];
}

/**
 * The last guard before an answer leaves: each of its lines must be made of whole lines of what it cites, under the same heading and no more
 * often than they stand there, and each citation must quote its source as that stands in the knowledge. It compares text with text and knows
 * nothing of how the answer was made.
 */
export class AnswerChecker {
  readonly #places: PhraseList;
  readonly #sources: Pick<CitedSources, "holds" | "linesAround">;

  constructor(lexicon: Lexicon, communes: readonly string[], sources: Pick<CitedSources, "holds" | "linesAround">) {
    const { own, ownDistricts, provinces, countries } = lexicon.places;
    this.#places = new PhraseList({ place: [...own, ...ownDistricts, ...provinces, ...countries, ...communes] });
    this.#sources = sources;
  }

  /** What keeps an answer from being shown; empty where nothing does. */
  check({ body, citations, deniable = [], rewritten = [] }: CheckedAnswer): CheckFailure[] {
    const misquoted = citations.filter((citation) => !this.#sources.holds(citation)).map(({ quote }) => ({ sentence: quote, unproved: [] }));
    const quoted = quotedLines(citations);
    const around = new Set(citations.flatMap((citation) => this.#sources.linesAround(citation)));
    const unproved = linesOf(body)
      .filter(({ text }) => !around.has(text))
      .flatMap((line, index) => (index === 0 && isDenial(line.text, deniable, citations) ? [] : unprovedIn(line, quoted, rewritten)));
    return [...misquoted, ...unproved.map((sentence) => ({ sentence, unproved: this.#claimsOf(sentence) }))];
  }

  /**
   * Checks freely worded text: the claims of a sentence must all stand in one piece of evidence.
   * Weaker than `check`, for text that a language model wrote.
   */
  checkFree(sentence: string, evidence: readonly string[]): CheckFailure | undefined {
    const claims = this.#claimsOf(sentence);
    if (claims.length === 0) return undefined;
    const missing = evidence.map((piece) => {
      const known = new Set(this.#claimsOf(piece));
      return claims.filter((claim) => !known.has(claim));
    });
    const fewest = missing.reduce((a, b) => (b.length < a.length ? b : a), claims);
    return fewest.length === 0 ? undefined : { sentence, unproved: fewest };
  }

  /** Figures, amounts with what they count (in figures or in words), and names of places. */
  #claimsOf(text: string): string[] {
    return [...figuresOf(text), ...quantitiesOf(text), ...this.#places.phrasesIn(tokenise(text))];
  }
}

/** How often each line is quoted, by `keyOf`: of one source, as often as one citation quotes it. */
function quotedLines(citations: readonly Citation[]): Map<string, number> {
  const bySource = new Map<string, Map<string, number>>();
  for (const { documentId, quoteKind, section, quote } of citations) {
    const counts = countsOf(quoteKind === "verbatim" && section !== "" ? `${section}:\n${quote}` : quote);
    const known = bySource.get(documentId) ?? new Map<string, number>();
    for (const [key, count] of counts) known.set(key, Math.max(count, known.get(key) ?? 0));
    bySource.set(documentId, known);
  }
  const all = new Map<string, number>();
  for (const counts of bySource.values()) for (const [key, count] of counts) all.set(key, count + (all.get(key) ?? 0));
  return all;
}

function countsOf(text: string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const key of linesOf(text).map(keyOf)) counts.set(key, 1 + (counts.get(key) ?? 0));
  return counts;
}

/** The sentences of a line that are no part of it as a whole line that is quoted, nor were proved when a model wrote them. */
function unprovedIn(line: Line, quoted: Map<string, number>, rewritten: readonly string[]): string[] {
  const sentences = sentencesOfLine(line.text);
  const unproved: string[] = [];
  for (let from = 0; from < sentences.length;) {
    const rest = sentences.slice(from);
    // The longest first: a quoted line may have another one for its beginning.
    const length = rest.findLastIndex((_, last) => take(quoted, keyOf({ ...line, text: rest.slice(0, last + 1).join(" ") }))) + 1;
    if (length === 0) {
      const text = rest.join(" ");
      if (isBeginning({ ...line, text }, quoted)) break;
      if (!rewritten.includes(rest[0] ?? "")) unproved.push(rest[0] ?? "");
    }
    from += Math.max(1, length);
  }
  return unproved;
}

/** Uses up one of the times that a line is quoted: what the source says once, an answer does not say twice. */
function take(counts: Map<string, number>, key: string): boolean {
  const left = counts.get(key) ?? 0;
  if (left > 0) counts.set(key, left - 1);
  return left > 0;
}

/** Whether a line does nothing but deny what the question states, and the sources do not. */
function isDenial(line: string, deniable: readonly string[], citations: readonly Citation[]): boolean {
  if (deniable.length === 0) return false;
  const quotes = citations.map(({ quote }) => quote).join("\n");
  return [say.notThatFigure, say.figureNotInSource].some((template) => {
    const [before = "", after = ""] = template("\n").split("\n");
    if (!line.startsWith(before) || !line.endsWith(after)) return false;
    const denied = line.slice(before.length, line.length - after.length).split(", ");
    return denied.every((one) => deniable.includes(one) && !isStated(quotes, placeWithoutRank(one)));
  });
}

/** Whether a text marked as cut says what a quoted line says up to the end of a clause, or a lead to a list without it. */
function isBeginning({ under, text }: Line, quoted: ReadonlyMap<string, number>): boolean {
  if (!text.endsWith("…")) return false;
  const cut = text.slice(0, -1);
  const whole = keyOf({ under, text: cut });
  const lead = keyOf({ under: "", text: cut });
  return [...quoted.keys()].some(
    (key) =>
      (key.startsWith(whole) && /^[;.,](?: |$)/u.test(key.slice(whole.length))) || (key.startsWith(lead) && /^(?:[;.,] .*)?:$/u.test(key.slice(lead.length))),
  );
}
