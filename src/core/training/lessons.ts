import { trainingWording as wording } from "../wording/training.js";
import type { Choice } from "./command.js";
import type { Course, Lesson } from "./course-schema.js";
import { openExpectations } from "./expected-courses.js";
import type { Run, Session } from "./learner.js";
import { beginRun } from "./run-items.js";
import { say, type TrainingReply, type Work } from "./work.js";

/** The courses, with how far each has come. */
export async function showCourses(work: Work): Promise<TrainingReply> {
  const done = await finishedIds(work);
  const choices = work.parts.catalog.courses.map(({ id, title, lessons }): Choice => ({
    label: wording.courseLine(title, lessons.filter((lesson) => done.has(lesson.id)).length, lessons.length),
    command: { kind: "course", courseId: id },
  }));
  return say([wording.courses], choices);
}

/** The lessons of a course. */
export async function showCourse(work: Work, courseId: string): Promise<TrainingReply> {
  const course = work.parts.catalog.course(courseId);
  if (course === undefined) return showCourses(work);
  const done = await finishedIds(work);
  return say(
    [wording.lessons(course.title, course.summary)],
    course.lessons.map(({ id, title }) => ({ label: wording.lessonLine(title, done.has(id)), command: { kind: "lesson", lessonId: id } })),
  );
}

/** Opens a lesson at its first card. */
export async function openLesson(work: Work, lessonId: string): Promise<TrainingReply> {
  const found = work.parts.catalog.lesson(lessonId);
  if (found === undefined) return showCourses(work);
  return showCard(work, found.lesson, 0);
}

/** Shows the open card once more. */
export function showOpenCard(work: Work, { lessonId, card }: Extract<Session, { kind: "reading" }>): Promise<TrainingReply> {
  const lesson = work.parts.catalog.lesson(lessonId)?.lesson;
  return lesson === undefined ? showCourses(work) : Promise.resolve(showCard(work, lesson, card));
}

/** Goes on to the next card, or to the items after the last. */
export async function turnCard(work: Work, { lessonId, card }: Extract<Session, { kind: "reading" }>): Promise<TrainingReply> {
  const lesson = work.parts.catalog.lesson(lessonId)?.lesson;
  if (lesson === undefined) return showCourses(work);
  if (card + 1 < lesson.cards.length) return showCard(work, lesson, card + 1);
  const itemIds = work.parts.catalog.itemsOf(lesson).map(({ id }) => id);
  const run = beginRun(work, { purpose: "lesson", ofId: lesson.id, itemIds }, [wording.beginItems(itemIds.length)]);
  return run ?? finishLesson(work, { purpose: "lesson", ofId: lesson.id, waiting: [], place: 1, seed: 0, outcomes: [] }, []);
}

function showCard(work: Work, lesson: Lesson, place: number): TrainingReply {
  const card = lesson.cards[Math.min(place, lesson.cards.length - 1)] as Lesson["cards"][number];
  work.set({ session: { kind: "reading", lessonId: lesson.id, card: place } });
  const isLast = place + 1 >= lesson.cards.length;
  return say(
    [wording.cardHead(lesson.title, place + 1, lesson.cards.length), `${card.title}.`, card.text, wording.source(work.parts.catalog.sourcesOf([card.source]))],
    [{ label: isLast ? wording.toItems : wording.next, command: { kind: "continue" } }],
  );
}

/** All items of a lesson were answered. */
export async function finishLesson(work: Work, run: Run, before: readonly string[]): Promise<TrainingReply> {
  const found = work.parts.catalog.lesson(run.ofId);
  if (found === undefined) return showCourses(work);
  const { course, lesson } = found;
  const right = run.outcomes.filter(({ isRight }) => isRight).length;
  work.changes.push({
    kind: "lesson_finished",
    learnerId: work.learner.id,
    courseId: course.id,
    lesson: { lessonId: lesson.id, right, asked: run.outcomes.length },
    at: work.now,
  });
  const done = await finishedIds(work);
  const next = work.parts.catalog.lessonAfter(lesson.id);
  const isCourseDone = course.lessons.every(({ id }) => id === lesson.id || done.has(id));
  const onward: Choice[] = next === undefined ? [] : [{ label: wording.nextLesson(next.title), command: { kind: "lesson", lessonId: next.id } }];
  const exam: Choice[] = isCourseDone ? [{ label: wording.exams, command: { kind: "exam", courseId: course.id } }] : [];
  return say(
    [...before, wording.lessonDone(right, run.outcomes.length), isCourseDone ? wording.courseDone : ""],
    [...exam, ...onward, { label: wording.chooseCourse, command: { kind: "courses" } }],
  );
}

/** The lesson that comes next: of a course that the office waits for, of one that was begun, else of the first that is not finished. */
export async function nextLesson(work: Work): Promise<Lesson | undefined> {
  const done = await finishedIds(work);
  const isDone = ({ id }: Lesson): boolean => done.has(id);
  const unfinished = work.parts.catalog.courses.filter((course: Course) => !course.lessons.every(isDone));
  const expected = (await openExpectations(work)).map(({ course }) => course).find((course) => unfinished.includes(course));
  const course =
    expected ?? unfinished.find(({ lessons }) => lessons.some(isDone)) ?? unfinished.find(({ audience }) => audience === "everyone") ?? unfinished[0];
  return course?.lessons.find((lesson) => !isDone(lesson));
}

/** Lessons that were finished before this turn. */
async function finishedIds({ parts, learner }: Work): Promise<Set<string>> {
  return new Set((await parts.store.finishedLessons(learner.id)).map(({ lessonId }) => lessonId));
}
