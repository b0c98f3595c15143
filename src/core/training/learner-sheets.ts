import { dayInVietnam, readableDate, timeInVietnam } from "../wording/dates.js";
import { learnerDataWording as wording } from "../wording/learner-data.js";
import type { Catalog } from "./catalog.js";
import type { LearnerData } from "./learner-data.js";
import type { ReportSheet } from "./report-sheet.js";

/** Where a certificate is fetched as PDF and as an Open Badges credential. */
export interface CertificateFiles {
  readonly file: string;
  readonly badge: string;
}

interface SheetParts {
  readonly catalog: Catalog;
  readonly addressesOf: (serial: string) => CertificateFiles;
  /** Where the same is fetched as xAPI statements. */
  readonly xapi: string;
}

/** What is held on a learner as tables that people can read; ids stand where a course or an item is gone. */
export function learnerSheets(data: LearnerData, { catalog, addressesOf, xapi }: SheetParts): ReportSheet[] {
  const lessonTitle = (id: string): string => catalog.lesson(id)?.lesson.title ?? id;
  const courseTitle = (id: string): string => catalog.course(id)?.title ?? id;
  const contestTitle = (id: string): string => catalog.contest(id)?.title ?? id;
  const question = (id: string): string => catalog.item(id)?.item.question ?? id;
  return [
    profileSheet(data.profile, xapi),
    sheet(
      wording.devices,
      [wording.channel, wording.linkedAt],
      data.devices.map(({ channelId, linkedAt }) => [channelId, moment(linkedAt)]),
    ),
    sheet(
      wording.lessons,
      [wording.lesson, wording.right, wording.asked, wording.finishedAt],
      data.lessons.map(({ lessonId, right, asked, finishedAt }) => [lessonTitle(lessonId), right, asked, moment(finishedAt)]),
    ),
    sheet(
      wording.answers,
      [wording.at, wording.purpose, wording.item, wording.given, wording.isRight],
      data.answers.map(({ itemId, purpose, given, isRight, at }) => [
        moment(at),
        purpose in wording.purposes ? wording.purposes[purpose as keyof typeof wording.purposes] : purpose,
        question(itemId),
        given.join("; "),
        isRight ? wording.correct : wording.incorrect,
      ]),
    ),
    sheet(
      wording.memories,
      [wording.item, wording.due, wording.lastReview, wording.reps, wording.lapses, wording.stability, wording.difficulty],
      data.memories.map(({ itemId, due, lastReview, reps, lapses, stability, difficulty }) => [
        question(itemId),
        moment(due),
        moment(lastReview),
        reps,
        lapses,
        stability,
        difficulty,
      ]),
    ),
    sheet(
      wording.exams,
      [wording.course, wording.startedAt, wording.right, wording.asked, wording.isPassed],
      data.exams.map(({ courseId, startedAt, right, asked, isPassed }) => [
        courseTitle(courseId),
        moment(startedAt),
        right ?? "",
        asked ?? "",
        isPassed === undefined ? wording.unfinished : isPassed ? wording.passed : wording.failed,
      ]),
    ),
    sheet(
      wording.certificates,
      [wording.serial, wording.course, wording.name, wording.office, wording.score, wording.issuedOn, wording.revokedAt, wording.file, wording.badge],
      data.certificates.map(({ serial, courseTitle: title, name, officeName, score, issuedOn, revokedAt }) => [
        serial,
        title,
        name,
        officeName,
        score,
        readableDate(issuedOn),
        ...(revokedAt === undefined ? ["", addressesOf(serial).file, addressesOf(serial).badge] : [moment(revokedAt), "", ""]),
      ]),
    ),
    sheet(
      wording.contestTries,
      [wording.contest, wording.round, wording.startedAt, wording.right, wording.asked, wording.guess],
      data.contestTries.map(({ contestId, round, startedAt, right, asked, guess }) => [contestTitle(contestId), round, moment(startedAt), right, asked, guess]),
    ),
    sheet(
      wording.contestEntries,
      [wording.contest, wording.name, wording.office, wording.isPublic, wording.answeredAt, wording.hiddenWhy],
      data.contestEntries.map(({ contestId, name, officeName, isPublic, answeredAt, hiddenWhy }) => [
        contestTitle(contestId),
        name,
        officeName ?? "",
        isPublic ? wording.yes : wording.no,
        moment(answeredAt),
        hiddenWhy ?? "",
      ]),
    ),
    sheet(
      wording.enrolments,
      [wording.office, wording.name, wording.position, wording.joinedAt],
      data.enrolments.map(({ officeName, name, position, joinedAt }) => [officeName, name, position, moment(joinedAt)]),
    ),
  ];
}

function profileSheet({ name, officeName, reminderHour, streakDays, createdAt, lastActiveAt, session }: LearnerData["profile"], xapi: string): ReportSheet {
  return {
    name: wording.profile,
    rows: [
      [wording.name, name ?? ""],
      [wording.office, officeName ?? ""],
      [wording.reminder, reminderHour ?? ""],
      [wording.streak, streakDays],
      [wording.since, moment(createdAt)],
      [wording.lastActive, moment(lastActiveAt)],
      [wording.session, JSON.stringify(session)],
      [wording.xapi, xapi],
    ],
  };
}

function sheet(name: string, heads: readonly string[], rows: ReportSheet["rows"]): ReportSheet {
  return { name, rows: [heads, ...rows] };
}

function moment(at: Date): string {
  return `${timeInVietnam(at)} ngày ${readableDate(dayInVietnam(at))}`;
}
