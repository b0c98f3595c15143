/** Strength of the pull of all weights towards zero: the examples are few and alike. */
const ridge = 1;
const rounds = 30;

/**
 * Logistic regression with an L2 penalty by Newton's method (iteratively reweighted least squares). Converges in some ten rounds.
 * @param importance weight of each example.
 */
export function fitLogistic(
  rows: readonly (readonly number[])[],
  labels: readonly boolean[],
  importance: readonly number[],
): { intercept: number; weights: number[] } {
  const inputs = rows.map((row) => [1, ...row]);
  const size = inputs[0]?.length ?? 1;
  let weights = new Array<number>(size).fill(0);
  for (let round = 0; round < rounds; round++) {
    const gradient = weights.map((weight, j) => (j === 0 ? 0 : -ridge * weight));
    const hessian = weights.map((_, j) => weights.map((_, k) => (j === k ? (j === 0 ? 1e-6 : ridge) : 0)));
    for (const [i, input] of inputs.entries()) {
      const probability = 1 / (1 + Math.exp(-dot(input, weights)));
      const error = (importance[i] ?? 1) * ((labels[i] === true ? 1 : 0) - probability);
      const curvature = (importance[i] ?? 1) * probability * (1 - probability);
      for (const [j, value] of input.entries()) {
        gradient[j] = (gradient[j] ?? 0) + error * value;
        const row = hessian[j] as number[];
        for (const [k, other] of input.entries()) row[k] = (row[k] ?? 0) + curvature * value * other;
      }
    }
    const step = solve(hessian, gradient);
    weights = weights.map((weight, j) => weight + (step[j] ?? 0));
    if (Math.max(...step.map(Math.abs)) < 1e-6) break;
  }
  const [intercept = 0, ...rest] = weights;
  return { intercept, weights: rest };
}

/** Solves a small positive definite system by Gaussian elimination with pivoting. */
export function solve(matrix: readonly (readonly number[])[], right: readonly number[]): number[] {
  const rows = matrix.map((row, i) => [...row, right[i] ?? 0]);
  const size = rows.length;
  for (let column = 0; column < size; column++) {
    const pivot = rows.slice(column).reduce((best, row, i) => (Math.abs(row[column] ?? 0) > Math.abs(rows[best]?.[column] ?? 0) ? column + i : best), column);
    [rows[column], rows[pivot]] = [rows[pivot] as number[], rows[column] as number[]];
    const top = rows[column] as number[];
    for (const row of rows.slice(column + 1)) {
      const factor = (row[column] ?? 0) / (top[column] ?? 1);
      for (let k = column; k <= size; k++) row[k] = (row[k] ?? 0) - factor * (top[k] ?? 0);
    }
  }
  const solution = new Array<number>(size).fill(0);
  for (let i = size - 1; i >= 0; i--) {
    const row = rows[i] as number[];
    const known = solution.slice(i + 1).reduce((sum, value, k) => sum + value * (row[i + 1 + k] ?? 0), 0);
    solution[i] = ((row[size] ?? 0) - known) / (row[i] ?? 1);
  }
  return solution;
}

function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, i) => sum + value * (b[i] ?? 0), 0);
}
