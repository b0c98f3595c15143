import { createEmptyCard, fsrs, Rating, type Card, type State } from "ts-fsrs";

/** What FSRS remembers of an item that a learner has answered. */
export interface ItemMemory {
  readonly due: Date;
  readonly stability: number;
  readonly difficulty: number;
  readonly scheduledDays: number;
  readonly reps: number;
  readonly lapses: number;
  readonly state: State;
  readonly lastReview: Date;
}

/**
 * FSRS-6 by days: what is wrong comes back within the same run already, so there are no steps of minutes; and no chance, so that the
 * same history always gives the same day.
 */
const scheduler = fsrs({ enable_fuzz: false, enable_short_term: false });

/** The memory of an item after it was answered. */
export function remember(before: ItemMemory | undefined, isRight: boolean, now: Date): ItemMemory {
  const { card } = scheduler.next(before === undefined ? createEmptyCard(now) : asCard(before), now, isRight ? Rating.Good : Rating.Again);
  const { due, stability, difficulty, scheduled_days: scheduledDays, reps, lapses, state } = card;
  return { due, stability, difficulty, scheduledDays, reps, lapses, state, lastReview: now };
}

function asCard({ scheduledDays, lastReview, ...same }: ItemMemory): Card {
  return { ...createEmptyCard(lastReview), ...same, scheduled_days: scheduledDays, last_review: lastReview };
}
