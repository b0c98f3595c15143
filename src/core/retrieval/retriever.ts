import type { Lexicon } from "../knowledge/lexicon.js";
import { normalise } from "../text/normalise.js";
import { isWord, tokenise } from "../text/tokenise.js";
import { ActionFinder } from "./actions.js";
import { AliasSearcher, type AliasMatch } from "./alias-index.js";
import { CorpusEmbeddings } from "./corpus-embeddings.js";
import { Abbreviations, Synonyms, type Bridge } from "./expand.js";
import { best, InvertedIndexSearcher } from "./inverted-index.js";
import { QueryRepair } from "./query-repair.js";
import { bagOf, type SearchIndex } from "./search-index.js";
import { isSingleWord, weakWeight, weightedTermsOf, type WeightedTerm } from "./terms.js";
import { PhraseList } from "../text/phrases.js";
import { ageRangeOf, agesIn, type AgeRange } from "../text/ages.js";
import type { Unit, UnitKind } from "./unit.js";

/** A question as understood: what was typed, and with abbreviations spelled out and marks put back. */
export interface Reading {
  typed: string[];
  tokens: string[];
}

/** What is known of how well a unit fits a question; every number between 0 and 1 but `gap`, which begins at −1. */
export interface Signals {
  /** Score against the best score that any text could have for this question. */
  scoreShare: number;
  /** Share of the question's information (idf of its content words) that the unit holds. */
  coverage: number;
  /** The same for pairs of neighbouring words. */
  pairCoverage: number;
  /** The same for those words only that stand in some name: what is a thing's name elsewhere must be in it here. */
  nameCoverage: number;
  /** The same over all content words, counting only what stands in the unit's own name. */
  titleCoverage: number;
  aliasCosine: number;
  /** Share of the nearest alias that the question holds. */
  aliasContainment: number;
  /** How far the best other unit that is not said to be related lies behind, against the best score; negative where it lies before. */
  gap: number;
  /** Likeness of the corpus-trained vectors. */
  likeness: number;
  /** How telling the rarest pair of words is that names something else in the corpus and is not in the unit. */
  missingObject: number;
  /** How telling the rarest word of the nearest alias is that the question does not name. */
  unaskedPeak: number;
  /** The same for the unit's own name. */
  titleUnasked: number;
  /** High where the question names a thing that the unit is not, and the unit's name one that the question is not: "dược" for "thú y". */
  swapped: number;
  /** 1 where the question names another action than the unit's, 0.5 where the unit's is one that nobody means without naming it. */
  actionDiffers: number;
  /** Share of the question's content words that stand nowhere in the corpus. */
  unknownWords: number;
}

export interface Candidate {
  unit: Unit;
  score: number;
  signals: Signals;
  /** Content words of the question that the unit does not hold, rarest first. */
  missing: string[];
}

