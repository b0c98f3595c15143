import { solve } from "./fit-logistic.js";

/** Strength of the pull of all weights towards zero. */
const ridge = 0.3;
const rounds = 30;

/** The features of each source found for a question, and the places of those that may come first. */
export interface RankedList {
  rows: readonly (readonly number[])[];
  /** At least one. */
  right: readonly number[];
}

/** The weighted sum of a row. */
export function sumOf(row: readonly number[], weights: readonly number[]): number {
  return row.reduce((sum, value, j) => sum + value * (weights[j] ?? 0), 0);
}

/**
 * Conditional logit (McFadden 1974), also called a listwise softmax: the weights under which a right source of each question most
 * likely has the highest sum. With an L2 penalty, by Newton's method. Where several sources are right, the one that leads so far counts.
 */
export function fitRanking(lists: readonly RankedList[]): number[] {
  const size = lists[0]?.rows[0]?.length ?? 0;
  let weights = new Array<number>(size).fill(0);
  for (let round = 0; round < rounds; round++) {
    const gradient = weights.map((weight) => -ridge * weight);
    const hessian = weights.map((_, j) => weights.map((_, k) => (j === k ? ridge : 0)));
    for (const list of lists) addTo(gradient, hessian, list, weights);
    const step = solve(hessian, gradient);
    weights = weights.map((weight, j) => weight + (step[j] ?? 0));
    if (Math.max(...step.map(Math.abs)) < 1e-6) break;
  }
  return weights;
}

/** Adds one question's part of the gradient, and of the negative Hessian, of the log likelihood. */
function addTo(gradient: number[], hessian: number[][], { rows, right }: RankedList, weights: readonly number[]): void {
  const sums = rows.map((row) => sumOf(row, weights));
  const leader = right.reduce((best, place) => ((sums[place] ?? 0) > (sums[best] ?? 0) ? place : best));
  const top = Math.max(...sums);
  const exponentials = sums.map((sum) => Math.exp(sum - top));
  const total = exponentials.reduce((a, b) => a + b, 0);
  const shares = exponentials.map((value) => value / total);
  const mean = weights.map((_, j) => rows.reduce((sum, row, i) => sum + (shares[i] ?? 0) * (row[j] ?? 0), 0));
  for (const [j, value] of mean.entries()) gradient[j] = (gradient[j] ?? 0) + (rows[leader]?.[j] ?? 0) - value;
  for (const [i, row] of rows.entries())
    for (const [j, meanOfJ] of mean.entries()) {
      const line = hessian[j] as number[];
      for (const [k, meanOfK] of mean.entries()) line[k] = (line[k] ?? 0) + (shares[i] ?? 0) * ((row[j] ?? 0) - meanOfJ) * ((row[k] ?? 0) - meanOfK);
    }
}
