import type { Contest } from "./contest-schema.js";
import type { ContestEntry, ContestTry, RoundResult } from "./contest-store.js";
import type { Work } from "./work.js";

/** The results of all, with the learner's own as they stand at the end of this turn. @param unsaved a try that this turn ends. */
export async function currentResults({ parts, learner, now }: Work, contest: Contest, unsaved?: ContestTry): Promise<RoundResult[]> {
  const tries = (await parts.contests.triesOf(learner.id, contest.id)).map((one) => (one.id === unsaved?.id ? unsaved : one));
  const entry = await parts.contests.entryOf(learner.id, contest.id);
  const own = countedTries(tries, contest.triesPerRound)
    .filter(({ endsAt, finishedAt = endsAt }) => finishedAt <= now)
    .map((one) => resultOf(one, learner.id, entry));
  return own.reduce(withResult, await parts.contests.results(contest, now));
}

/** Of each round the first tries, so many as are allowed. @param tries of one person, oldest first. */
export function countedTries<T extends ContestTry>(tries: readonly T[], triesPerRound: number): T[] {
  return tries.filter((one, index) => tries.slice(0, index).filter(({ round }) => round === one.round).length < triesPerRound);
}

export function resultOf(
  { round, startedAt, endsAt, finishedAt = endsAt, right, asked, guess }: ContestTry,
  learnerId: string,
  entry?: ContestEntry,
): RoundResult {
  return { learnerId, round, right, asked, guess, usedSeconds: Math.ceil((finishedAt.getTime() - startedAt.getTime()) / 1000), entry };
}

/** The results with another, where it is better than the same person's of the same round. */
export function withResult(results: readonly RoundResult[], own: RoundResult): RoundResult[] {
  const isOwn = ({ learnerId, round }: RoundResult): boolean => learnerId === own.learnerId && round === own.round;
  const before = results.find(isOwn);
  const isBetter = before === undefined || own.right > before.right || (own.right === before.right && own.usedSeconds < before.usedSeconds);
  return isBetter ? [...results.filter((result) => !isOwn(result)), own] : [...results];
}
