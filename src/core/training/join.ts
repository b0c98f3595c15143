import { trainingWording as wording } from "../wording/training.js";
import type { Choice } from "./command.js";
import { say, type TrainingReply, type Work } from "./work.js";

const whereToBegin: readonly Choice[] = [
  { label: wording.placement, command: { kind: "placement" } },
  { label: wording.chooseCourse, command: { kind: "courses" } },
];

/** Asks a new learner for the code of a office. */
export function askForOffice(work: Work, before: readonly string[] = [wording.welcome]): TrainingReply {
  work.set({ session: { kind: "joining" } });
  return say(before, [{ label: wording.free, command: { kind: "free" } }]);
}

export function joinFree(work: Work): TrainingReply {
  work.set({ session: { kind: "none" } });
  return say([wording.joinedFree, wording.whereToBegin], whereToBegin);
}

/** Takes a code: of a office, or of another device of the same person. */
export async function takeCode(work: Work, code: string): Promise<TrainingReply> {
  const { store } = work.parts;
  const office = await store.officeByCode(code);
  if (office !== undefined) {
    work.set({ office, session: { kind: "none" } });
    return say([wording.joinedOffice(office.name), wording.whereToBegin], whereToBegin);
  }
  const other = await store.learnerByLinkCode(code, work.now);
  if (other === undefined) return work.session.kind === "joining" ? askForOffice(work, [wording.unknownCode]) : say([wording.unknownCode]);
  if (other === work.learner.id) return say([wording.linkedToSelf]);
  work.changes.push({ kind: "linked", conversationId: work.conversationId, learnerId: other, code });
  return say([wording.linked], [{ label: wording.resume, command: { kind: "continue" } }]);
}

const linkMinutes = 10;

/** Offers a code by which another device becomes the same learner. */
export function offerLink(work: Work): TrainingReply {
  const code = work.parts.newCode();
  work.changes.push({ kind: "link_offered", learnerId: work.learner.id, code, until: new Date(work.now.getTime() + linkMinutes * 60_000) });
  return say([wording.linkOffer(`${code.slice(0, 4)}-${code.slice(4)}`)]);
}
