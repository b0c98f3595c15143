import type { Lexicon } from "../knowledge/lexicon.js";
import { normalise } from "../text/normalise.js";
import { tokenise } from "../text/tokenise.js";
import { ActionFinder } from "./actions.js";
import { AliasSearcher, type AliasMatches } from "./alias-index.js";
import { CorpusEmbeddings } from "./corpus-embeddings.js";
import { Abbreviations, spellOutAi, Synonyms } from "./expand.js";
import { best, InvertedIndexSearcher } from "./inverted-index.js";
import { QueryRepair } from "./query-repair.js";
import { bagOf, type SearchIndex } from "./search-index.js";
import { SignalMeter, type Signals } from "./signals.js";
import { weakWeight, weightedTermsOf, type WeightedTerm } from "./terms.js";
import { PhraseList } from "../text/phrases.js";
import { ageRangeOf, agesIn, type AgeRange } from "../text/ages.js";
import type { Unit, UnitKind } from "./unit.js";

/** A question as understood: what was typed, and with abbreviations spelled out and marks put back. */
export interface Reading {
  typed: string[];
  tokens: string[];
}

export interface Candidate {
  unit: Unit;
  score: number;
  signals: Signals;
  /** Content words of the question that the unit does not hold, rarest first. */
  missing: string[];
  /** Telling words of the question that neither the unit nor its ways of asking hold in these very words. */
  unheld: string[];
  /** Words that stand where the unit's name has another. */
  swapped: string[];
  /** The unit is only about what is done to a paper later on, and the question names no such action. */
  isLaterAction: boolean;
}

/** A candidate before it is held against the others. */
type Measured = Omit<Candidate, "signals"> & { signals: Omit<Signals, "likenessGap" | "crowd"> };

