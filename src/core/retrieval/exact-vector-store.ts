import type { DocumentInterface } from "@langchain/core/documents";
import type { EmbeddingsInterface } from "@langchain/core/embeddings";
import { VectorStore } from "@langchain/core/vectorstores";

/** Compares a query with every vector: right by definition, fast enough for some ten thousand, and needs no compiled code. */
export class ExactVectorStore extends VectorStore {
  readonly #vectors: number[][] = [];
  readonly #documents: DocumentInterface[] = [];

  constructor(embeddings: EmbeddingsInterface) {
    super(embeddings, {});
  }

  override _vectorstoreType(): string {
    return "exact";
  }

  override async addDocuments(documents: DocumentInterface[]): Promise<void> {
    await this.addVectors(await this.embeddings.embedDocuments(documents.map((document) => document.pageContent)), documents);
  }

  override addVectors(vectors: number[][], documents: DocumentInterface[]): Promise<void> {
    this.#vectors.push(...vectors);
    this.#documents.push(...documents);
    return Promise.resolve();
  }

  /** As HNSWLib in cosine space does: nearest first, with the distance 1 − cosine. */
  override similaritySearchVectorWithScore(query: number[], count: number): Promise<[DocumentInterface, number][]> {
    const distances = this.#vectors.map((vector, index) => ({ index, distance: 1 - cosine(query, vector) }));
    distances.sort((a, b) => a.distance - b.distance);
    return Promise.resolve(distances.slice(0, count).map(({ index, distance }) => [this.#documents[index] as DocumentInterface, distance]));
  }
}

function cosine(a: readonly number[], b: readonly number[]): number {
  let dot = 0;
  let lengthA = 0;
  let lengthB = 0;
  for (const [i, value] of a.entries()) {
    const other = b[i] ?? 0;
    dot += value * other;
    lengthA += value * value;
    lengthB += other * other;
  }
  return lengthA === 0 || lengthB === 0 ? 0 : dot / Math.sqrt(lengthA * lengthB);
}
