/** How deep a list of results is read: what stands lower counts as not found. */
export const depth = 10;

/** Quality of rankings over many questions. */
export interface RankScore {
  /** Share of questions with a right source first, among the first five, among the first ten; in percent, one decimal. */
  R1: number;
  R5: number;
  R10: number;
  /** Mean of 1 ÷ the place of the first right source, 0 where none is among the first ten. */
  MRR: number;
}

/** The place of the first right source, from 1; undefined where it is not among the first ten. */
export function placeOfFirstRight(found: readonly string[], right: readonly string[]): number | undefined {
  const index = found.slice(0, depth).findIndex((id) => right.includes(id));
  return index < 0 ? undefined : index + 1;
}

export function rankScoreOf(places: readonly (number | undefined)[]): RankScore {
  const count = Math.max(1, places.length);
  const within = (limit: number): number => round((100 * places.filter((place) => place !== undefined && place <= limit).length) / count, 1);
  const reciprocal = places.reduce((sum: number, place) => sum + (place === undefined ? 0 : 1 / place), 0);
  return { R1: within(1), R5: within(5), R10: within(depth), MRR: round(reciprocal / count, 3) };
}

/** The value below which a share of the values lies (nearest rank); 0 where there are none. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0;
}

export function round(value: number, decimals: number): number {
  return Number(value.toFixed(decimals));
}
