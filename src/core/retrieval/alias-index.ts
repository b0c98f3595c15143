import { buildTermTable, idOfTerm, termAt, type TermTable } from "../text/term-table.js";
import { isSingleWord, type WeightedTerm } from "./terms.js";

/**
 * Names and ways of asking as unit vectors over their terms, for the nearest one to a question.
 * Rows as in `InvertedIndex`; `weights` are idf divided by the alias' length, so that sums of products are cosines.
 */
export interface AliasIndex {
  terms: TermTable;
  idf: Float32Array;
  offsets: Uint32Array;
  aliases: Uint32Array;
  weights: Float32Array;
  /** The unit that each alias belongs to. */
  units: Uint32Array;
  /** Squared length of each alias before division, for containment. */
  masses: Float32Array;
  /** Ids of the words of each alias, `wordOffsets[a]` to `wordOffsets[a + 1]`; pairs left out. */
  wordOffsets: Uint32Array;
  words: Uint32Array;
}

/** @param aliases for each unit, its aliases as tokens. @param weigh how much a term counts, 0 to 1. */
export function buildAliasIndex(aliases: readonly (readonly (readonly string[])[])[], weigh: (tokens: readonly string[]) => WeightedTerm[]): AliasIndex {
  const rows: { unit: number; terms: Map<string, number> }[] = aliases.flatMap((own, unit) => own.map((tokens) => ({ unit, terms: new Map(weigh(tokens)) })));
  const frequency = new Map<string, number>();
  for (const { terms } of rows) for (const term of terms.keys()) frequency.set(term, (frequency.get(term) ?? 0) + 1);
  const terms = [...frequency.keys()];
  const idf = Float32Array.from(terms, (term) => Math.log(1 + rows.length / ((frequency.get(term) ?? 0) + 0.5)));
  const ids = new Map(terms.map((term, id) => [term, id]));
  const postings: [alias: number, weight: number][][] = terms.map(() => []);
  const masses = new Float32Array(rows.length);
  for (const [alias, row] of rows.entries()) {
    const weighted = [...row.terms].map(([term, weight]) => [ids.get(term) as number, weight * (idf[ids.get(term) as number] as number)] as const);
    const mass = weighted.reduce((sum, [, weight]) => sum + weight * weight, 0);
    masses[alias] = mass;
    for (const [term, weight] of weighted) (postings[term] as [number, number][]).push([alias, weight / Math.sqrt(mass || 1)]);
  }
  const wordsOf = rows.map((row) => [...row.terms].filter(([term, weight]) => weight === 1 && isSingleWord(term)).map(([term]) => ids.get(term) as number));
  const wordOffsets = new Uint32Array(rows.length + 1);
  for (const [alias, words] of wordsOf.entries()) wordOffsets[alias + 1] = (wordOffsets[alias] as number) + words.length;
  const offsets = new Uint32Array(terms.length + 1);
  for (const [term, posting] of postings.entries()) offsets[term + 1] = (offsets[term] as number) + posting.length;
  const flat = postings.flat();
  return {
    terms: buildTermTable(terms),
    idf,
    offsets,
    aliases: Uint32Array.from(flat, ([alias]) => alias),
    weights: Float32Array.from(flat, ([, weight]) => weight),
    units: Uint32Array.from(rows, ({ unit }) => unit),
    masses,
    wordOffsets,
    words: Uint32Array.from(wordsOf.flat()),
  };
}

/** The nearest alias of a unit to a question. */
export interface AliasMatch {
  alias: number;
  /** Cosine, 0 to 1. */
  cosine: number;
  /** Share of the alias that the question holds, 0 to 1. */
  containment: number;
}

/** For each unit its nearest alias to one question, in flat arrays: a common word touches thousands of units. */
export class AliasMatches {
  /** Cosine of each unit's nearest alias; 0 where it has no term in common with the question. */
  readonly cosines: Float64Array;
  readonly #aliases: Uint32Array;
  readonly #containments: Float64Array;

  constructor(unitCount: number) {
    this.cosines = new Float64Array(unitCount);
    this.#aliases = new Uint32Array(unitCount);
    this.#containments = new Float64Array(unitCount);
  }

  get(unit: number): AliasMatch | undefined {
    const cosine = this.cosines[unit] ?? 0;
    return cosine === 0 ? undefined : { alias: this.#aliases[unit] as number, cosine, containment: this.#containments[unit] as number };
  }

  set(unit: number, { alias, cosine, containment }: AliasMatch): void {
    this.cosines[unit] = cosine;
    this.#aliases[unit] = alias;
    this.#containments[unit] = containment;
  }

  /** Takes the match of a unit from others, with another cosine. */
  take(unit: number, from: AliasMatches, cosine: number): void {
    this.cosines[unit] = cosine;
    this.#aliases[unit] = from.#aliases[unit] as number;
    this.#containments[unit] = from.#containments[unit] as number;
  }

  clear(): void {
    this.cosines.fill(0);
  }
}

/** Finds nearest aliases. One searcher reuses its buffers, so it serves one query at a time. */
export class AliasSearcher {
  readonly #dots: Float32Array;
  readonly #touched: Uint32Array;
  readonly #unitCount: number;
  /** The aliases of unit `u` are those from `firstOf[u]` to `firstOf[u + 1]`. */
  readonly #firstOf: Uint32Array;

