import type { Lexicon } from "../knowledge/lexicon.js";
import { normalise } from "../text/normalise.js";
import { tokenise } from "../text/tokenise.js";
import { ActionFinder } from "./actions.js";
import { AliasSearcher, type AliasMatch } from "./alias-index.js";
import { CorpusEmbeddings } from "./corpus-embeddings.js";
import { Abbreviations, Synonyms } from "./expand.js";
import { best, InvertedIndexSearcher } from "./inverted-index.js";
import { QueryRepair } from "./query-repair.js";
import { bagOf, type SearchIndex } from "./search-index.js";
import { isSingleWord, weightedTermsOf, type WeightedTerm } from "./terms.js";
import type { Unit } from "./unit.js";

/** A question as understood: what was typed, and with abbreviations spelled out and marks put back. */
export interface Reading {
  typed: string[];
  tokens: string[];
}

/** What is known of how well a unit fits a question; every number between 0 and 1. */
export interface Signals {
  /** Score against the best score that any text could have for this question. */
  scoreShare: number;
  /** Share of the question's information (idf of its content words) that the unit holds. */
  coverage: number;
  /** The same for pairs of neighbouring words. */
  pairCoverage: number;
  aliasCosine: number;
  /** Share of the nearest alias that the question holds. */
  aliasContainment: number;
  /** How far the next unit lies behind. */
  gap: number;
  /** Likeness of the corpus-trained vectors. */
  likeness: number;
}

export interface Candidate {
  unit: Unit;
  score: number;
  signals: Signals;
  /** Content words of the question that the unit does not hold, rarest first. */
  missing: string[];
}

const nameShare = 1.5;
const aliasShare = 3;
const leastAliasCosine = 0.1;
/** What a unit keeps of its score by how its action fits the question. */
const actionFactor = { fits: 1, differs: 0.7, unasked: 0.85 };
const pool = 40;

/** Finds the units that a question is about. */
export class Retriever {
  readonly #abbreviations: Abbreviations;
  readonly #synonyms: Synonyms;
  readonly #repair: QueryRepair;
  readonly #weakWords: ReadonlySet<string>;
  readonly #units: InvertedIndexSearcher;
  readonly #names: InvertedIndexSearcher;
  readonly #aliases: AliasSearcher;
  readonly #actions: ActionFinder;
  readonly embeddings: CorpusEmbeddings;
  readonly #unitVectors = new Map<number, number[]>();

  constructor(
    readonly index: SearchIndex,
    lexicon: Lexicon,
  ) {
    this.#abbreviations = new Abbreviations(lexicon);
    this.#synonyms = new Synonyms(lexicon.synonyms);
    this.#repair = new QueryRepair(index.languageModel);
    this.#weakWords = new Set(lexicon.weakWords.map(normalise));
    this.#units = new InvertedIndexSearcher(index.unitIndex);
    this.#names = new InvertedIndexSearcher(index.nameIndex);
    this.#aliases = new AliasSearcher(index.aliasIndex);
    this.#actions = new ActionFinder(lexicon, index.units);
    this.embeddings = new CorpusEmbeddings(index.vectors, (text) => bagOf(this.read(text).tokens));
  }

  /** Puts a typed question into the words of the corpus. */
  read(question: string): Reading {
    const typed = tokenise(question);
    return { typed, tokens: this.#repair.repair(this.#abbreviations.expandQuestion(typed)) };
  }

  /** The units nearest to a question, best first. Fewer than `count`, or none, where nothing has a word in common. */
  search(reading: Reading, count: number, isAllowed: (unit: Unit) => boolean = () => true): Candidate[] {
    const { units } = this.index;
    const own = weightedTermsOf(reading.tokens, this.#weakWords);
    const query = [...own, ...this.#synonyms.termsFor(reading.tokens)];
    const totals = Float32Array.from(this.#units.score(query));
    const nameScores = this.#names.score(query);
    for (let i = 0; i < totals.length; i++) totals[i] = isAllowed(units[i] as Unit) ? (totals[i] as number) + nameShare * (nameScores[i] as number) : 0;
    const baseBest = best(totals, 1)[0]?.score ?? 0;
    const nearest = this.#aliases.nearest(query);
    for (const [unit, match] of nearest)
      if (match.cosine >= leastAliasCosine && (totals[unit] as number) > 0) totals[unit] = (totals[unit] as number) + aliasShare * baseBest * match.cosine;
    const asked = this.#actions.askedIn(reading.tokens);
    for (let i = 0; i < totals.length; i++) if ((totals[i] as number) > 0) totals[i] = (totals[i] as number) * actionFactor[this.#actions.fit(asked, i)];

    const found = best(totals, Math.max(count + 1, pool));
    const possible = (1 + nameShare) * this.#units.bestPossible(own) + aliasShare * baseBest;
    const vector = this.embeddings.embedBag(bagOf(reading.tokens));
    return found.slice(0, count).map(({ document, score }, rank) => ({
      unit: units[document] as Unit,
      score,
      signals: this.#signalsOf(document, score, own, nearest.get(document), { possible, vector, next: found[rank + 1]?.score ?? 0 }),
      missing: this.#missing(document, own),
    }));
  }

  /** Content words of a question: those that are no words of asking or grammar. */
  contentWords(tokens: readonly string[]): string[] {
    return tokens.filter((token) => !this.#weakWords.has(token));
  }

  /** How much a word says: its inverse document frequency over units. */
  informationOf(word: string): number {
    return this.#units.idf(word);
  }

  #signalsOf(document: number, score: number, own: readonly WeightedTerm[], alias: AliasMatch | undefined, query: { possible: number; vector: number[]; next: number }): Signals {
    return {
      scoreShare: Math.min(1, score / (query.possible || 1)),
      coverage: this.#share(document, own.filter(([term, weight]) => weight === 1 && !term.includes("_"))),
      pairCoverage: this.#share(document, own.filter(([term, weight]) => weight > 0.5 && term.includes("_"))),
      aliasCosine: alias?.cosine ?? 0,
      aliasContainment: alias?.containment ?? 0,
      gap: score === 0 ? 0 : (score - query.next) / score,
      likeness: Math.max(0, dot(query.vector, this.#vectorOf(document))),
    };
  }

  #share(document: number, terms: readonly WeightedTerm[]): number {
    let held = 0;
    let all = 0;
    for (const [term] of terms) {
      const idf = this.#units.idf(term);
      all += idf;
      if (this.#units.contains(document, term)) held += idf;
    }
    return all === 0 ? 0 : held / all;
  }

  #missing(document: number, own: readonly WeightedTerm[]): string[] {
    const words = new Set(own.filter(([term, weight]) => weight === 1 && isSingleWord(term)).map(([term]) => term));
    return [...words].filter((word) => !this.#units.contains(document, word)).sort((a, b) => this.#units.idf(b) - this.#units.idf(a));
  }

  #vectorOf(document: number): number[] {
    let vector = this.#unitVectors.get(document);
    if (vector === undefined) {
      vector = this.embeddings.embedBag(bagOf(tokenise(titleAndLead(this.index.units[document] as Unit))));
      this.#unitVectors.set(document, vector);
    }
    return vector;
  }
}

/** The words by which likeness to a unit is judged: its name, its first ways of asking and its lead. */
export function titleAndLead(unit: Unit): string {
  return [unit.title, ...unit.aliases.slice(0, 5), unit.passages[0]?.text ?? ""].join(". ");
}

function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, i) => sum + value * (b[i] ?? 0), 0);
}
