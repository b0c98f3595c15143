/** One go at the items of a contest, within a time. */
export interface ContestTry {
  readonly id: string;
  readonly contestId: string;
  /** From 1. */
  readonly round: number;
  readonly startedAt: Date;
  /** Nothing counts after it. */
  readonly endsAt: Date;
  /** How many people will get every answer of the round right, as guessed before the first item. */
  readonly guess: number;
  readonly asked: number;
  /** Moves with every answer, so that nothing is lost where somebody never comes back. */
  readonly right: number;
  /** Absent while it is under way, and where its time ran out unseen. */
  readonly finishedAt?: Date | undefined;
}

/** What somebody says of themself in a contest. */
export interface ContestEntry {
  readonly name: string;
  /** Where they work, as typed; or as joined by its code. */
  readonly office?: { readonly name: string; readonly id?: string | undefined } | undefined;
  /** Name and office may stand in the public tables. */
  readonly isPublic: boolean;
  /** Why the organisers have hidden the name there; absent where they have not. */
  readonly hiddenWhy?: string | undefined;
}

/** Somebody's best try of a round. */
export interface RoundResult {
  readonly learnerId: string;
  readonly round: number;
  readonly right: number;
  readonly asked: number;
  /** Whole seconds; of a try that ran out of time, all of it. */
  readonly usedSeconds: number;
  readonly guess: number;
  /** Absent where somebody has not named themself. */
  readonly entry?: ContestEntry | undefined;
}

/** What is stored on contests. What turns change is written with the learner's other changes. */
export interface ContestStore {
  /** Oldest first. */
  triesOf(learnerId: string, contestId: string): Promise<ContestTry[]>;
  tryOf(tryId: string): Promise<ContestTry | undefined>;
  entryOf(learnerId: string, contestId: string): Promise<ContestEntry | undefined>;
  /**
   * The best try of each person in each round: the most right answers, then the shortest time. A try counts once it is finished or its time
   * is over. Of each person's tries in a round only the first `triesPerRound` count: whoever joins two devices has two persons' tries.
   */
  results(contest: { readonly id: string; readonly triesPerRound: number }, now: Date): Promise<RoundResult[]>;
}
