import { typings, type Typing } from "../typing.js";
import type { MethodResult, QueryOutcome } from "./measure-method.js";
import { quantile, rankScoreOf, round, type RankScore } from "./rank-metrics.js";
import type { MethodName } from "./search-methods.js";

/** One line of the benchmark on a foreign corpus. The names and their order are an interface. */
export interface RetrievalLine extends RankScore {
  method: MethodName;
  typing: Typing;
  p50Ms: number;
  p99Ms: number;
  buildMs: number;
  rssMb: number;
}

/** One line for each way of typing. */
export function retrievalLines(method: MethodName, { outcomes, buildMs, rssMb }: MethodResult): RetrievalLine[] {
  return typings.map((typing) => ({ method, typing, ...scoreWithTimes(outcomes.filter((outcome) => outcome.typing === typing)), buildMs, rssMb }));
}

export function scoreWithTimes(outcomes: readonly QueryOutcome[]): RankScore & { p50Ms: number; p99Ms: number } {
  const times = outcomes.map(({ ms }) => ms);
  return { ...rankScoreOf(outcomes.map(({ place }) => place)), p50Ms: round(quantile(times, 0.5), 2), p99Ms: round(quantile(times, 0.99), 2) };
}
