import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { best, buildInvertedIndex, InvertedIndexSearcher } from "../../../src/core/retrieval/inverted-index.js";

const parameters = { k1: 0.8, b: 0.45 };
const words = ["an", "bình", "cửa", "dân", "em"];

type Bag = Record<string, number>;

function searcher(bags: readonly Bag[], { k1, b } = parameters): InvertedIndexSearcher {
  return new InvertedIndexSearcher(
    buildInvertedIndex(
      bags.map((bag) => new Map(Object.entries(bag))),
      { k1, b },
    ),
  );
}

function scoresOf(bags: readonly Bag[], query: [string, number][]): number[] {
  return [...searcher(bags).score(query)];
}

const bag = fc.dictionary(fc.constantFrom(...words), fc.integer({ min: 1, max: 9 }), { noNullPrototype: true });
const bags = fc.array(bag, { minLength: 1, maxLength: 12 });
const query = fc.array(fc.tuple(fc.constantFrom(...words, "khác"), fc.double({ min: 0.1, max: 1, noNaN: true })), { minLength: 1, maxLength: 4 });

describe("BM25", () => {
  // Three documents of lengths 3, 2 and 1, so the average is 2. "an" stands in two of them: idf = ln(1 + (3 − 2 + 0.5) / (2 + 0.5)) = ln 1.6.
  const example: Bag[] = [{ an: 2, bình: 1 }, { an: 1, cửa: 1 }, { dân: 1 }];

  it("is as worked out by hand", () => {
    const idf = Math.log(1.6);
    const first = (idf * 2 * 1.8) / (2 + 0.8 * (1 - 0.45 + (0.45 * 3) / 2));
    const second = (idf * 1 * 1.8) / (1 + 0.8 * (1 - 0.45 + (0.45 * 2) / 2));
    const [a, b, c] = scoresOf(example, [["an", 1]]) as [number, number, number];
    expect(a).toBeCloseTo(first, 5);
    expect(a).toBeCloseTo(0.5678, 4);
    expect(b).toBeCloseTo(second, 5);
    expect(b).toBeCloseTo(0.47, 4);
    expect(c).toBe(0);
  });

  it("adds the terms of a question, each by its weight", () => {
    const together = scoresOf(example, [
      ["an", 0.5],
      ["cửa", 1],
    ]);
    const [an, door] = [scoresOf(example, [["an", 1]]), scoresOf(example, [["cửa", 1]])];
    expect(together[1]).toBeCloseTo(0.5 * (an[1] ?? 0) + (door[1] ?? 0), 5);
  });

  it("never falls where a term stands more often in a document and nothing else changes", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 20 }), fc.integer({ min: 0, max: 30 }), (count, more, filler) => {
        // Two documents of one length: what the second has more of the term, the first has of something else.
        const scores = scoresOf([{ an: count, bình: more + filler + 1 }, { an: count + more, bình: filler + 1 }, { cửa: 1 }], [["an", 1]]);
        expect(scores[1]).toBeGreaterThan(scores[0] ?? 0);
      }),
    );
  });

  it("is higher for a rarer term in the same place", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10 }), fc.integer({ min: 1, max: 10 }), (rare, moreOften) => {
        const holding = (term: string, count: number): Bag[] => Array.from({ length: count }, () => ({ [term]: 1 }));
        const all = [{ an: 1, bình: 1 }, ...holding("an", rare), ...holding("bình", rare + moreOften)];
        const index = searcher(all);
        expect(index.idf("an")).toBeGreaterThan(index.idf("bình"));
        expect(index.score([["an", 1]])[0]).toBeGreaterThan(scoresOf(all, [["bình", 1]])[0] ?? 0);
      }),
    );
  });

  it("is 0 for a document that has no term of the question, and never negative", () => {
    fc.assert(
      fc.property(bags, query, (all, asked) => {
        for (const [document, score] of scoresOf(all, asked).entries()) {
          const holds = asked.some(([term]) => term in (all[document] as Bag));
          expect(score > 0).toBe(holds);
          expect(Number.isFinite(score)).toBe(true);
        }
      }),
    );
  });

  it("does not depend on the order of the documents", () => {
    fc.assert(
      fc.property(bags, query, fc.array(fc.nat(), { minLength: 12, maxLength: 12 }), (all, asked, keys) => {
        const order = all.map((_, index) => index).sort((a, b) => (keys[a] ?? 0) - (keys[b] ?? 0));
        const shuffled = scoresOf(
          order.map((index) => all[index] as Bag),
          asked,
        );
        const straight = scoresOf(all, asked);
        for (const [position, index] of order.entries()) expect(shuffled[position]).toBeCloseTo(straight[index] ?? 0, 4);
      }),
    );
  });

  it("never passes the best possible score", () => {
    fc.assert(
      fc.property(bags, query, (all, asked) => {
        const index = searcher(all);
        const possible = index.bestPossible(asked);
        for (const score of index.score(asked)) expect(score).toBeLessThanOrEqual(possible + 1e-4);
      }),
    );
  });

  it("forgets a question before the next", () => {
    const index = searcher(example);
    index.score([["an", 1]]);
    expect([...index.score([["dân", 1]])].map((score) => score > 0)).toEqual([false, false, true]);
  });

  it("is empty and finite over no documents, and over empty ones", () => {
    expect(scoresOf([], [["an", 1]])).toEqual([]);
    expect(scoresOf([{}, {}], [["an", 1]])).toEqual([0, 0]);
  });
});

describe("the inverted index", () => {
  it("contains a term in a document where its bag holds it, and nowhere else", () => {
    fc.assert(
      fc.property(bags, fc.constantFrom(...words, "khác"), (all, term) => {
        const index = searcher(all);
        for (const [document, own] of all.entries()) expect(index.contains(document, term)).toBe(term in own);
        expect(index.has(term)).toBe(all.some((own) => term in own));
      }),
    );
  });

  it("counts a term that no document has as the rarest", () => {
    fc.assert(
      fc.property(bags, (all) => {
        const index = searcher(all);
        for (const term of words.filter((word) => index.has(word))) expect(index.idf("khác")).toBeGreaterThan(index.idf(term));
      }),
    );
  });
});

describe("best", () => {
  it("gives the highest positive scores, best first, equal ones in the order of the documents", () => {
    expect(best(Float32Array.of(1, 3, 0, 3, 2), 3)).toEqual([
      { document: 1, score: 3 },
      { document: 3, score: 3 },
      { document: 4, score: 2 },
    ]);
  });

  it("is the head of a full sort", () => {
    const score = fc.integer({ min: -2, max: 6 });
    fc.assert(
      fc.property(fc.array(score, { maxLength: 30 }), fc.integer({ min: 1, max: 12 }), (list, count) => {
        const sorted = list
          .map((one, document) => ({ document, score: one }))
          .filter((one) => one.score > 0)
          .sort((a, b) => b.score - a.score || a.document - b.document);
        expect(best(Float32Array.from(list), count)).toEqual(sorted.slice(0, count));
      }),
    );
  });
});
