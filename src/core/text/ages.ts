import { normalise } from "./normalise.js";

/** Ages from `from` up to, but not including, `below`. */
export interface AgeRange {
  from: number;
  below: number;
}

/** The ages that a name speaks of: "dưới 6 tuổi", "từ đủ 6 tuổi đến dưới 14 tuổi", "từ đủ 14 tuổi trở lên". */
export function ageRangeOf(title: string): AgeRange | undefined {
  const plain = normalise(title);
  const between = /từ (?:đủ )?(\d+)(?: tuổi)? đến (?:dưới )?(\d+) tuổi/u.exec(plain);
  if (between !== null) return { from: Number(between[1]), below: Number(between[2]) };
  const from = /từ (?:đủ )?(\d+) tuổi/u.exec(plain);
  if (from !== null) return { from: Number(from[1]), below: Number.POSITIVE_INFINITY };
  const below = /dưới (\d+) tuổi/u.exec(plain);
  return below === null ? undefined : { from: 0, below: Number(below[1]) };
}

/** Any age from which papers for adults are meant. */
const grownUp = 18;

/** Ages that a question gives in years: "cháu 8 tuổi", "con 5t"; "người lớn" is grown up. */
export function agesIn(text: string): number[] {
  const adult = /người lớn(?! tuổi)/u.test(text) ? [grownUp] : [];
  return [...adult, ...Array.from(text.matchAll(/(?<![\d./])(\d{1,3}) ?(?:tuổi|t)(?!\p{L})/gu), ([, age]) => Number(age))];
}