/** Weights found on the development questions; all are flat around these values. */
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
/** Candidates from this share of the best score on crowd round it. */
const nearlyAsGood = 0.4;

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
  /** Where the asker lives: districts and communes of ours after a word of place. */
  readonly #whereabouts: PhraseList;
  readonly #ageRanges: ReadonlyMap<number, AgeRange>;
  /** By unit: what is read of every unit for every question stands in flat arrays. */
  readonly #kindFactors: Float64Array;
  readonly #isProcedure: Uint8Array;
  /** Filled anew for each question. */
  readonly #nearestToSaid: AliasMatches;
  readonly #nearestToMeant: AliasMatches;
  readonly #places: ReadonlyMap<string, number>;
  readonly #meter: SignalMeter;
  readonly embeddings: CorpusEmbeddings;
  /** Whether another official text replaced one. */
  readonly hasSuperseded: boolean;

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
    this.#nearestToSaid = this.#aliases.noMatches();
    this.#nearestToMeant = this.#aliases.noMatches();
    this.#ageRanges = ageRangesOf(index.units);
    this.#kindFactors = Float64Array.from(index.units, (unit) => kindFactor[unit.kind]);
    this.#isProcedure = Uint8Array.from(index.units, (unit) => Number(unit.kind === "procedure"));
    this.hasSuperseded = index.units.some(({ supersededBy }) => supersededBy !== undefined);
    this.#places = new Map(index.units.map((unit, place) => [unit.id, place]));
    this.#asking = new PhraseList({ asking: [...Object.values(lexicon.intents).flat(), ...lexicon.frames] });
    this.#whereabouts = new PhraseList({
      place: lexicon.places.ownDistricts.flatMap((district) =>
        ["xã", "phường", "huyện", "ở", "tại", "quê", "về", "đang ở"].map((before) => `${before} ${district}`),
      ),
    });
    this.#actions = new ActionFinder(lexicon, index.units);
    this.#meter = new SignalMeter({
      index,
      weakWords: this.#weakWords,
      units: this.#units,
      names: this.#names,
      aliases: this.#aliases,
      actions: this.#actions,
    });
    this.embeddings = new CorpusEmbeddings(index.vectors, (text) => bagOf(this.read(text).tokens));
  }

  /** Puts a typed question into the words of the corpus. */
  read(question: string): Reading {
    const typed = tokenise(spellOutAi(question));
    return { typed, tokens: this.#repair.repair(this.#abbreviations.expandQuestion(typed), typed) };
  }

  /** The words of a text of ours, abbreviations spelled out, as questions are read. */
  wordsOf(text: string): string[] {
    return this.#abbreviations.expandSource(tokenise(spellOutAi(text)));
  }

  /** Whether a word is one of grammar. */
  isWeak(word: string): boolean {
    return this.#weakWords.has(word);
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
    // Over all units by number, here and below: an iterator over entries would make two objects for each of them.
    for (let unit = 0; unit < totals.length; unit++) {
      const cosine = nearest.cosines[unit] ?? 0;
      if (cosine >= leastAliasCosine && (totals[unit] as number) > 0) totals[unit] = (totals[unit] as number) + aliasShare * baseBest * cosine;
    }
    const actions = this.#actions.askedIn(reading.tokens);
    this.#applyFactors(totals, actions, agesIn(reading.tokens.join(" ")));

    const found = best(totals, Math.max(count + 1, pool));
    const possible = (1 + nameShare) * this.#units.bestPossible(own) + aliasShare * baseBest;
    const vector = this.embeddings.embedBag(bagOf(reading.tokens));
    const asked = new Set(expanded.map(([term]) => term));
    const content = this.contentWords(reading.tokens);
    const telling = new Set(this.tellingWords(reading.tokens));
    const candidates = found.slice(0, count).map(({ document, score }, rank) => {
      const bridged = this.#meter.bridgedWords(document, bridges);
      const missing = this.#meter.missing(document, own, bridged);
      const alias = nearest.get(document);
      const facts = {
        score,
        alias,
        possible,
        vector,
        asked,
        actions,
        best: found[0]?.score ?? 0,
        rival: this.#bestRival(found, rank),
        length: reading.tokens.length,
      };
      return {
        unit: units[document] as Unit,
        score,
        signals: this.#meter.signalsOf(document, own, bridged, facts),
        missing,
        unheld: this.#meter.unheldWords(document, own),
        swapped: this.#meter.swappedWords(document, content, missing, asked).filter((word) => telling.has(word)),
        isLaterAction: this.#actions.isOnlyLater(actions, document),
      };
    });
    const crowd = candidates.filter(({ score }) => score >= nearlyAsGood * (found[0]?.score ?? 0)).length / Math.max(1, candidates.length);
    return candidates.map((one) => ({ ...one, signals: { ...one.signals, likenessGap: likenessGapOf(one, candidates), crowd } }));
  }

  /** The unit of an id. */
  unit(id: string): Unit | undefined {
    return this.index.units[this.#places.get(id) ?? -1];
  }

  /** Content words of a question: those that are no words of asking or grammar. */
  contentWords(tokens: readonly string[]): string[] {
    return tokens.filter((token) => !this.#weakWords.has(token));
  }

  /** Content words that do not belong to a phrase of asking: what a question says of its matter. */
  tellingWords(tokens: readonly string[]): string[] {
    const asking = this.#asking.cover(tokens);
    const whereabouts = this.#whereabouts.cover(tokens);
    return tokens.filter((token, index) => asking[index] !== true && whereabouts[index] !== true && !this.#weakWords.has(token));
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
    const whereabouts = this.#whereabouts.cover(tokens);
    return weightedTermsOf(
      tokens,
      tokens.map((token, index) => (this.#weakWords.has(token) || whereabouts[index] === true ? weakWeight : asking[index] === true ? askingWeight : 1)),
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
      else if (this.#isProcedure[i] === 0) expandedScores[i] = ((expandedScores[i] as number) + (ownScores[i] as number)) / 2;
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
  #nearestAliases(own: readonly WeightedTerm[], expanded: readonly WeightedTerm[]): AliasMatches {
    const nearest = this.#aliases.nearest(own, this.#nearestToSaid);
    if (expanded.length === own.length) return nearest;
    const meant = this.#aliases.nearest(expanded, this.#nearestToMeant);
    for (let unit = 0; unit < meant.cosines.length; unit++) {
      const cosine = (meant.cosines[unit] as number) * meantCosine;
      if (this.#isProcedure[unit] === 1 && cosine > (nearest.cosines[unit] as number)) nearest.take(unit, meant, cosine);
    }
    return nearest;
  }

  #applyFactors(totals: Float32Array, actions: ReadonlySet<string>, ages: readonly number[]): void {
    const actionFactors = this.#actions.fitFactors(actions, actionFactor);
    for (let unit = 0; unit < totals.length; unit++) {
      if ((totals[unit] as number) === 0) continue;
      totals[unit] =
        (totals[unit] as number) *
        (this.#kindFactors[unit] as number) *
        (actionFactors[unit] as number) *
        (ages.length === 0 ? 1 : this.#ageFactor(unit, ages));
    }
  }

  #ageFactor(unit: number, ages: readonly number[]): number {
    const range = this.#ageRanges.get(unit);
    if (range === undefined) return 1;
    return ages.some((age) => age >= range.from && age < range.below) ? ageFits : ageDiffers;
  }
}

function ageRangesOf(units: readonly Unit[]): Map<number, AgeRange> {
  const ranges = new Map<number, AgeRange>();
  for (const [place, { title }] of units.entries()) {
    const range = ageRangeOf(title);
    if (range !== undefined) ranges.set(place, range);
  }
  return ranges;
}

function likenessGapOf({ unit, signals }: Measured, candidates: readonly Measured[]): number {
  const rivals = candidates.filter((other) => other.unit !== unit && !unit.related.includes(other.unit.id));
  return signals.likeness - Math.max(0, ...rivals.map((other) => other.signals.likeness));
}
