import type { ContestEntry, ContestStore, ContestTry, RoundResult } from "../../src/core/training/contest-store.js";
import type { TrainingChange } from "../../src/core/training/learner.js";

/** Contests in memory. */
export class MemoryContests implements ContestStore {
  readonly tries: (ContestTry & { readonly learnerId: string })[] = [];
  readonly entries = new Map<string, ContestEntry>();

  triesOf(learnerId: string, contestId: string): Promise<ContestTry[]> {
    return Promise.resolve(this.tries.filter((one) => one.learnerId === learnerId && one.contestId === contestId));
  }
  tryOf(tryId: string): Promise<ContestTry | undefined> {
    return Promise.resolve(this.tries.find(({ id }) => id === tryId));
  }
  entryOf(learnerId: string, contestId: string): Promise<ContestEntry | undefined> {
    return Promise.resolve(this.entries.get(`${contestId} ${learnerId}`));
  }
  results({ id, triesPerRound }: { id: string; triesPerRound: number }, now: Date): Promise<RoundResult[]> {
    const best = new Map<string, RoundResult>();
    const begun = new Map<string, number>();
    for (const { learnerId, contestId, round, startedAt, endsAt, finishedAt = endsAt, right, asked, guess } of this.tries) {
      if (contestId !== id) continue;
      const key = `${learnerId} ${round}`;
      begun.set(key, (begun.get(key) ?? 0) + 1);
      if ((begun.get(key) ?? 0) > triesPerRound || finishedAt > now) continue;
      const usedSeconds = Math.ceil((finishedAt.getTime() - startedAt.getTime()) / 1000);
      const before = best.get(key);
      if (before !== undefined && (before.right > right || (before.right === right && before.usedSeconds <= usedSeconds))) continue;
      best.set(key, { learnerId, round, right, asked, usedSeconds, guess, entry: this.entries.get(`${id} ${learnerId}`) });
    }
    return Promise.resolve([...best.values()]);
  }

  apply(change: TrainingChange): void {
    if (change.kind === "contest_try_started") this.tries.push({ ...change.contestTry, learnerId: change.learnerId });
    if (change.kind === "contest_try_marked") {
      const place = this.tries.findIndex(({ id, finishedAt }) => id === change.tryId && finishedAt === undefined);
      const { right, asked, finishedAt } = change;
      const before = this.tries[place];
      if (before !== undefined) this.tries[place] = { ...before, right, asked, finishedAt };
    }
    if (change.kind === "contest_entered") {
      const key = `${change.contestId} ${change.learnerId}`;
      if (change.entry === undefined) this.entries.delete(key);
      else this.entries.set(key, change.entry);
    }
  }
}
