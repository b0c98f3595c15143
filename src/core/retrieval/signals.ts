import { isWord, tokenise } from "../text/tokenise.js";
import type { ActionFinder } from "./actions.js";
import type { AliasMatch, AliasSearcher } from "./alias-index.js";
import type { Bridge } from "./expand.js";
import type { InvertedIndexSearcher } from "./inverted-index.js";
import type { SearchIndex } from "./search-index.js";
import { isSingleWord, type WeightedTerm } from "./terms.js";
import type { Unit } from "./unit.js";

/** What is known of how well a unit fits a question; every number between 0 and 1 but the two gaps, which begin at −1. */
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
  /** How much more alike the unit is than the most alike of the other candidates that are not related to it; may be negative. */
  likenessGap: number;
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
  /** How often people who ask for the unit use the words of this question: 1 where each stands in all of its ways of asking. */
  wayUsage: number;
  /** Words of the question; 1 from thirty on: who tells much names much that no source has. */
  length: number;
  /** Share of the candidates that score nearly as well. */
  crowd: number;
}

/** A question of so many words is as long as any. */
const longQuestion = 30;
/** How often a word counts as used that no way of asking has. */
const unseen = 0.1;
/** Logarithm below which a share of use is as good as none. */
const leastUsage = 6;

/** What search knows of the question and of the unit's place among what was found. */
export interface QueryFacts {
  score: number;
  alias: AliasMatch | undefined;
  /** The best score that any text could have for this question. */
  possible: number;
  vector: number[];
  /** Words of the question and what they mean in the register. */
  asked: ReadonlySet<string>;
  actions: ReadonlySet<string>;
  best: number;
  rival: number;
  /** Words of the question. */
  length: number;
}

/** The searchers that signals are read from. */
export interface SignalParts {
  index: SearchIndex;
  weakWords: ReadonlySet<string>;
  units: InvertedIndexSearcher;
  names: InvertedIndexSearcher;
  aliases: AliasSearcher;
  actions: ActionFinder;
}

/** Measures how well a unit that was found fits the question. */
export class SignalMeter {
  readonly #parts: SignalParts;

  constructor(parts: SignalParts) {
    this.#parts = parts;
  }

