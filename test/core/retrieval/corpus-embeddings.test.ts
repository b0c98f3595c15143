import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CorpusEmbeddings, trainCorpusVectors } from "../../../src/core/retrieval/corpus-embeddings.js";
import { seededRandom } from "../../../src/core/retrieval/seeded-random.js";
import { termCount } from "../../../src/core/text/term-table.js";

const texts = [
  "thẻ căn cước mất",
  "thẻ căn cước hỏng",
  "thẻ bảo hiểm y tế",
  "khai sinh cho con",
  "khai sinh quá hạn",
  "kết hôn ở xã",
  "ly hôn ở tòa",
  "bảo hiểm xã hội",
];

function bagOf(text: string): Map<string, number> {
  const bag = new Map<string, number>();
  for (const word of text.split(" ").filter((one) => one !== "")) bag.set(word, (bag.get(word) ?? 0) + 1);
  return bag;
}

function trained(seed = 1, dimensions = 4): CorpusEmbeddings {
  return new CorpusEmbeddings(trainCorpusVectors(texts.map(bagOf), dimensions, seededRandom(seed)), bagOf);
}

function cosine(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, index) => sum + value * (b[index] ?? 0), 0);
}

const embeddings = trained();
const anyText = fc.array(fc.constantFrom(...texts.flatMap((text) => text.split(" ")), "lạ", "57", "%"), { maxLength: 8 }).map((words) => words.join(" "));

describe("the corpus-trained embeddings", () => {
  it("are the same for the same corpus and seed", () => {
    expect(trained().vectors).toEqual(embeddings.vectors);
  });

  it("are seeded from outside: another seed gives another basis of nearly the same space", () => {
    const other = trained(7);
    expect(other.vectors.projection).not.toEqual(embeddings.vectors.projection);
    const likeness = (one: CorpusEmbeddings): number => cosine(one.embedBag(bagOf("thẻ căn cước mất")), one.embedBag(bagOf("thẻ căn cước hỏng")));
    expect(likeness(other)).toBeCloseTo(likeness(embeddings), 1);
  });

  it("are unit vectors of finite numbers, or zeros where no word is known", async () => {
    await fc.assert(
      fc.asyncProperty(anyText, async (text) => {
        const vector = await embeddings.embedQuery(text);
        expect(vector).toHaveLength(4);
        expect(vector.every(Number.isFinite)).toBe(true);
        const length = Math.sqrt(cosine(vector, vector));
        expect(Math.min(Math.abs(length - 1), length)).toBeLessThan(1e-5);
      }),
    );
    expect(await embeddings.embedQuery("")).toEqual([0, 0, 0, 0]);
    expect(await embeddings.embedQuery("lạ hoắc")).toEqual([0, 0, 0, 0]);
  });

  it("bring near what is alike", async () => {
    const [lost, broken, birth] = await embeddings.embedDocuments(["căn cước mất", "căn cước hỏng", "khai sinh cho con"]);
    expect(cosine(lost ?? [], broken ?? [])).toBeGreaterThan(cosine(lost ?? [], birth ?? []) + 0.3);
  });

  it("embed a query as they embed a document", async () => {
    expect(await embeddings.embedQuery("kết hôn")).toEqual((await embeddings.embedDocuments(["kết hôn"]))[0]);
  });

  it("have no more dimensions than the corpus gives", () => {
    expect(trained(1, 500).vectors.dimensions).toBeLessThanOrEqual(texts.length);
  });

  it("have rows that are orthonormal", () => {
    const { projection, dimensions, terms } = embeddings.vectors;
    const column = (d: number): number[] => Array.from({ length: termCount(terms) }, (_, row) => projection[row * dimensions + d] as number);
    for (let a = 0; a < dimensions; a++) for (let b = 0; b <= a; b++) expect(cosine(column(a), column(b))).toBeCloseTo(a === b ? 1 : 0, 4);
  });

  it("stay finite for a corpus in which nothing repeats, and for none", () => {
    for (const bags of [[bagOf("một"), bagOf("hai")], []]) {
      const none = new CorpusEmbeddings(trainCorpusVectors(bags, 4, seededRandom(1)), bagOf);
      expect(none.embedBag(bagOf("một")).every(Number.isFinite)).toBe(true);
    }
  });
});

describe("seededRandom", () => {
  it("gives the same numbers for the same seed, others for another, all in [0, 1)", () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const [a, b, c] = [seededRandom(seed), seededRandom(seed), seededRandom(seed + 1)];
        const first = Array.from({ length: 20 }, a);
        expect(Array.from({ length: 20 }, b)).toEqual(first);
        expect(Array.from({ length: 20 }, c)).not.toEqual(first);
        expect(first.every((number) => number >= 0 && number < 1)).toBe(true);
      }),
    );
  });
});
