import { buildTermTable, idOfTerm, type TermTable } from "../text/term-table.js";
import type { WeightedTerm } from "./terms.js";

/** BM25's two numbers. Measured best on Vietnamese law and services: k1 0.8, b 0.45. */
export interface Bm25Parameters {
  /** How soon repeating a term stops helping; 0 (presence only) to 2. */
  k1: number;
  /** How much long texts are held back; 0 (not) to 1 (fully). */
  b: number;
}

/**
 * An inverted index in flat arrays (compressed sparse rows): for term `t`, entries `offsets[t]` to `offsets[t + 1]`
 * of `documents` (ascending) and `impacts` (the finished BM25 contribution of that term in that document).
 */
export interface InvertedIndex {
  terms: TermTable;
  idf: Float32Array;
  offsets: Uint32Array;
  documents: Uint32Array;
  impacts: Float32Array;
  size: number;
  k1: number;
}

/**
 * Builds the index. Each document is a bag of terms with (possibly weighted) counts.
 * Scoring: Robertson & Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond" (2009), with Lucene's
 * non-negative idf, ln(1 + (N − n + 0.5) / (n + 0.5)).
 */
export function buildInvertedIndex(bags: readonly ReadonlyMap<string, number>[], { k1, b }: Bm25Parameters): InvertedIndex {
  const postings = new Map<string, { documents: number[]; counts: number[] }>();
  const lengths = bags.map((bag, document) => {
    let length = 0;
    for (const [term, count] of bag) {
      length += count;
      let posting = postings.get(term);
      if (posting === undefined) postings.set(term, (posting = { documents: [], counts: [] }));
      posting.documents.push(document);
      posting.counts.push(count);
    }
    return length;
  });
  const averageLength = lengths.reduce((sum, length) => sum + length, 0) / Math.max(1, lengths.length) || 1;
  const terms = [...postings.keys()];
  const total = [...postings.values()].reduce((sum, posting) => sum + posting.documents.length, 0);
  const index: InvertedIndex = {
    terms: buildTermTable(terms),
    idf: new Float32Array(terms.length),
    offsets: new Uint32Array(terms.length + 1),
    documents: new Uint32Array(total),
    impacts: new Float32Array(total),
    size: bags.length,
    k1,
  };
  let position = 0;
  for (const [termId, posting] of [...postings.values()].entries()) {
    const idf = Math.log(1 + (bags.length - posting.documents.length + 0.5) / (posting.documents.length + 0.5));
    index.idf[termId] = idf;
    for (const [i, document] of posting.documents.entries()) {
      const count = posting.counts[i] ?? 0;
      index.documents[position] = document;
      index.impacts[position] = (idf * count * (k1 + 1)) / (count + k1 * (1 - b + (b * (lengths[document] ?? 0)) / averageLength));
      position++;
    }
    index.offsets[termId + 1] = position;
  }
  return index;
}

/** Scores documents against queries. One searcher reuses its buffer, so it serves one query at a time. */
export class InvertedIndexSearcher {
  readonly #scores: Float32Array;

  constructor(readonly index: InvertedIndex) {
    this.#scores = new Float32Array(index.size);
  }

  /** The score of every document, in a buffer that the next call overwrites. */
  score(query: readonly WeightedTerm[]): Float32Array {
    const { offsets, documents, impacts } = this.index;
    this.#scores.fill(0);
    for (const [term, weight] of query) {
      const termId = idOfTerm(this.index.terms, term);
      if (termId === undefined) continue;
      const end = offsets[termId + 1] as number;
      for (let i = offsets[termId] as number; i < end; i++) {
        const document = documents[i] as number;
        this.#scores[document] = (this.#scores[document] as number) + weight * (impacts[i] as number);
      }
    }
    return this.#scores;
  }

  /** The score that a document would have if it held every term of the query without end. Unknown terms count as the rarest. */
  bestPossible(query: readonly WeightedTerm[]): number {
    return query.reduce((sum, [term, weight]) => sum + weight * this.idf(term), 0) * (this.index.k1 + 1);
  }

  /** Inverse document frequency; that of a term which no document has is the highest. */
  idf(term: string): number {
    const termId = idOfTerm(this.index.terms, term);
    return termId === undefined ? Math.log(1 + (this.index.size + 0.5) / 0.5) : (this.index.idf[termId] as number);
  }

  has(term: string): boolean {
    return idOfTerm(this.index.terms, term) !== undefined;
  }

  /** Whether a document holds a term: a binary search in the term's documents. */
  contains(document: number, term: string): boolean {
    const termId = idOfTerm(this.index.terms, term);
    if (termId === undefined) return false;
    let low = this.index.offsets[termId] as number;
    let high = (this.index.offsets[termId + 1] as number) - 1;
    while (low <= high) {
      const middle = (low + high) >> 1;
      const found = this.index.documents[middle] as number;
      if (found === document) return true;
      if (found < document) low = middle + 1;
      else high = middle - 1;
    }
    return false;
  }
}

/** The `count` highest positive scores, best first; equal scores in the order of the documents. */
export function best(scores: Float32Array, count: number): { document: number; score: number }[] {
  const heap: { document: number; score: number }[] = [];
  for (let document = 0; document < scores.length; document++) {
    const score = scores[document] as number;
    const last = heap[heap.length - 1];
    if (score <= 0 || (heap.length === count && last !== undefined && score <= last.score)) continue;
    let place = heap.length;
    while (place > 0 && (heap[place - 1] as { score: number }).score < score) place--;
    heap.splice(place, 0, { document, score });
    if (heap.length > count) heap.pop();
  }
  return heap;
}
