import { seededRandom } from "../retrieval/seeded-random.js";

/** The values in an order that the seed alone decides (Fisher–Yates). */
export function shuffled<T>(values: readonly T[], seed: number): T[] {
  const random = seededRandom(seed);
  const order = [...values];
  for (let last = order.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    [order[last], order[other]] = [order[other] as T, order[last] as T];
  }
  return order;
}

/** Up to `count` values, of each group nearly the same number, in an order that the seed alone decides. */
export function drawFrom<T>(groups: readonly (readonly T[])[], count: number, seed: number): T[] {
  const mixed = groups.map((group, index) => shuffled(group, seed + index + 1));
  const rounds = Math.max(0, ...mixed.map((group) => group.length));
  const inTurns = Array.from({ length: rounds }, (_, round) =>
    shuffled(
      mixed.flatMap((group) => group.slice(round, round + 1)),
      seed + round,
    ),
  );
  return shuffled(inTurns.flat().slice(0, count), seed);
}
