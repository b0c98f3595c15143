import { describe, expect, it } from "vitest";
import { placeOfFirstRight, quantile, rankScoreOf } from "../../../src/evaluation/bench/rank-metrics.js";

describe("placeOfFirstRight", () => {
  it("counts from one and takes the first of several right sources", () => {
    expect(placeOfFirstRight(["a", "b", "c"], ["a"])).toBe(1);
    expect(placeOfFirstRight(["a", "b", "c"], ["c", "b"])).toBe(2);
  });

  it("finds nothing beyond the tenth place, nor where nothing is right", () => {
    const ten = Array.from({ length: 10 }, (_, index) => `x${index}`);
    expect(placeOfFirstRight([...ten, "a"], ["a"])).toBeUndefined();
    expect(placeOfFirstRight([], ["a"])).toBeUndefined();
  });
});

describe("rankScoreOf", () => {
  it("gives percents with one decimal and the mean reciprocal place", () => {
    expect(rankScoreOf([1, 2, 6, undefined])).toEqual({ R1: 25, R5: 50, R10: 75, MRR: 0.417 });
    expect(rankScoreOf([1, undefined, undefined]).R1).toBe(33.3);
  });

  it("is zero without questions", () => {
    expect(rankScoreOf([])).toEqual({ R1: 0, R5: 0, R10: 0, MRR: 0 });
  });
});

describe("quantile", () => {
  it("is the value at the nearest rank, whatever the order", () => {
    const hundred = Array.from({ length: 100 }, (_, index) => 100 - index);
    expect([quantile(hundred, 0.5), quantile(hundred, 0.99), quantile(hundred, 1)]).toEqual([50, 99, 100]);
    expect([quantile([7], 0.5), quantile([7], 0.99), quantile([], 0.5)]).toEqual([7, 7, 0]);
  });
});
