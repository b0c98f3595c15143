import { dayInVietnam } from "../wording/dates.js";
import { trainingWording as wording } from "../wording/training.js";
import type { Item } from "./course-schema.js";
import type { Outcome, Run } from "./learner.js";
import { isRight, keyInWords, putItem, readAnswer, type PutItem } from "./put-item.js";
import { remember } from "./schedule.js";
import { say, type TrainingReply, type Work } from "./work.js";

/** What became of a message while items are being put. */
export type Played =
  | { readonly outcome: "reply"; readonly reply: TrainingReply }
  /** The last item was answered; `before` is what is to be said first. */
  | { readonly outcome: "finished"; readonly run: Run; readonly before: readonly string[] }
  /** The message is no answer to the item. */
  | { readonly outcome: "other" };

/** Puts the first of some items; `undefined` where none of them can be put. */
export function beginRun(
  work: Work,
  { purpose, ofId, itemIds, endsAt }: Pick<Run, "purpose" | "ofId" | "endsAt"> & { itemIds: readonly string[] },
  before: readonly string[] = [],
): TrainingReply | undefined {
  const waiting = itemIds.filter((id) => work.parts.catalog.item(id) !== undefined);
  if (waiting.length === 0) return undefined;
  const run: Run = { purpose, ofId, waiting, place: 1, seed: work.parts.newSeed(), outcomes: [], ...(endsAt !== undefined && { endsAt }) };
  work.set({ session: { kind: "answering", run } });
  return putOpenItem(work, run, before);
}

/** Puts the open item of a run, again if need be. */
export function putOpenItem({ parts, now }: Work, run: Run, before: readonly string[] = []): TrainingReply {
  const open = openItem(parts.catalog.item(run.waiting[0] ?? "")?.item, run);
  const left = run.endsAt === undefined ? "" : wording.timeLeft(Math.max(1, Math.ceil((run.endsAt - now.getTime()) / 60_000)));
  return open === undefined ? say([...before, wording.itemGone]) : say([...before, left, open.put.text], [], open.put.buttons);
}

function openItem(item: Item | undefined, run: Run): { item: Item; put: PutItem } | undefined {
  if (item === undefined) return undefined;
  const total = new Set([...run.outcomes.map(({ itemId }) => itemId), ...run.waiting]).size;
  return { item, put: putItem(item, { place: run.place, ...(run.place <= total && { total }), seed: run.seed + run.place }) };
}

/** Takes a message as the answer to the open item, and puts the next. */
export async function takeAnswer(work: Work, run: Run, message: string): Promise<Played> {
  const open = openItem(work.parts.catalog.item(run.waiting[0] ?? "")?.item, run);
  if (open === undefined) return goOn(work, { ...run, waiting: run.waiting.slice(1) }, [wording.itemGone]);
  const { item, put } = open;
  const reading = readAnswer(item, put.choices, run.place, message);
  if (reading.outcome === "other") return { outcome: "other" };
  if (reading.outcome !== "answer") return { outcome: "reply", reply: putOpenItem(work, run, [wording[reading.outcome]]) };

  const right = isRight(item, reading.given);
  const isFirst = run.outcomes.every(({ itemId }) => itemId !== item.id);
  const comesBack = !right && isFirst && isPractice(run);
  await note(work, run, { item, given: reading.given, right, isFirst });
  const outcomes: readonly Outcome[] = isFirst ? [...run.outcomes, { itemId: item.id, isRight: right }] : run.outcomes;
  const waiting = [...run.waiting.slice(1), ...(comesBack ? [item.id] : [])];
  return goOn(work, { ...run, waiting, outcomes, place: run.place + 1 }, feedbackOn(work, run, { item, put, right, comesBack }));
}

/** Nothing is told before the end of an exam or a try in a contest; a placement is no lesson either. */
function isPractice({ purpose }: Run): boolean {
  return purpose === "lesson" || purpose === "review";
}

function feedbackOn({ parts }: Work, run: Run, { item, put, right, comesBack }: { item: Item; put: PutItem; right: boolean; comesBack: boolean }): string[] {
  if (!isPractice(run)) return [];
  return [
    right ? wording.right : wording.wrong(keyInWords(item, put.choices)),
    item.explanation,
    wording.source(parts.catalog.sourcesOf(item.proof)),
    ...(comesBack ? [wording.comesBack] : []),
    "",
  ];
}

/** Records the answer, moves its next day where it counts as a review, and the streak. */
async function note(
  work: Work,
  { purpose }: Run,
  { item, given, right, isFirst }: { item: Item; given: readonly string[]; right: boolean; isFirst: boolean },
): Promise<void> {
  const { learner, now, parts } = work;
  const counts = isFirst && purpose !== "placement" && purpose !== "contest";
  const memory = counts ? remember(await parts.store.memoryOf(learner.id, item.id), right, now) : undefined;
  work.changes.push({ kind: "answered", learnerId: learner.id, itemId: item.id, purpose, given, isRight: right, at: now, memory });
  work.set({ streak: streakAfter(learner.streak, now) });
}

function streakAfter({ days, lastDay }: { days: number; lastDay: string }, now: Date): { days: number; lastDay: string } {
  const today = dayInVietnam(now);
  const yesterday = dayInVietnam(new Date(now.getTime() - 86_400_000));
  return { days: lastDay === today ? days : lastDay === yesterday ? days + 1 : 1, lastDay: today };
}

function goOn(work: Work, run: Run, before: readonly string[]): Played {
  const waiting = run.waiting.filter((id) => work.parts.catalog.item(id) !== undefined);
  const rest = { ...run, waiting };
  if (waiting.length === 0) {
    work.set({ session: { kind: "none" } });
    return { outcome: "finished", run: rest, before };
  }
  work.set({ session: { kind: "answering", run: rest } });
  return { outcome: "reply", reply: putOpenItem(work, rest, before) };
}
