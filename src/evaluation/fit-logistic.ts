/** Strength of the pull of all weights towards zero: the examples are few and alike. */
const ridge = 0.01;
const rounds = 4000;
const step = 0.5;

/** Logistic regression by gradient descent with an L2 penalty. Rows of numbers between 0 and 1. */
export function fitLogistic(rows: readonly (readonly number[])[], labels: readonly boolean[]): { intercept: number; weights: number[] } {
  const size = rows[0]?.length ?? 0;
  let intercept = 0;
  const weights = new Array<number>(size).fill(0);
  for (let round = 0; round < rounds; round++) {
    const gradient = new Array<number>(size).fill(0);
    let interceptGradient = 0;
    for (const [i, row] of rows.entries()) {
      const sum = row.reduce((total, value, j) => total + value * (weights[j] ?? 0), intercept);
      const error = 1 / (1 + Math.exp(-sum)) - (labels[i] === true ? 1 : 0);
      interceptGradient += error;
      for (const [j, value] of row.entries()) gradient[j] = (gradient[j] ?? 0) + error * value;
    }
    intercept -= (step * interceptGradient) / rows.length;
    for (const [j, value] of gradient.entries()) weights[j] = (weights[j] ?? 0) - step * (value / rows.length + (ridge / 10) * (weights[j] ?? 0));
  }
  return { intercept, weights };
}
