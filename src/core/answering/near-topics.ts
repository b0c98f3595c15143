import type { VectorStore } from "@langchain/core/vectorstores";

/** Nearest topics below this cosine have no more in common with a question than its words of grammar. */
const leastLikeness = 0.75;
const count = 2;

/** What lies near a question that has no answer: by likeness of meaning, where the words differ. */
export class NearTopics {
  #store: Promise<VectorStore> | undefined;

  /** @param open opens the store; called when it is first needed, since most questions have an answer. */
  constructor(readonly open: () => Promise<VectorStore>) {}

  /** Ids of the nearest units, nearest first; none where nothing is near. */
  async find(question: string): Promise<string[]> {
    this.#store ??= this.open();
    const found = await (await this.#store).similaritySearchWithScore(question, count);
    return found.filter(([, distance]) => 1 - distance >= leastLikeness).map(([document]) => String(document.metadata.unitId));
  }
}
