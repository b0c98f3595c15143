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
import { keyOf, statementsOf, type Statement } from "./statements.js";

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
 * The last guard before an answer leaves: each of its sentences must stand whole, under the same heading and no more often, in what it
 * cites, and each citation must quote its source as that stands in the knowledge. It compares text with text and knows nothing of how the
 * answer was made.
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
    const said = quotedStatements(citations);
    const reworded = new Set(statementsOf(rewritten.join("\n")).map(({ text }) => text));
    const around = new Set(citations.flatMap((citation) => this.#sources.linesAround(citation)));
    const lines = body.split("\n");
    const stated = statementsOf(body).filter(({ line }) => !around.has(lines[line] ?? ""));
    const unproved = stated.filter((statement, index) => {
      if (take(said, keyOf(statement)) || reworded.has(statement.text)) return false;
      if (index === 0 && isDenial(statement.text, deniable, citations)) return false;
      return !isBeginning(statement, stated[index + 1], said);
    });
    return [...misquoted, ...unproved.map(({ text }) => ({ sentence: text, unproved: this.#claimsOf(text) }))];
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

/** How often each statement is quoted: of one source, as often as one citation quotes it. */
function quotedStatements(citations: readonly Citation[]): Map<string, number> {
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
  for (const key of statementsOf(text).map(keyOf)) counts.set(key, 1 + (counts.get(key) ?? 0));
  return counts;
}

/** Uses up one of the times that a statement is quoted: what the source says once, an answer does not say twice. */
function take(counts: Map<string, number>, key: string): boolean {
  const left = counts.get(key) ?? 0;
  counts.set(key, left - 1);
  return left > 0;
}

/** Whether a sentence does nothing but deny what the question states, and the sources do not. */
function isDenial(sentence: string, deniable: readonly string[], citations: readonly Citation[]): boolean {
  if (deniable.length === 0) return false;
  const quotes = citations.map(({ quote }) => quote).join("\n");
  return [say.notThatFigure, say.figureNotInSource].some((template) => {
    const [before = "", after = ""] = template("\n").split("\n");
    if (!sentence.startsWith(before) || !sentence.endsWith(after)) return false;
    const denied = sentence.slice(before.length, sentence.length - after.length).split(", ");
    return denied.every((one) => deniable.includes(one) && !isStated(quotes, placeWithoutRank(one)));
  });
}

/** Whether a sentence, the last of its line and marked as cut, says what a quoted one says up to the end of a clause, or a lead to a list without it. */
function isBeginning({ under, text, line }: Statement, next: Statement | undefined, said: ReadonlyMap<string, number>): boolean {
  if (!text.endsWith("…") || next?.line === line) return false;
  const cut = text.slice(0, -1);
  const whole = keyOf({ under, text: cut });
  const lead = keyOf({ under: "", text: cut });
  return [...said.keys()].some(
    (key) =>
      (key.startsWith(whole) && /^[;.,](?: |$)/u.test(key.slice(whole.length))) || (key.startsWith(lead) && /^(?:[;.,] .*)?:$/u.test(key.slice(lead.length))),
  );
}
