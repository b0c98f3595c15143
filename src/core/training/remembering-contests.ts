import type { ContestStore, RoundResult } from "./contest-store.js";

/** How old results may be. */
const keepMs = 5_000;

/** The same contests; results are read once in a while, since tables are looked at far more often than they need to change. */
export function rememberingContests(store: ContestStore): ContestStore {
  const kept = new Map<string, { readonly at: number; readonly results: Promise<RoundResult[]> }>();
  return {
    triesOf: (learnerId, contestId) => store.triesOf(learnerId, contestId),
    tryOf: (tryId) => store.tryOf(tryId),
    entryOf: (learnerId, contestId) => store.entryOf(learnerId, contestId),
    results(contest, now) {
      const held = kept.get(contest.id);
      if (held !== undefined && Math.abs(now.getTime() - held.at) < keepMs) return held.results;
      const results = store.results(contest, now);
      kept.set(contest.id, { at: now.getTime(), results });
      results.catch(() => kept.delete(contest.id));
      return results;
    },
  };
}
