import { contestWording as wording } from "../wording/contest.js";
import type { Contest, Round } from "./contest-schema.js";

/** Where a contest stands at a moment. Rounds are numbered from 1. */
export type ContestPhase =
  | { readonly kind: "upcoming"; readonly next: Round }
  | { readonly kind: "open"; readonly number: number; readonly round: Round }
  /** Between two rounds. */
  | { readonly kind: "paused"; readonly next: Round }
  | { readonly kind: "finished" };

export function phaseOf({ rounds }: Contest, now: Date): ContestPhase {
  const index = rounds.findIndex(({ end }) => now < end);
  const round = rounds[index];
  if (round === undefined) return { kind: "finished" };
  if (now >= round.start) return { kind: "open", number: index + 1, round };
  return { kind: index === 0 ? "upcoming" : "paused", next: round };
}

/** A round by its number, or the whole contest. */
export type Stretch = number | "all";

export function stretchInWords(stretch: Stretch): string {
  return stretch === "all" ? wording.whole : wording.round(stretch);
}

/** The round that is open, or was the last to be; the whole contest once it is over; the first before it begins. */
export function currentStretch(contest: Contest, now: Date): Stretch {
  if (phaseOf(contest, now).kind === "finished") return "all";
  return Math.max(1, contest.rounds.filter(({ start }) => start <= now).length);
}

/** Whether nobody can add to the results of a stretch any more. */
export function isClosed({ rounds }: Contest, stretch: Stretch, now: Date): boolean {
  const last = stretch === "all" ? rounds.at(-1) : rounds[stretch - 1];
  return last !== undefined && last.end <= now;
}
