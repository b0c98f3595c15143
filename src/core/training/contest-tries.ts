import { contestWording as wording } from "../wording/contest.js";
import { trainingWording } from "../wording/training.js";
import { lessonsOfContest } from "./check-contests.js";
import { phaseOf } from "./contest-calendar.js";
import { askEntryName } from "./contest-entries.js";
import { currentResults, resultOf } from "./contest-results.js";
import type { Contest } from "./contest-schema.js";
import type { ContestTry } from "./contest-store.js";
import { ownStanding, showContest, triesLeft } from "./contests.js";
import { drawFrom } from "./draw-items.js";
import type { Run, Session } from "./learner.js";
import { beginRun } from "./run-items.js";
import { say, type TrainingReply, type Work } from "./work.js";

const mostGuessed = 1_000_000;

/** Asks for the guess that decides among equals; the clock does not run yet. */
export async function askGuess(work: Work, contestId: string): Promise<TrainingReply> {
  const contest = work.parts.catalog.contest(contestId);
  if (contest === undefined) return say([wording.unknown]);
  if (phaseOf(contest, work.now).kind !== "open") return showContest(work, contestId);
  if ((await triesLeft(work, contest)) === 0) return say([wording.noTryLeft], [{ label: wording.back, command: { kind: "contest", contestId } }]);
  work.set({ session: { kind: "guessing", contestId } });
  return say([wording.askGuess]);
}

/** Takes a number as the guess; `undefined` where the message is none. */
export function takeGuess(work: Work, { contestId }: Extract<Session, { kind: "guessing" }>, message: string): TrainingReply | undefined {
  const digits = /^\s*(?:\p{L}+\s+){0,3}(\d[\d.,\s]*?)\s*(?:người)?\s*\.?\s*$/u.exec(message.normalize("NFC"))?.[1];
  const contest = work.parts.catalog.contest(contestId);
  if (digits === undefined || contest === undefined) return undefined;
  const guess = Number(digits.replace(/[.,\s]/gu, ""));
  if (guess > mostGuessed) return say([wording.badGuess]);
  work.set({ session: { kind: "guessing", contestId, guess } });
  return showGuess(contest, guess);
}

function showGuess({ id: contestId, itemsPerTry, minutesPerTry }: Contest, guess: number): TrainingReply {
  return say(
    [wording.guessed(guess.toLocaleString("vi-VN"), itemsPerTry, minutesPerTry)],
    [
      { label: wording.start, command: { kind: "start_try" } },
      { label: wording.guessAgain, command: { kind: "contest_guess", contestId } },
      { label: trainingWording.notNow, command: { kind: "contest", contestId } },
    ],
  );
}

/** Where somebody stands before the clock starts, once more. */
export async function askGuessAgain(work: Work, { contestId, guess }: Extract<Session, { kind: "guessing" }>): Promise<TrainingReply> {
  const contest = work.parts.catalog.contest(contestId);
  return guess === undefined || contest === undefined ? askGuess(work, contestId) : showGuess(contest, guess);
}

/** Starts the clock, and puts the first item. Items are drawn from all lessons alike. */
export async function startTry(work: Work): Promise<TrainingReply | undefined> {
  const { parts, session, now, learner } = work;
  if (session.kind !== "guessing" || session.guess === undefined) return undefined;
  const { contestId, guess } = session;
  const contest = parts.catalog.contest(contestId);
  const phase = contest === undefined ? undefined : phaseOf(contest, now);
  work.set({ session: { kind: "none" } });
  if (contest === undefined || phase?.kind !== "open") return say([wording.notOpen], [{ label: wording.back, command: { kind: "contest", contestId } }]);
  if ((await triesLeft(work, contest)) === 0) return say([wording.noTryLeft], [{ label: wording.back, command: { kind: "contest", contestId } }]);
  const groups = lessonsOfContest(contest, parts.catalog.courses).map((lesson) => parts.catalog.itemsOf(lesson).map(({ id }) => id));
  const itemIds = drawFrom(groups, contest.itemsPerTry, parts.newSeed());
  const endsAt = Math.min(now.getTime() + contest.minutesPerTry * 60_000, phase.round.end.getTime());
  const id = parts.newId();
  const reply = beginRun(work, { purpose: "contest", ofId: id, itemIds, endsAt });
  if (reply === undefined) return showContest(work, contestId);
  const contestTry: ContestTry = { id, contestId, round: phase.number, startedAt: now, endsAt: new Date(endsAt), guess, asked: itemIds.length, right: 0 };
  work.changes.push({ kind: "contest_try_started", learnerId: learner.id, contestTry });
  return reply;
}

/** Keeps what was right so far: it counts even if nobody comes back before the time is over. */
export function markTry(work: Work, before: Run): void {
  if (before.purpose !== "contest" || work.session.kind !== "answering") return;
  const { run } = work.session;
  if (run.outcomes.length > before.outcomes.length) work.changes.push({ kind: "contest_try_marked", tryId: run.ofId, ...marksOf(run) });
}

function marksOf({ outcomes, waiting }: Run): { right: number; asked: number } {
  return { right: outcomes.filter(({ isRight }) => isRight).length, asked: outcomes.length + waiting.length };
}

/** Ends a try for good, tells what it came to, and asks once who it was. */
export async function finishTry(work: Work, run: Run, before: readonly string[]): Promise<TrainingReply> {
  const { parts, learner, now } = work;
  const contestTry = await parts.contests.tryOf(run.ofId);
  const contest = contestTry && parts.catalog.contest(contestTry.contestId);
  if (contestTry === undefined || contest === undefined) return say([...before, wording.unknown]);
  const finishedAt = new Date(Math.min(now.getTime(), contestTry.endsAt.getTime()));
  const finished = { ...contestTry, ...marksOf(run), finishedAt };
  const { id, right, asked, round } = finished;
  work.changes.push({ kind: "contest_try_marked", tryId: id, right, asked, finishedAt });
  const results = await currentResults(work, contest, finished);
  const left = await triesLeft(work, contest);
  const said = [
    ...before,
    wording.tryDone(right, asked, wording.duration(resultOf(finished, learner.id).usedSeconds)),
    ...ownStanding(contest, results, { learnerId: learner.id, stretch: round, now }),
    ...(phaseOf(contest, now).kind === "open" ? [wording.triesLeft(left)] : []),
  ];
  if ((await parts.contests.entryOf(learner.id, contest.id)) === undefined) return askEntryName(work, contest.id, said);
  return say(said, [
    ...(left > 0 ? [{ label: wording.enter, command: { kind: "contest_guess", contestId: contest.id } } as const] : []),
    { label: wording.people, command: { kind: "contest_table", contestId: contest.id, by: "people", stretch: round } },
    { label: wording.back, command: { kind: "contest", contestId: contest.id } },
  ]);
}
