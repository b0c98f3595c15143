import { endOfDayInVietnam } from "../wording/dates.js";
import { trainingWording as wording } from "../wording/training.js";
import type { Run } from "./learner.js";
import { nextLesson, openLesson } from "./lessons.js";
import { beginRun } from "./run-items.js";
import { say, type TrainingReply, type Work } from "./work.js";

/** Most items of one review: five minutes. Whoever was away long finds no flood, but this many a time. */
export const reviewSize = 20;

/** How many items are due today: no more than one review holds. */
export async function countDueToday({ parts, learner, now }: Pick<Work, "parts" | "learner" | "now">): Promise<number> {
  return Math.min(reviewSize, await parts.store.countDue(learner.id, endOfDayInVietnam(now)));
}

/** Puts what is due today. */
export async function beginReview(work: Work): Promise<TrainingReply> {
  const { parts, learner, now } = work;
  const itemIds = await parts.store.dueItems(learner.id, endOfDayInVietnam(now), reviewSize);
  const reply = beginRun(work, { purpose: "review", ofId: "", itemIds });
  if (reply !== undefined) return reply;
  const hasLearned = (await parts.store.finishedLessons(learner.id)).length > 0;
  const lesson = await nextLesson(work);
  if (!hasLearned && lesson !== undefined) {
    const opened = await openLesson(work, lesson.id);
    return { ...opened, text: `${wording.nothingLearned}\n${opened.text}` };
  }
  return say(
    [wording.nothingDue],
    lesson === undefined ? [] : [{ label: wording.lessonChoice(lesson.title), command: { kind: "lesson", lessonId: lesson.id } }],
  );
}

export async function finishReview(work: Work, run: Run, before: readonly string[]): Promise<TrainingReply> {
  const { parts, learner, now } = work;
  const right = run.outcomes.filter(({ isRight }) => isRight).length;
  const answered = new Set(run.outcomes.map(({ itemId }) => itemId));
  // What was answered in this turn is not stored yet.
  const isMore = (await parts.store.dueItems(learner.id, endOfDayInVietnam(now), reviewSize + 1)).some((id) => !answered.has(id));
  return say(
    [...before, wording.reviewDone(right, run.outcomes.length), isMore ? wording.reviewMore : ""],
    [...(isMore ? [{ label: wording.oneMore, command: { kind: "review" } } as const] : []), { label: wording.resume, command: { kind: "continue" } }],
  );
}