  constructor(readonly index: AliasIndex) {
    this.#dots = new Float32Array(index.units.length);
    this.#touched = new Uint32Array(index.units.length);
    this.#unitCount = (index.units.at(-1) ?? -1) + 1;
    this.#firstOf = new Uint32Array(this.#unitCount + 1);
    for (const unit of index.units) this.#firstOf[unit + 1] = (this.#firstOf[unit + 1] as number) + 1;
    for (let unit = 0; unit < this.#unitCount; unit++) this.#firstOf[unit + 1] = (this.#firstOf[unit + 1] as number) + (this.#firstOf[unit] as number);
  }

  /** How many aliases a unit has. */
  countOf(unit: number): number {
    return (this.#firstOf[unit + 1] ?? 0) - (this.#firstOf[unit] ?? 0);
  }

  /** How many aliases of a unit hold a term. */
  countWith(unit: number, term: string): number {
    const id = idOfTerm(this.index.terms, term);
    if (id === undefined) return 0;
    return this.#placeOf(id, this.#firstOf[unit + 1] ?? 0) - this.#placeOf(id, this.#firstOf[unit] ?? 0);
  }

  /** Place of the first alias from this one on among those that hold a term: a binary search. */
  #placeOf(termId: number, alias: number): number {
    const { offsets, aliases } = this.index;
    let low = offsets[termId] as number;
    let high = offsets[termId + 1] as number;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((aliases[middle] as number) < alias) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /**
   * How telling the rarest word is that an alias has and the question has not, against the rarest that it has at all: 0 where the question
   * names all that the alias is about, 1 where it lacks its most telling word.
   */
  unaskedPeak(alias: number, asked: ReadonlySet<string>): number {
    const { words, wordOffsets, terms, idf } = this.index;
    let rarest = 0;
    let rarestUnasked = 0;
    for (const id of words.subarray(wordOffsets[alias], wordOffsets[alias + 1])) {
      const information = idf[id] as number;
      rarest = Math.max(rarest, information);
      if (information > rarestUnasked && !asked.has(termAt(terms, id))) rarestUnasked = information;
    }
    return rarest === 0 ? 1 : rarestUnasked / rarest;
  }

  /** For each unit with any alias in common with the question, its nearest. @param matches are filled anew: who asks often keeps them. */
  nearest(query: readonly WeightedTerm[], matches = this.noMatches()): AliasMatches {
    const { units, masses } = this.index;
    const { touchedCount, queryMass } = this.#addDots(query);
    matches.clear();
    const length = Math.sqrt(queryMass || 1);
    for (let i = 0; i < touchedCount; i++) {
      const alias = this.#touched[i] as number;
      const dot = this.#dots[alias] as number;
      const unit = units[alias] as number;
      const cosine = dot / length;
      // Of equally near ones the first.
      if (cosine > (matches.cosines[unit] as number)) matches.set(unit, { alias, cosine, containment: Math.min(1, dot / Math.sqrt(masses[alias] || 1)) });
      this.#dots[alias] = 0;
    }
    return matches;
  }

  /** Empty matches, to be filled. */
  noMatches(): AliasMatches {
    return new AliasMatches(this.#unitCount);
  }

  /** Adds up the products of the question with all aliases, and lists those that are not 0 in the order in which its terms come to them. */
  #addDots(query: readonly WeightedTerm[]): { touchedCount: number; queryMass: number } {
    const { terms, idf, offsets, aliases, weights, units } = this.index;
    const unknownIdf = Math.log(1 + units.length / 0.5);
    let touchedCount = 0;
    let queryMass = 0;
    for (const [term, queryWeight] of new Map(query)) {
      const id = idOfTerm(terms, term);
      const weight = queryWeight * (id === undefined ? unknownIdf : (idf[id] as number));
      queryMass += weight * weight;
      if (id === undefined) continue;
      const end = offsets[id + 1] as number;
      for (let i = offsets[id] as number; i < end; i++) {
        const alias = aliases[i] as number;
        const dot = this.#dots[alias] as number;
        if (dot === 0) this.#touched[touchedCount++] = alias;
        this.#dots[alias] = dot + weight * (weights[i] as number);
      }
    }
    return { touchedCount, queryMass };
  }
}
