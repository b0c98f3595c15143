import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { buildLanguageModel, LanguageModelReader } from "../../../src/core/retrieval/language-model.js";

const corpus: [string[], number][] = [
  [["thẻ", "căn", "cước"], 1],
  [["thẻ", "bảo", "hiểm"], 1],
  [["làm", "thẻ", "căn", "cước"], 2],
];

const words = ["thẻ", "căn", "cước", "bảo", "hiểm", "làm"];
const texts = fc.array(fc.tuple(fc.array(fc.constantFrom(...words), { maxLength: 6 }), fc.integer({ min: 1, max: 4 })), { minLength: 1, maxLength: 10 });

describe("the language model", () => {
  const reader = new LanguageModelReader(buildLanguageModel(corpus));

  it("counts each text as often as its weight says", () => {
    expect(words.map((word) => reader.count(word))).toEqual([4, 3, 3, 1, 1, 2]);
    expect(reader.count("lạ")).toBe(0);
    expect(reader.model.total).toBe(14);
  });

  it("mixes pairs and single words as worked out by hand", () => {
    // "căn" after "thẻ": 3 of 4 pairs; alone: (3 + 0.1) of (14 + 0.1 × 7 words with the start).
    const single = 3.1 / 14.7;
    expect(reader.logProbability("căn", "thẻ")).toBeCloseTo(Math.log(0.7 * (3 / 4) + 0.3 * single), 10);
    expect(reader.logProbability("căn", "bảo")).toBeCloseTo(Math.log(0.3 * single), 10);
  });

  it("knows how texts begin", () => {
    expect(reader.logProbability("thẻ", undefined)).toBeGreaterThan(reader.logProbability("căn", undefined));
    expect(reader.logProbability("thẻ", undefined)).toBeCloseTo(Math.log(0.7 * (2 / 4) + 0.3 * (4.1 / 14.7)), 10);
  });

  it("finds a pair that was seen likelier than one that was not", () => {
    expect(reader.logProbability("căn", "thẻ")).toBeGreaterThan(reader.logProbability("căn", "làm"));
  });

  it("gives probabilities that are above 0 and together not above 1", () => {
    fc.assert(
      fc.property(texts, fc.option(fc.constantFrom(...words, "lạ"), { nil: undefined }), (list, previous) => {
        const model = new LanguageModelReader(buildLanguageModel(list));
        const probabilities = words.filter((word) => model.count(word) > 0).map((word) => Math.exp(model.logProbability(word, previous)));
        for (const probability of probabilities) expect(probability).toBeGreaterThan(0);
        expect(probabilities.reduce((sum, one) => sum + one, 0)).toBeLessThanOrEqual(1 + 1e-9);
      }),
    );
  });

  it("is the same for a text that counts twice and for one that stands twice", () => {
    fc.assert(
      fc.property(texts, (list) => {
        const repeated = list.flatMap(([tokens, weight]) => Array.from({ length: weight }, (): [string[], number] => [tokens, 1]));
        expect(buildLanguageModel(repeated)).toEqual(buildLanguageModel(list));
      }),
    );
  });

  it("knows nothing of an empty corpus, and says so with finite numbers", () => {
    const empty = new LanguageModelReader(buildLanguageModel([]));
    expect(empty.count("thẻ")).toBe(0);
    expect(Number.isFinite(empty.logProbability("thẻ", undefined))).toBe(true);
  });
});
