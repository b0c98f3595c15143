import { dayInVietnam } from "../wording/dates.js";
import type { ExpectedCourse } from "./learner.js";

/** How somebody stands with a course that is expected of them. */
export type CourseStanding = "passed" | "passed_late" | "open" | "late";

/** @param passedAt when the exam was passed for the first time. */
export function courseStanding({ dueOn }: ExpectedCourse, passedAt: Date | undefined, now: Date): CourseStanding {
  if (passedAt === undefined) return dayInVietnam(now) > dueOn ? "late" : "open";
  return dayInVietnam(passedAt) > dueOn ? "passed_late" : "passed";
}

/** The standings of one person, by the courses in their order. */
export type PersonStandings = readonly { readonly course: ExpectedCourse; readonly standing: CourseStanding }[];

interface Pass {
  readonly learnerId: string;
  readonly courseId: string;
  readonly at: Date;
}

/** Looks up the standings of people. @returns a function of a learner; of nobody, for who has not come. */
export function standingsOf(expected: readonly ExpectedCourse[], passes: readonly Pass[], now: Date): (learnerId: string | undefined) => PersonStandings {
  const passedAt = new Map(passes.map(({ learnerId, courseId, at }) => [`${learnerId} ${courseId}`, at]));
  return (learnerId) => expected.map((course) => ({ course, standing: courseStanding(course, passedAt.get(`${learnerId ?? ""} ${course.courseId}`), now) }));
}
