import { dayInVietnam } from "../wording/dates.js";
import { trainingWording as wording } from "../wording/training.js";
import type { Course } from "./course-schema.js";
import type { Work } from "./work.js";

/** A course that the learner's office expects and the learner has not passed. */
export interface Expectation {
  readonly course: Course;
  /** The last day, `YYYY-MM-DD`, in Vietnam. */
  readonly dueOn: string;
  readonly isLate: boolean;
}

/** What the learner's office still waits for, the earliest day first. */
export async function openExpectations({ parts, learner, now }: Work): Promise<Expectation[]> {
  const { office } = learner;
  if (office === undefined) return [];
  const [expected, exams] = [await parts.store.expectedCourses(office.id), await parts.store.exams(learner.id)];
  const passed = new Set(exams.filter(({ result }) => result?.isPassed === true).map(({ courseId }) => courseId));
  return expected.flatMap(({ courseId, dueOn }) => {
    const course = parts.catalog.course(courseId);
    return course === undefined || passed.has(courseId) ? [] : [{ course, dueOn, isLate: dayInVietnam(now) > dueOn }];
  });
}

/** The same in words. */
export async function expectationLines(work: Work): Promise<string[]> {
  return (await openExpectations(work)).map(({ course, dueOn, isLate }) => wording.expected(course.title, dueOn, isLate));
}
