import { expect, it } from "vitest";
import { fitRanking, sumOf, type RankedList } from "../../src/evaluation/fit-ranking.js";
import { seededRandom } from "../../src/core/retrieval/seeded-random.js";

const truth = [2, -1, 0];

/** Lists whose right source is the one that the true weights put first. */
function lists(count: number): RankedList[] {
  const random = seededRandom(7);
  return Array.from({ length: count }, () => {
    const rows = Array.from({ length: 5 }, () => truth.map(() => random() * 2 - 1));
    const sums = rows.map((row) => sumOf(row, truth));
    return { rows, right: [sums.indexOf(Math.max(...sums))] };
  });
}

const isRightFirst =
  (weights: readonly number[]) =>
  ({ rows, right }: RankedList): boolean => {
    const sums = rows.map((row) => sumOf(row, weights));
    return right.includes(sums.indexOf(Math.max(...sums)));
  };

it("finds the direction of the weights that made the order", () => {
  const weights = fitRanking(lists(400));
  expect((weights[0] ?? 0) / (weights[1] ?? 1)).toBeCloseTo(-2, 0);
  expect(Math.abs(weights[2] ?? 1)).toBeLessThan(0.1 * (weights[0] ?? 0));
  expect(lists(600).slice(400).filter(isRightFirst(weights)).length).toBeGreaterThan(190);
});

it("weighs nothing where all sources are alike", () => {
  const alike = [{ rows: [[1], [1]], right: [0] }];
  expect(fitRanking(alike)).toEqual([0]);
});

it("counts the leader where several sources are right", () => {
  const either = Array.from({ length: 50 }, () => ({ rows: [[1], [0.9], [0]], right: [0, 1] }));
  expect(fitRanking(either)[0]).toBeGreaterThan(0);
});