/** Weights found on the development questions (`npm run tune`); all are flat around these values. */
const nameShare = 1.5;
const aliasShare = 3;
const leastAliasCosine = 0.1;
/** Weight of a word that asks for a field: it says little of the matter, but occurs in names too. */
const askingWeight = 0.4;
const synonymShare = 0.85;
/** How much a name that only means what was said is nearer than nothing. */
const meantCosine = 0.85;
/** People ask about what people often need. */
const kindFactor: Record<UnitKind, number> = { service: 1.1, article: 1.1, document: 1, procedure: 1, foreign: 1 };
/** What a unit keeps of its score by how its action fits the question. */
const actionFactor = { fits: 1, differs: 0.7, unasked: 0.85 };
const ageFits = 1.25;
const ageDiffers = 0.6;
const pool = 40;
/** "AI" in capitals; in small letters it is the word for "who". */
const artificialIntelligence = /(?<!\p{L})A\.?I(?!\p{L})/gu;

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
  readonly #asking: PhraseList;
  readonly #ageRanges: (AgeRange | undefined)[];
  readonly embeddings: CorpusEmbeddings;

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
    this.#ageRanges = index.units.map((unit) => ageRangeOf(unit.title));
    this.#asking = new PhraseList({ asking: [...Object.values(lexicon.intents).flat(), ...lexicon.frames] });
    this.#actions = new ActionFinder(lexicon, index.units);
    this.embeddings = new CorpusEmbeddings(index.vectors, (text) => bagOf(this.read(text).tokens));
  }

  /** Puts a typed question into the words of the corpus. */
  read(question: string): Reading {
    const typed = tokenise(question.replace(artificialIntelligence, " trí tuệ nhân tạo "));
    return { typed, tokens: this.#repair.repair(this.#abbreviations.expandQuestion(typed), typed) };
  }

  /** The units nearest to a question, best first. Fewer than `count`, or none, where nothing has a word in common. */
  search(reading: Reading, count: number, isAllowed: (unit: Unit) => boolean = () => true): Candidate[] {
    const { units } = this.index;
    const own = this.#weigh(reading.tokens);
    const { terms: added, bridges } = this.#synonyms.expand(reading.tokens);
    const expanded = [...own, ...added.map(([term, weight]) => [term, weight * synonymShare] as const)];
    const totals = this.#lexicalScores(own, expanded, isAllowed);
    const baseBest = best(totals, 1)[0]?.score ?? 0;
    const nearest = this.#nearestAliases(own, expanded);
    for (const [unit, match] of nearest)
      if (match.cosine >= leastAliasCosine && (totals[unit] as number) > 0) totals[unit] = (totals[unit] as number) + aliasShare * baseBest * match.cosine;
    const actions = this.#actions.askedIn(reading.tokens);
    this.#applyFactors(totals, actions, agesIn(reading.tokens.join(" ")));

    const found = best(totals, Math.max(count + 1, pool));
    const possible = (1 + nameShare) * this.#units.bestPossible(own) + aliasShare * baseBest;
    const vector = this.embeddings.embedBag(bagOf(reading.tokens));
    const asked = new Set(expanded.map(([term]) => term));
    return found.slice(0, count).map(({ document, score }, rank) => {
      const bridged = this.#bridgedWords(document, bridges);
      return {
        unit: units[document] as Unit,
        score,
        signals: this.#signalsOf(document, score, own, bridged, nearest.get(document), {
          possible,
          vector,
          asked,
          actions,
          best: found[0]?.score ?? 0,
          rival: this.#bestRival(found, rank),
        }),
        missing: this.#missing(document, own, bridged),
      };
    });
  }

  /** The unit of an id. */
  unit(id: string): Unit | undefined {
    return this.index.units.find((unit) => unit.id === id);
  }

  /** Content words of a question: those that are no words of asking or grammar. */
  contentWords(tokens: readonly string[]): string[] {
    return tokens.filter((token) => !this.#weakWords.has(token));
  }

  /** Content words that do not belong to a phrase of asking: what a question says of its matter. */
  tellingWords(tokens: readonly string[]): string[] {
    const asking = this.#asking.cover(tokens);
    return tokens.filter((token, index) => asking[index] !== true && !this.#weakWords.has(token));
  }

  /** What a question says is to be done. */
  actionsIn(tokens: readonly string[]): ReadonlySet<string> {
    return this.#actions.askedIn(tokens);
  }

  /** A question without the words that say what is to be done. */
  withoutActions(tokens: readonly string[]): string[] {
    return this.#actions.without(tokens);
  }

  /** How much a word says: its inverse document frequency over units. */
  informationOf(word: string): number {
    return this.#units.idf(word);
  }

  /** The score of the best other unit that is not related to the one of this rank. */
  #bestRival(found: readonly { document: number; score: number }[], rank: number): number {
    const { units } = this.index;
    const own = units[found[rank]?.document ?? 0] as Unit;
    return found.find(({ document }, other) => other !== rank && !own.related.includes((units[document] as Unit).id))?.score ?? 0;
  }

  #weigh(tokens: readonly string[]): WeightedTerm[] {
    const asking = this.#asking.cover(tokens);
    return weightedTermsOf(
      tokens,
      tokens.map((token, index) => (this.#weakWords.has(token) ? weakWeight : asking[index] === true ? askingWeight : 1)),
    );
  }

  /** BM25 over all words and over names. The register's words for a citizen's help most where names are all there is. */
  #lexicalScores(own: readonly WeightedTerm[], expanded: readonly WeightedTerm[], isAllowed: (unit: Unit) => boolean): Float32Array {
    const { units } = this.index;
    const ownScores = this.#scoreWordsAndNames(own);
    const expandedScores = expanded.length === own.length ? ownScores : this.#scoreWordsAndNames(expanded);
    for (let i = 0; i < units.length; i++) {
      const unit = units[i] as Unit;
      if (!isAllowed(unit)) expandedScores[i] = 0;
      else if (unit.kind !== "procedure") expandedScores[i] = ((expandedScores[i] as number) + (ownScores[i] as number)) / 2;
    }
    return expandedScores;
  }

  #scoreWordsAndNames(query: readonly WeightedTerm[]): Float32Array {
    const totals = this.#units.score(query).slice();
    const names = this.#names.score(query);
    for (let i = 0; i < totals.length; i++) totals[i] = (totals[i] as number) + nameShare * (names[i] as number);
    return totals;
  }

  /** A unit with aliases of its own is near by what was said; a bare name may be near by what that means. */
  #nearestAliases(own: readonly WeightedTerm[], expanded: readonly WeightedTerm[]): Map<number, AliasMatch> {
    const nearest = this.#aliases.nearest(own);
    if (expanded.length === own.length) return nearest;
    for (const [unit, match] of this.#aliases.nearest(expanded)) {
      const cosine = match.cosine * meantCosine;
      if ((this.index.units[unit] as Unit).kind === "procedure" && cosine > (nearest.get(unit)?.cosine ?? 0)) nearest.set(unit, { ...match, cosine });
    }
    return nearest;
  }

  #applyFactors(totals: Float32Array, actions: ReadonlySet<string>, ages: readonly number[]): void {
    for (let i = 0; i < totals.length; i++) {
      if ((totals[i] as number) === 0) continue;
      const unit = this.index.units[i] as Unit;
      const range = ages.length === 0 ? undefined : this.#ageRanges[i];
      const ageFactor = range === undefined ? 1 : ages.some((age) => age >= range.from && age < range.below) ? ageFits : ageDiffers;
      totals[i] = (totals[i] as number) * kindFactor[unit.kind] * actionFactor[this.#actions.fit(actions, i)] * ageFactor;
    }
  }

  /** Words of the question that a unit holds in the register's words: at least two thirds of them. */
  #bridgedWords(document: number, bridges: readonly Bridge[]): ReadonlySet<string> {
    const held = bridges.filter(({ mean }) => 3 * mean.filter((word) => this.#units.contains(document, word)).length >= 2 * mean.length);
    return new Set(held.flatMap(({ say }) => say));
  }

  #signalsOf(
    document: number,
    score: number,
    own: readonly WeightedTerm[],
    bridged: ReadonlySet<string>,
    alias: AliasMatch | undefined,
    query: { possible: number; vector: number[]; asked: ReadonlySet<string>; actions: ReadonlySet<string>; best: number; rival: number },
  ): Signals {
    return {
      scoreShare: Math.min(1, score / (query.possible || 1)),
      coverage: this.#share(
        document,
        own.filter(([term, weight]) => weight === 1 && isSingleWord(term)),
        bridged,
      ),
      pairCoverage: this.#share(
        document,
        own.filter(([term, weight]) => weight > 0.5 && term.includes("_") && !/\d/u.test(term)),
        bridged,
      ),
      nameCoverage: this.#share(
        document,
        own.filter(([term, weight]) => weight > 0.5 && !/\d/u.test(term) && this.#names.has(term)),
        bridged,
      ),
      titleCoverage: this.#share(
        document,
        own.filter(([, weight]) => weight > 0.5),
        bridged,
        this.#names,
      ),
      aliasCosine: alias?.cosine ?? 0,
      aliasContainment: alias?.containment ?? 0,
      gap: query.best === 0 ? 0 : (score - query.rival) / query.best,
      likeness: Math.max(0, dot(query.vector, this.#vectorOf(document))),
      missingObject: this.#missingObject(document, own, bridged),
      unaskedPeak: alias === undefined ? 1 : this.#aliases.unaskedPeak(alias.alias, query.asked),
      ...this.#swapOf(document, own, bridged, query.asked),
      actionDiffers: { fits: 0, unasked: 0.5, differs: 1 }[this.#actions.fit(query.actions, document)],
      unknownWords: this.#shareUnknown(own),
    };
  }

  /** "thuốc lá" in a question that a unit on "rượu" cannot answer: a pair that is part of other names, but not of this unit. */
  #missingObject(document: number, own: readonly WeightedTerm[], bridged: ReadonlySet<string>): number {
    const elsewhere = own.filter(([term, weight]) => weight === 1 && term.includes("_") && this.#names.has(term) && !this.#units.contains(document, term));
    const telling = elsewhere.filter(([term]) => !term.split("_").every((word) => bridged.has(word) || this.#units.contains(document, word)));
    return Math.min(1, Math.max(0, ...telling.map(([term]) => this.#units.idf(term))) / this.#units.idf("\u0000"));
  }

  #swapOf(document: number, own: readonly WeightedTerm[], bridged: ReadonlySet<string>, asked: ReadonlySet<string>): Pick<Signals, "titleUnasked" | "swapped"> {
    const peak = (words: readonly string[]): number => Math.max(0, ...words.map((word) => this.#names.idf(word)));
    const title = tokenise((this.index.units[document] as Unit).title).filter((word) => isWord(word) && !this.#weakWords.has(word));
    const titlePeak = peak(title);
    const titleUnasked = titlePeak === 0 ? 0 : peak(title.filter((word) => !asked.has(word))) / titlePeak;
    const missing = this.#missing(document, own, bridged).filter((word) => this.#names.has(word));
    return { titleUnasked, swapped: titleUnasked * Math.min(1, peak(missing) / this.#names.idf("\u0000")) };
  }

  #shareUnknown(own: readonly WeightedTerm[]): number {
    const words = own.filter(([term, weight]) => weight === 1 && isSingleWord(term));
    return words.length === 0 ? 0 : words.filter(([term]) => !this.#units.has(term)).length / words.length;
  }

  #share(document: number, terms: readonly WeightedTerm[], bridged: ReadonlySet<string>, within = this.#units): number {
    let held = 0;
    let all = 0;
    for (const [term] of terms) {
      const idf = this.#units.idf(term);
      all += idf;
      if (within.contains(document, term) || term.split("_").every((word) => bridged.has(word))) held += idf;
    }
    return all === 0 ? 1 : held / all;
  }

  #missing(document: number, own: readonly WeightedTerm[], bridged: ReadonlySet<string>): string[] {
    const words = new Set(own.filter(([term, weight]) => weight === 1 && isSingleWord(term)).map(([term]) => term));
    return [...words].filter((word) => !this.#units.contains(document, word) && !bridged.has(word)).sort((a, b) => this.#units.idf(b) - this.#units.idf(a));
  }

  #vectorOf(document: number): Float32Array {
    const { unitVectors, vectors } = this.index;
    return unitVectors.subarray(document * vectors.dimensions, (document + 1) * vectors.dimensions);
  }
}

function dot(a: readonly number[], b: Float32Array): number {
  return a.reduce((sum, value, i) => sum + value * (b[i] ?? 0), 0);
}
