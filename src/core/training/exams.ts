import { dayInVietnam } from "../wording/dates.js";
import { trainingWording as wording } from "../wording/training.js";
import { askName } from "./certificates.js";
import type { Choice } from "./command.js";
import { drawFrom } from "./draw-items.js";
import type { Exam, Run } from "./learner.js";
import { beginRun } from "./run-items.js";
import { say, type TrainingReply, type Work } from "./work.js";

/** Most items of an exam; a smaller course has what it has. */
const examSize = 20;
/** Time for an item: twice what reading and choosing take. */
const minutesPerItem = 1;
/** Share of right answers from which an exam is passed. */
export const passMark = 0.8;

export async function showExams(work: Work): Promise<TrainingReply> {
  const exams = await work.parts.store.exams(work.learner.id);
  const isPassed = (courseId: string): boolean => exams.some((exam) => exam.courseId === courseId && exam.result?.isPassed === true);
  return say(
    [wording.chooseExam],
    work.parts.catalog.courses.map(({ id, title }): Choice => ({ label: wording.examLine(title, isPassed(id)), command: { kind: "exam", courseId: id } })),
  );
}

/** Tells the rules before the clock starts. */
export async function proposeExam(work: Work, courseId: string): Promise<TrainingReply> {
  const course = work.parts.catalog.course(courseId);
  if (course === undefined) return showExams(work);
  if (await wasTakenToday(work, courseId)) return say([wording.examTakenToday], [{ label: wording.review(0), command: { kind: "review" } }]);
  const count = Math.min(examSize, groupsOf(work, courseId).flat().length);
  return say(
    [wording.examRules(course.title, count, count * minutesPerItem)],
    [
      { label: wording.startExam, command: { kind: "start_exam", courseId } },
      { label: wording.notNow, command: { kind: "menu" } },
    ],
  );
}

/** Starts the clock, and puts the first item. Items are drawn from all lessons alike. */
export async function startExam(work: Work, courseId: string): Promise<TrainingReply> {
  if (work.parts.catalog.course(courseId) === undefined || (await wasTakenToday(work, courseId))) return proposeExam(work, courseId);
  const itemIds = drawFrom(groupsOf(work, courseId), examSize, work.parts.newSeed());
  const exam: Exam = { id: work.parts.newId(), courseId, startedAt: work.now };
  const endsAt = work.now.getTime() + itemIds.length * minutesPerItem * 60_000;
  const reply = beginRun(work, { purpose: "exam", ofId: exam.id, itemIds, endsAt });
  if (reply === undefined) return showExams(work);
  work.changes.push({ kind: "exam_started", learnerId: work.learner.id, exam });
  return reply;
}

export function isTimeOver({ endsAt }: Run, now: Date): boolean {
  return endsAt !== undefined && now.getTime() > endsAt;
}

/** Marks an exam; what was not answered is wrong. */
export function finishExam(work: Work, run: Run, before: readonly string[]): TrainingReply {
  const { catalog } = work.parts;
  const right = run.outcomes.filter(({ isRight }) => isRight).length;
  const asked = run.outcomes.length + run.waiting.length;
  const isPassed = right >= passMark * asked;
  work.changes.push({ kind: "exam_finished", examId: run.ofId, right, asked, isPassed, at: work.now });
  if (isPassed) return askName(work, run.ofId, [...before, wording.examPassed(right, asked)]);
  work.set({ session: { kind: "none" } });
  const weak = [...new Set(run.outcomes.filter((outcome) => !outcome.isRight).map(({ itemId }) => catalog.item(itemId)?.lesson))].flatMap((lesson) =>
    lesson === undefined ? [] : [lesson],
  );
  return say(
    [...before, wording.examFailed(right, asked), wording.weakLessons(weak.slice(0, 3).map(({ title }) => title))],
    weak.slice(0, 3).map(({ id, title }) => ({ label: wording.lessonChoice(title), command: { kind: "lesson", lessonId: id } })),
  );
}

async function wasTakenToday({ parts, learner, now }: Work, courseId: string): Promise<boolean> {
  return (await parts.store.exams(learner.id)).some((exam) => exam.courseId === courseId && dayInVietnam(exam.startedAt) === dayInVietnam(now));
}

function groupsOf({ parts: { catalog } }: Work, courseId: string): string[][] {
  return (catalog.course(courseId)?.lessons ?? []).map((lesson) => catalog.itemsOf(lesson).map(({ id }) => id));
}
