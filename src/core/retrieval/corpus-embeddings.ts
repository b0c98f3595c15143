import { Embeddings } from "@langchain/core/embeddings";
import { buildTermTable, idOfTerm, type TermTable } from "../text/term-table.js";

/**
 * Vectors learnt from the corpus itself: TF-IDF projected on the leading right singular directions (latent semantic analysis,
 * Deerwester et al. 1990). Found by orthogonal iteration from a seeded start, so that the same corpus gives the same vectors.
 */
export interface CorpusVectors {
  terms: TermTable;
  idf: Float32Array;
  /** Row-major, one row of `dimensions` numbers per term. */
  projection: Float32Array;
  dimensions: number;
}

interface SparseRow {
  ids: Uint32Array;
  weights: Float32Array;
}

/** Directions found besides those that are kept: the last ones settle slowly, and would differ with every word that is added. */
const spareDirections = 24;

/** @param random numbers in [0, 1), seeded by the caller. */
export function trainCorpusVectors(bags: readonly ReadonlyMap<string, number>[], dimensions: number, random: () => number, iterations = 4): CorpusVectors {
  const frequency = new Map<string, number>();
  for (const bag of bags) for (const term of bag.keys()) frequency.set(term, (frequency.get(term) ?? 0) + 1);
  const terms = [...frequency].filter(([, count]) => count > 1).map(([term]) => term);
  const table = buildTermTable(terms);
  const idf = Float32Array.from(terms, (term) => Math.log(1 + bags.length / (frequency.get(term) ?? 1)));
  const rows = bags.map((bag) => sparseRow(bag, table, idf));
  const kept = Math.min(dimensions, bags.length, terms.length);
  const size = Math.min(kept + spareDirections, bags.length, terms.length);
  let projection = Float32Array.from({ length: terms.length * size }, () => random() - 0.5);
  for (let iteration = 0; iteration < iterations; iteration++) {
    orthonormalise(projection, terms.length, size);
    const next = new Float32Array(terms.length * size);
    for (const row of rows) {
      const image = project(row, projection, size);
      for (const [i, id] of row.ids.entries()) {
        const weight = row.weights[i] as number;
        for (let d = 0; d < size; d++) next[id * size + d] = (next[id * size + d] as number) + weight * (image[d] as number);
      }
    }
    projection = next;
  }
  orthonormalise(projection, terms.length, size);
  return { terms: table, idf, projection: leadingColumns(projection, size, kept), dimensions: kept };
}

/** The first columns of a row-major matrix. */
function leadingColumns(matrix: Float32Array, columns: number, kept: number): Float32Array {
  const leading = new Float32Array((matrix.length / columns) * kept);
  for (let row = 0; row * columns < matrix.length; row++) leading.set(matrix.subarray(row * columns, row * columns + kept), row * kept);
  return leading;
}

/** LangChain's interface to the vectors. Texts are made into bags of terms by the function given. */
export class CorpusEmbeddings extends Embeddings {
  constructor(
    readonly vectors: CorpusVectors,
    readonly bagOf: (text: string) => ReadonlyMap<string, number>,
  ) {
    super({});
  }

  embedDocuments(texts: string[]): Promise<number[][]> {
    return Promise.resolve(texts.map((text) => this.embedBag(this.bagOf(text))));
  }

  embedQuery(text: string): Promise<number[]> {
    return Promise.resolve(this.embedBag(this.bagOf(text)));
  }

  /** A unit vector, or one of zeros where no term is known. All numbers are finite. */
  embedBag(bag: ReadonlyMap<string, number>): number[] {
    const image = project(sparseRow(bag, this.vectors.terms, this.vectors.idf), this.vectors.projection, this.vectors.dimensions);
    const length = Math.sqrt(image.reduce((sum, value) => sum + value * value, 0));
    return Array.from(image, (value) => (length === 0 ? 0 : value / length));
  }
}

function sparseRow(bag: ReadonlyMap<string, number>, terms: TermTable, idf: Float32Array): SparseRow {
  const entries = [...bag].flatMap(([term, count]) => {
    const id = idOfTerm(terms, term);
    return id === undefined ? [] : [[id, Math.log(1 + count) * (idf[id] as number)] as const];
  });
  const length = Math.sqrt(entries.reduce((sum, [, weight]) => sum + weight * weight, 0)) || 1;
  return { ids: Uint32Array.from(entries, ([id]) => id), weights: Float32Array.from(entries, ([, weight]) => weight / length) };
}

function project(row: SparseRow, projection: Float32Array, size: number): Float32Array {
  const image = new Float32Array(size);
  for (const [i, id] of row.ids.entries()) {
    const weight = row.weights[i] as number;
    for (let d = 0; d < size; d++) image[d] = (image[d] as number) + weight * (projection[id * size + d] as number);
  }
  return image;
}

/** Modified Gram–Schmidt over the columns of a row-major matrix, in place. A column that vanishes becomes zero. */
function orthonormalise(matrix: Float32Array, rows: number, columns: number): void {
  // Each column is gone through a hundred times: taken out of the matrix, it lies together in memory.
  const taken = Array.from({ length: columns }, (_, column) => Float32Array.from({ length: rows }, (_, row) => matrix[row * columns + column] as number));
  for (const [place, column] of taken.entries()) {
    for (const before of taken.slice(0, place)) {
      const overlap = dot(before, column);
      for (let row = 0; row < rows; row++) column[row] = (column[row] as number) - overlap * (before[row] as number);
    }
    const length = Math.sqrt(dot(column, column));
    for (let row = 0; row < rows; row++) matrix[row * columns + place] = column[row] = length < 1e-9 ? 0 : (column[row] as number) / length;
  }
}

function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] as number) * (b[i] as number);
  return sum;
}
