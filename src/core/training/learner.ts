import type { ContestEntry, ContestTry } from "./contest-store.js";
import type { ItemMemory } from "./schedule.js";

/** Where a learner stands between two messages: the same on all devices. Plain data. */
export type Session =
  | { readonly kind: "none" }
  /** Asked for the code of a office. */
  | { readonly kind: "joining" }
  /** A lesson is open at a card, from 0. */
  | { readonly kind: "reading"; readonly lessonId: string; readonly card: number }
  | { readonly kind: "answering"; readonly run: Run }
  /** Asked for the name on a certificate; `name` once it was given and is to be confirmed. */
  | { readonly kind: "naming"; readonly examId: string; readonly name?: string }
  /** Asked for the guess before a try in a contest; `guess` once it was given and the clock may start. */
  | { readonly kind: "guessing"; readonly contestId: string; readonly guess?: number }
  /** Asked for name, office and consent in a contest, one after the other. `office` is "" of who has none. */
  | { readonly kind: "entering"; readonly contestId: string; readonly name?: string; readonly office?: string }
  /** Everything about the learner is to be deleted if confirmed. */
  | { readonly kind: "leaving" };

/** Items asked one after the other. */
export interface Run {
  readonly purpose: "placement" | "lesson" | "review" | "exam" | "contest";
  /** What the run belongs to: the lesson's, the exam's or the try's id; "" of the others. */
  readonly ofId: string;
  /** Ids of the items that are still to be answered; the first is open. */
  readonly waiting: readonly string[];
  /** How often an item was put: the number of the open one, from 1. */
  readonly place: number;
  /** Decides the order of the choices. */
  readonly seed: number;
  /** First answers, in order. */
  readonly outcomes: readonly Outcome[];
  /** Of an exam and of a try in a contest, the end of its time; milliseconds since 1970. */
  readonly endsAt?: number;
}

export interface Outcome {
  readonly itemId: string;
  readonly isRight: boolean;
}

export interface Office {
  readonly id: string;
  readonly name: string;
}

/** Somebody whom an office has enrolled and who has not come yet. */
export interface Enrolment {
  readonly id: string;
  readonly office: Office;
  /** As the office has it. */
  readonly name: string;
}

/** A course that an office expects of its people. */
export interface ExpectedCourse {
  readonly courseId: string;
  /** The last day, `YYYY-MM-DD`, in Vietnam. */
  readonly dueOn: string;
}

/** One person who learns, on one channel or several. */
export interface Learner {
  readonly id: string;
  /** Rises with each turn that changes something, so that of two turns at once only one counts. */
  readonly version: number;
  readonly office?: Office | undefined;
  /** As the learner confirmed it for a certificate; before, as the office has enrolled them. */
  readonly name?: string | undefined;
  readonly session: Session;
  /** The hour in Vietnam at which to be reminded, 7–20; absent where no reminder is wanted. */
  readonly reminderHour?: number | undefined;
  /** Days in a row on which an item was answered, and the last of them, `YYYY-MM-DD`; "" before the first. */
  readonly streak: { readonly days: number; readonly lastDay: string };
}

export interface FinishedLesson {
  readonly lessonId: string;
  readonly right: number;
  readonly asked: number;
}

export interface Exam {
  readonly id: string;
  readonly courseId: string;
  readonly startedAt: Date;
  /** Absent while it is under way. */
  readonly result?: { readonly right: number; readonly asked: number; readonly isPassed: boolean } | undefined;
  /** Serial of the certificate that it earned. */
  readonly certificate?: string | undefined;
}

export interface Certificate {
  /** Unguessable; printed on the certificate. */
  readonly serial: string;
  readonly examId: string;
  readonly name: string;
  readonly officeName: string;
  readonly courseTitle: string;
  /** Percent. */
  readonly score: number;
  /** `YYYY-MM-DD`, in Vietnam. */
  readonly issuedOn: string;
}

/** What a turn changes. All changes of a turn happen with its reply in one transaction, or not at all. */
export type TrainingChange =
  | { readonly kind: "joined"; readonly conversationId: string; readonly learner: Learner }
  /** On a day in Vietnam, `YYYY-MM-DD`. @throws where the learner has another version by now: the turn is then played again. */
  | { readonly kind: "changed"; readonly learner: Learner; readonly day: string }
  | {
      readonly kind: "answered";
      readonly learnerId: string;
      readonly itemId: string;
      readonly purpose: Run["purpose"];
      readonly given: readonly string[];
      readonly isRight: boolean;
      readonly at: Date;
      /** Absent where the answer schedules nothing. */
      readonly memory?: ItemMemory | undefined;
    }
  | { readonly kind: "lesson_finished"; readonly learnerId: string; readonly courseId: string; readonly lesson: FinishedLesson; readonly at: Date }
  | { readonly kind: "exam_started"; readonly learnerId: string; readonly exam: Exam }
  | { readonly kind: "exam_finished"; readonly examId: string; readonly right: number; readonly asked: number; readonly isPassed: boolean; readonly at: Date }
  | { readonly kind: "certified"; readonly learnerId: string; readonly certificate: Certificate }
  | { readonly kind: "contest_try_started"; readonly learnerId: string; readonly contestTry: ContestTry }
  /** How a try stands; with `finishedAt`, for good. */
  | { readonly kind: "contest_try_marked"; readonly tryId: string; readonly right: number; readonly asked: number; readonly finishedAt?: Date }
  /** What somebody says of themself in a contest; without `entry`, nothing any more. */
  | {
      readonly kind: "contest_entered";
      readonly learnerId: string;
      readonly contestId: string;
      readonly entry?: ContestEntry;
      /** Of the text that asked for consent. */
      readonly consentVersion: string;
      readonly at: Date;
    }
  /** Whoever was enrolled by another office has left it. */
  | { readonly kind: "office_joined"; readonly learnerId: string; readonly officeId: string }
  /** The learner is the person whom an office gave this code. @throws where it was used or withdrawn meanwhile. */
  | { readonly kind: "enrolled"; readonly learnerId: string; readonly enrolmentId: string; readonly code: string; readonly at: Date }
  | { readonly kind: "link_offered"; readonly learnerId: string; readonly code: string; readonly until: Date }
  /** The person of this conversation is the learner who was offered the code: what the conversation had is added to it. */
  | { readonly kind: "linked"; readonly conversationId: string; readonly learnerId: string; readonly code: string }
  | { readonly kind: "left"; readonly learnerId: string };

/** What is stored on learners. */
export interface LearnerStore {
  learnerOf(conversationId: string): Promise<Learner | undefined>;
  finishedLessons(learnerId: string): Promise<FinishedLesson[]>;
  /** Newest first. */
  exams(learnerId: string): Promise<Exam[]>;
  memoryOf(learnerId: string, itemId: string): Promise<ItemMemory | undefined>;
  /** Ids of the items that are due before a moment, the longest due first. */
  dueItems(learnerId: string, before: Date, limit: number): Promise<string[]>;
  countDue(learnerId: string, before: Date): Promise<number>;
  officeByCode(code: string): Promise<Office | undefined>;
  /** Whom an office gave a code that still holds. */
  enrolmentByCode(code: string, now: Date): Promise<Enrolment | undefined>;
  /** What an office expects, the earliest day first. */
  expectedCourses(officeId: string): Promise<ExpectedCourse[]>;
  /** The learner who was offered a code that still holds. */
  learnerByLinkCode(code: string, now: Date): Promise<string | undefined>;
}