  /** Words of the question that a unit holds in the register's words: at least two thirds of them. */
  bridgedWords(document: number, bridges: readonly Bridge[]): ReadonlySet<string> {
    const held = bridges.filter(({ mean }) => 3 * mean.filter((word) => this.#parts.units.contains(document, word)).length >= 2 * mean.length);
    return new Set(held.flatMap(({ say }) => say));
  }

  /** @param document its place in the index. @param bridged words of the question that the unit holds in other words. */
  signalsOf(document: number, own: readonly WeightedTerm[], bridged: ReadonlySet<string>, query: QueryFacts): Omit<Signals, "likenessGap" | "crowd"> {
    const { score, alias } = query;
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
        own.filter(([term, weight]) => weight > 0.5 && !/\d/u.test(term) && this.#parts.names.has(term)),
        bridged,
      ),
      titleCoverage: this.#share(
        document,
        own.filter(([, weight]) => weight > 0.5),
        bridged,
        this.#parts.names,
      ),
      aliasCosine: alias?.cosine ?? 0,
      aliasContainment: alias?.containment ?? 0,
      gap: query.best === 0 ? 0 : (score - query.rival) / query.best,
      likeness: Math.max(0, dot(query.vector, this.#vectorOf(document))),
      missingObject: this.#missingObject(document, own, bridged),
      unaskedPeak: alias === undefined ? 1 : this.#parts.aliases.unaskedPeak(alias.alias, query.asked),
      ...this.#swapOf(document, own, bridged, query.asked),
      actionDiffers: { fits: 0, unasked: 0.5, differs: 1 }[this.#parts.actions.fit(query.actions, document)],
      unknownWords: this.#shareUnknown(own),
      wayUsage: this.#wayUsage(document, own),
      length: Math.min(1, query.length / longQuestion),
    };
  }

  /** Telling words of the question, figures left out, that stand neither in a unit nor in a way of asking for it. */
  unheldWords(document: number, own: readonly WeightedTerm[]): string[] {
    const { units, aliases } = this.#parts;
    return tellingWordsOf(own).filter((word) => aliases.countWith(document, word) === 0 && !units.contains(document, word));
  }

  #wayUsage(document: number, own: readonly WeightedTerm[]): number {
    const words = tellingWordsOf(own);
    if (words.length === 0) return 1;
    const { aliases } = this.#parts;
    const ways = aliases.countOf(document);
    const usage = words.reduce((sum, word) => sum + Math.log((aliases.countWith(document, word) + unseen) / (ways + 2 * unseen)), 0) / words.length;
    return Math.max(0, 1 + usage / leastUsage);
  }

  /** "thuốc lá" in a question that a unit on "rượu" cannot answer: a pair that is part of other names, but not of this unit. */
  #missingObject(document: number, own: readonly WeightedTerm[], bridged: ReadonlySet<string>): number {
    const elsewhere = own.filter(
      ([term, weight]) => weight === 1 && term.includes("_") && this.#parts.names.has(term) && !this.#parts.units.contains(document, term),
    );
    const telling = elsewhere.filter(([term]) => !term.split("_").every((word) => bridged.has(word) || this.#parts.units.contains(document, word)));
    return Math.min(1, Math.max(0, ...telling.map(([term]) => this.#parts.units.idf(term))) / this.#parts.units.idf("\u0000"));
  }

  #swapOf(document: number, own: readonly WeightedTerm[], bridged: ReadonlySet<string>, asked: ReadonlySet<string>): Pick<Signals, "titleUnasked" | "swapped"> {
    const peak = (words: readonly string[]): number => Math.max(0, ...words.map((word) => this.#parts.names.idf(word)));
    const title = tokenise((this.#parts.index.units[document] as Unit).title).filter((word) => isWord(word) && !this.#parts.weakWords.has(word));
    const titlePeak = peak(title);
    const titleUnasked = titlePeak === 0 ? 0 : peak(title.filter((word) => !asked.has(word))) / titlePeak;
    const missing = this.missing(document, own, bridged).filter((word) => this.#parts.names.has(word));
    return { titleUnasked, swapped: titleUnasked * Math.min(1, peak(missing) / this.#parts.names.idf("\u0000")) };
  }

  #shareUnknown(own: readonly WeightedTerm[]): number {
    const words = own.filter(([term, weight]) => weight === 1 && isSingleWord(term));
    return words.length === 0 ? 0 : words.filter(([term]) => !this.#parts.units.has(term)).length / words.length;
  }

  #share(document: number, terms: readonly WeightedTerm[], bridged: ReadonlySet<string>, within = this.#parts.units): number {
    let held = 0;
    let all = 0;
    for (const [term] of terms) {
      const idf = this.#parts.units.idf(term);
      all += idf;
      if (within.contains(document, term) || term.split("_").every((word) => bridged.has(word))) held += idf;
    }
    return all === 0 ? 1 : held / all;
  }

  /** Content words of the question that a unit does not hold, rarest first. */
  missing(document: number, own: readonly WeightedTerm[], bridged: ReadonlySet<string>): string[] {
    const words = new Set(own.filter(([term, weight]) => weight === 1 && isSingleWord(term)).map(([term]) => term));
    return [...words]
      .filter((word) => !this.#parts.units.contains(document, word) && !bridged.has(word))
      .sort((a, b) => this.#parts.units.idf(b) - this.#parts.units.idf(a));
  }

  /**
   * Words of the question that stand where the name of the unit has another: "chứng chỉ hành nghề dược" for "chứng chỉ hành nghề thú y".
   * They name another thing of the register. @param tokens content words of the question in order.
   */
  swappedWords(document: number, tokens: readonly string[], missing: readonly string[], asked: ReadonlySet<string>): string[] {
    const { index, weakWords, names } = this.#parts;
    const title = tokenise((index.units[document] as Unit).title).filter((word) => !weakWords.has(word));
    return tokens.filter((word, place) => {
      const before = tokens[place - 1];
      if (before === undefined || !missing.includes(word) || !names.has(`${before}_${word}`)) return false;
      const followers = title.flatMap((other, at) => (other === before ? (title[at + 1] ?? []) : []));
      return followers.length > 0 && followers.every((follower) => !asked.has(follower));
    });
  }

  #vectorOf(document: number): Float32Array {
    const { unitVectors, vectors } = this.#parts.index;
    return unitVectors.subarray(document * vectors.dimensions, (document + 1) * vectors.dimensions);
  }
}

function dot(a: readonly number[], b: Float32Array): number {
  return a.reduce((sum, value, i) => sum + value * (b[i] ?? 0), 0);
}

/** Figures have checks of their own. */
function tellingWordsOf(own: readonly WeightedTerm[]): string[] {
  return [...new Set(own.filter(([term, weight]) => weight === 1 && isSingleWord(term) && !/\d/u.test(term)).map(([term]) => term))];
}
