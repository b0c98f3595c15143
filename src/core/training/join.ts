import { trainingWording as wording } from "../wording/training.js";
import type { Choice, Command } from "./command.js";
import { expectationLines } from "./expected-courses.js";
import type { Enrolment } from "./learner.js";
import { say, type TrainingReply, type Work } from "./work.js";

const whereToBegin: readonly Choice[] = [
  { label: wording.placement, command: { kind: "placement" } },
  { label: wording.chooseCourse, command: { kind: "courses" } },
];

/** Asks a new learner for the code of an office. */
export function askForOffice(work: Work, before: readonly string[] = [wording.welcome]): TrainingReply {
  work.set({ session: { kind: "joining" } });
  return say(before, [{ label: wording.free, command: { kind: "free" } }]);
}

export function joinFree(work: Work): TrainingReply {
  work.set({ session: { kind: "none" } });
  return say([wording.joinedFree, wording.whereToBegin], whereToBegin);
}

/** Takes a code: of an office, of somebody whom it has enrolled, or of another device of the same person. `undefined` where it may be none. */
export async function takeCode(work: Work, { code, isCertain }: Extract<Command, { kind: "code" }>): Promise<TrainingReply | undefined> {
  const { store } = work.parts;
  const office = await store.officeByCode(code);
  if (office !== undefined) {
    work.set({ office, session: { kind: "none" } });
    work.changes.push({ kind: "office_joined", learnerId: work.learner.id, officeId: office.id });
    return say([wording.joinedOffice(office.name), ...(await expectationLines(work)), wording.whereToBegin], whereToBegin);
  }
  const enrolment = await store.enrolmentByCode(code, work.now);
  if (enrolment !== undefined) return joinEnrolled(work, enrolment, code);
  const other = await store.learnerByLinkCode(code, work.now);
  if (other === undefined && !isCertain && work.session.kind !== "joining") return undefined;
  if (other === undefined) return work.session.kind === "joining" ? askForOffice(work, [wording.unknownCode]) : say([wording.unknownCode]);
  if (other === work.learner.id) return say([wording.linkedToSelf]);
  work.changes.push({ kind: "linked", conversationId: work.conversationId, learnerId: other, code });
  return say([wording.linked], [{ label: wording.resume, command: { kind: "continue" } }]);
}

/** The office's name for them is proposed for certificates; it is asked about there. */
async function joinEnrolled(work: Work, { id: enrolmentId, office, name }: Enrolment, code: string): Promise<TrainingReply> {
  work.set({ office, name: work.learner.name ?? name, session: { kind: "none" } });
  work.changes.push({ kind: "enrolled", learnerId: work.learner.id, enrolmentId, code, at: work.now });
  return say([wording.joinedEnrolled(name, office.name), ...(await expectationLines(work)), wording.whereToBegin], whereToBegin);
}

const linkMinutes = 10;

/** Offers a code by which another device becomes the same learner. */
export function offerLink(work: Work): TrainingReply {
  const code = work.parts.newCode();
  work.changes.push({ kind: "link_offered", learnerId: work.learner.id, code, until: new Date(work.now.getTime() + linkMinutes * 60_000) });
  return say([wording.linkOffer(`${code.slice(0, 4)}-${code.slice(4)}`)]);
}
