/**
 * A bigram model of the corpus: how often each syllable stands alone and after another. It tells which marks were meant.
 * Flat, so that it can be saved as it is: pairs are keyed `first * words.length + second` and sorted.
 */
export interface LanguageModel {
  words: string[];
  counts: Uint32Array;
  pairKeys: Float64Array;
  pairCounts: Uint32Array;
  total: number;
}

/** Stands before the first word of a text. */
const start = "<s>";

/** Counts words and pairs in token lists, each list repeated `weight` times. */
export function buildLanguageModel(texts: Iterable<readonly [tokens: readonly string[], weight: number]>): LanguageModel {
  const ids = new Map<string, number>([[start, 0]]);
  const counts: number[] = [0];
  const pairs = new Map<number, Map<number, number>>();
  let total = 0;
  for (const [tokens, weight] of texts) {
    let previous = 0;
    counts[0] = (counts[0] as number) + weight;
    for (const token of tokens) {
      let id = ids.get(token);
      if (id === undefined) {
        id = ids.size;
        ids.set(token, id);
        counts.push(0);
      }
      counts[id] = (counts[id] as number) + weight;
      total += weight;
      let followers = pairs.get(previous);
      if (followers === undefined) pairs.set(previous, (followers = new Map<number, number>()));
      followers.set(id, (followers.get(id) ?? 0) + weight);
      previous = id;
    }
  }
  const flat = [...pairs].flatMap(([first, followers]) => [...followers].map(([second, count]) => [first * ids.size + second, count] as const));
  flat.sort((a, b) => a[0] - b[0]);
  return {
    words: [...ids.keys()],
    counts: Uint32Array.from(counts),
    pairKeys: Float64Array.from(flat, ([key]) => key),
    pairCounts: Uint32Array.from(flat, ([, count]) => count),
    total,
  };
}

/** Share of the pair model in the mix with the single-word model. */
const pairShare = 0.7;

/** Asks a language model for probabilities. */
export class LanguageModelReader {
  readonly #ids: Map<string, number>;

  constructor(readonly model: LanguageModel) {
    this.#ids = new Map(model.words.map((word, id) => [word, id]));
  }

  /** How often a word stands in the corpus. */
  count(word: string): number {
    const id = this.#ids.get(word);
    return id === undefined ? 0 : (this.model.counts[id] as number);
  }

  /** Natural logarithm of the probability of a word after another; `undefined` stands for the start of a text. */
  logProbability(word: string, previous: string | undefined): number {
    const single = (this.count(word) + 0.1) / (this.model.total + 0.1 * this.model.words.length);
    const before = previous ?? start;
    const beforeCount = this.count(before);
    const pair = beforeCount === 0 ? 0 : this.#pairCount(before, word) / beforeCount;
    return Math.log(pairShare * pair + (1 - pairShare) * single);
  }

  #pairCount(first: string, second: string): number {
    const firstId = this.#ids.get(first);
    const secondId = this.#ids.get(second);
    if (firstId === undefined || secondId === undefined) return 0;
    const key = firstId * this.model.words.length + secondId;
    const { pairKeys, pairCounts } = this.model;
    let low = 0;
    let high = pairKeys.length - 1;
    while (low <= high) {
      const middle = (low + high) >> 1;
      const found = pairKeys[middle] as number;
      if (found === key) return pairCounts[middle] as number;
      if (found < key) low = middle + 1;
      else high = middle - 1;
    }
    return 0;
  }
}
