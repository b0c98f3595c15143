import { dayInVietnam } from "../wording/dates.js";
import { trainingWording as wording } from "../wording/training.js";
import type { Session } from "./learner.js";
import { say, type TrainingReply, type Work } from "./work.js";

const nameForm = /^\p{L}[\p{L}\p{M}'’ .-]{0,58}\p{L}$/u;

/** Asks for the name, or whether the one of the last certificate still holds. */
export function askName(work: Work, examId: string, before: readonly string[]): TrainingReply {
  const { name } = work.learner;
  return name === undefined ? askForName(work, examId, before) : confirm(work, examId, name, before);
}

function askForName(work: Work, examId: string, before: readonly string[]): TrainingReply {
  work.set({ session: { kind: "naming", examId } });
  return say([...before, wording.askName]);
}

function confirm(work: Work, examId: string, name: string, before: readonly string[]): TrainingReply {
  work.set({ session: { kind: "naming", examId, name } });
  return say(
    [...before, wording.confirmName(name)],
    [
      { label: wording.nameIsRight, command: { kind: "confirm_name" } },
      { label: wording.changeName, command: { kind: "change_name" } },
    ],
  );
}

/** Takes a message as the name. */
export function takeName(work: Work, { examId }: Extract<Session, { kind: "naming" }>, message: string): TrainingReply {
  const name = readName(message);
  return name === undefined ? say([wording.badName]) : confirm(work, examId, name, []);
}

/** The name that a message is; `undefined` where it cannot be one. */
export function readName(message: string): string | undefined {
  const name = message.normalize("NFC").replace(/\s+/gu, " ").trim();
  return nameForm.test(name) ? name : undefined;
}

export function changeName(work: Work, { examId }: Extract<Session, { kind: "naming" }>): TrainingReply {
  return askForName(work, examId, []);
}

/** Issues the certificate of an exam that was passed. */
export async function certify(work: Work, { examId, name }: Extract<Session, { kind: "naming" }>): Promise<TrainingReply> {
  const { parts, learner, now } = work;
  if (name === undefined) return askForName(work, examId, []);
  const exam = (await parts.store.exams(learner.id)).find(({ id }) => id === examId);
  work.set({ session: { kind: "none" }, name });
  if (exam?.result?.isPassed !== true || exam.certificate !== undefined) return say([wording.alreadyCertified]);
  const courseTitle = parts.catalog.course(exam.courseId)?.title ?? exam.courseId;
  const { right, asked } = exam.result;
  const serial = parts.newSerial();
  const score = Math.round((100 * right) / asked);
  work.changes.push({
    kind: "certified",
    learnerId: learner.id,
    certificate: { serial, examId, name, officeName: learner.office?.name ?? "", courseTitle, score, issuedOn: dayInVietnam(now) },
  });
  const { file, verification } = parts.addressesOf(serial);
  return say([wording.certified(courseTitle, serial, file, verification)], [{ label: wording.chooseCourse, command: { kind: "courses" } }]);
}
