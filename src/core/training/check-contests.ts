import type { Contest, Round } from "./contest-schema.js";
import type { Course, Lesson } from "./course-schema.js";

/** Something wrong with a contest, and where: the file `<contest>.yaml`, and the keys that lead to the place. */
export interface ContestFault {
  contestId: string;
  path: (string | number)[];
  /** In plain Vietnamese, for the one who writes the contest. */
  message: string;
}

/** All that is wrong with contests that have the right form; empty where nothing is. */
export function checkContests(contests: readonly Contest[], courses: readonly Course[]): ContestFault[] {
  return contests.flatMap((contest) => faultsOf(contest, courses).map((fault) => ({ contestId: contest.id, ...fault })));
}

type FaultInContest = Pick<ContestFault, "path" | "message">;

function faultsOf(contest: Contest, courses: readonly Course[]): FaultInContest[] {
  const lessons = courses.flatMap((course) => course.lessons);
  const items = lessonsOfContest(contest, courses).flatMap((lesson) => lesson.items).length;
  return [
    ...unknown(contest.courses, courses).map(({ id, index }) => ({ path: ["courses", index], message: `không có khóa học "${id}"` })),
    ...unknown(contest.lessons, lessons).map(({ id, index }) => ({ path: ["lessons", index], message: `không có bài học "${id}"` })),
    ...(items < contest.itemsPerTry
      ? [{ path: ["itemsPerTry"], message: `mỗi lượt thi cần ${contest.itemsPerTry} câu nhưng các bài được chọn chỉ có ${items} câu` }]
      : []),
    ...faultsOfRounds(contest.rounds, contest.minutesPerTry),
  ];
}

/** The lessons that the items of a contest are drawn from, each once. */
export function lessonsOfContest(contest: Contest, courses: readonly Course[]): Lesson[] {
  return courses.flatMap(({ id, lessons }) => lessons.filter((lesson) => contest.courses.includes(id) || contest.lessons.includes(lesson.id)));
}

function unknown(ids: readonly string[], known: readonly { readonly id: string }[]): { id: string; index: number }[] {
  return ids.map((id, index) => ({ id, index })).filter(({ id }) => !known.some((one) => one.id === id));
}

function faultsOfRounds(rounds: readonly Round[], minutesPerTry: number): FaultInContest[] {
  return rounds.flatMap(({ start, end }, index) => {
    const path = ["rounds", index];
    const before = rounds[index - 1];
    return [
      ...(end.getTime() - start.getTime() < minutesPerTry * 60_000 ? [{ path, message: `vòng ${index + 1} không đủ dài cho một lượt thi` }] : []),
      ...(before !== undefined && start < before.end ? [{ path, message: `vòng ${index + 1} bắt đầu khi vòng trước chưa kết thúc` }] : []),
    ];
  });
}
