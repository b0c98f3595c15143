import { contestWording } from "../wording/contest.js";
import { trainingWording as wording } from "../wording/training.js";
import type { Choice } from "./command.js";
import { isOn } from "./contests.js";
import { expectationLines, openExpectations } from "./expected-courses.js";
import { nextLesson } from "./lessons.js";
import { countDueToday } from "./reviews.js";
import { say, type TrainingReply, type Work } from "./work.js";

/** What can be done, what is due first. */
export async function showMenu(work: Work): Promise<TrainingReply> {
  const { learner } = work;
  const due = await countDueToday(work);
  const lesson = await nextLesson(work);
  const isUnderWay = work.session.kind === "reading" || work.session.kind === "answering";
  const review: Choice = { label: wording.review(due), command: { kind: "review" } };
  const resume: Choice[] = isUnderWay
    ? [{ label: wording.resume, command: { kind: "continue" } }]
    : lesson === undefined
      ? []
      : [{ label: wording.lessonChoice(lesson.title), command: { kind: "lesson", lessonId: lesson.id } }];
  const expected = await openExpectations(work);
  const choices: Choice[] = [
    ...(due > 0 ? [review] : []),
    ...resume,
    ...expected.slice(0, 1).map(({ course: { id, title } }): Choice => ({ label: wording.examOf(title), command: { kind: "exam", courseId: id } })),
    { label: wording.chooseCourse, command: { kind: "courses" } },
    ...work.parts.catalog.contests
      .filter((contest) => isOn(contest, work.now))
      .map(({ id, title }): Choice => ({ label: contestWording.menuChoice(title), command: { kind: "contest", contestId: id } })),
    { label: wording.exams, command: { kind: "exams" } },
    { label: wording.progress, command: { kind: "progress" } },
    { label: wording.reminder, command: { kind: "reminder" } },
    { label: wording.link, command: { kind: "link" } },
  ];
  return say([...(await expectationLines(work)), wording.due(due), wording.streak(learner.streak.days), wording.menu], choices);
}

/** How far each course has come, and what was passed. */
export async function showProgress(work: Work): Promise<TrainingReply> {
  const { parts, learner } = work;
  const done = new Set((await parts.store.finishedLessons(learner.id)).map(({ lessonId }) => lessonId));
  const exams = await parts.store.exams(learner.id);
  const lines = parts.catalog.courses.flatMap(({ id, title, lessons }) => {
    const count = lessons.filter((lesson) => done.has(lesson.id)).length;
    const results = exams.filter((exam) => exam.courseId === id).flatMap(({ result }) => (result === undefined ? [] : [result]));
    const best = results.find(({ isPassed }) => isPassed) ?? results[0];
    if (count === 0 && best === undefined) return [];
    const exam = best === undefined ? "" : best.isPassed ? wording.examPassedShort(best.right, best.asked) : wording.examFailedShort(best.right, best.asked);
    return [wording.progressLine(title, count, lessons.length, exam)];
  });
  const certificates = exams.flatMap(({ courseId, certificate }) => {
    if (certificate === undefined) return [];
    const { file, verification } = parts.addressesOf(certificate);
    return [wording.certified(parts.catalog.course(courseId)?.title ?? courseId, certificate, file, verification)];
  });
  const due = await countDueToday(work);
  return say(
    [
      wording.progressHead(learner.office?.name),
      ...(lines.length === 0 ? [wording.noProgress] : lines),
      ...(await expectationLines(work)),
      wording.due(due),
      wording.streak(learner.streak.days),
      ...certificates,
    ],
    [{ label: wording.resume, command: { kind: "continue" } }, ...(due > 0 ? [{ label: wording.review(due), command: { kind: "review" } } as const] : [])],
  );
}
