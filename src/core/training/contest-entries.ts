import { contestConsentVersion as consentVersion, contestWording as wording } from "../wording/contest.js";
import { trainingWording } from "../wording/training.js";
import { readName } from "./certificates.js";
import type { Session } from "./learner.js";
import { say, type TrainingReply, type Work } from "./work.js";

type Entering = Extract<Session, { kind: "entering" }>;

const officeForm = /^[\p{L}\p{N}][\p{L}\p{M}\p{N} .,'’"“”()&/–-]{0,98}[\p{L}\p{M}\p{N}.)"”]$/u;

/** Asks for the name; the one on a certificate is offered. */
export function askEntryName(work: Work, contestId: string, before: readonly string[] = []): TrainingReply {
  const { name } = work.learner;
  work.set({ session: { kind: "entering", contestId } });
  return say(
    [...before, wording.askName],
    [
      ...(name === undefined ? [] : [{ label: name, command: { kind: "entry_name", name } } as const]),
      { label: wording.noName, command: { kind: "entry_name" } },
    ],
  );
}

/** Takes a message as what was asked for: the name, then the office. */
export function takeEntry(work: Work, session: Entering, message: string): TrainingReply {
  if (session.name === undefined) {
    const name = readName(message);
    return name === undefined ? say([trainingWording.badName]) : chooseName(work, session, name);
  }
  const office = message.normalize("NFC").replace(/\s+/gu, " ").trim();
  return officeForm.test(office) ? chooseOffice(work, session, office) : say([wording.badOffice]);
}

/** Goes on to the office; without a name, nothing is kept on the person. */
export function chooseName(work: Work, { contestId }: Entering, name: string | undefined): TrainingReply {
  if (name === undefined) {
    work.set({ session: { kind: "none" } });
    work.changes.push({ kind: "contest_entered", learnerId: work.learner.id, contestId, consentVersion, at: work.now });
    return say([wording.unnamed], [{ label: wording.back, command: { kind: "contest", contestId } }]);
  }
  return askOffice(work, contestId, name);
}

function askOffice(work: Work, contestId: string, name: string): TrainingReply {
  const { office } = work.learner;
  work.set({ session: { kind: "entering", contestId, name } });
  return say(
    [wording.askOffice],
    [
      ...(office === undefined ? [] : [{ label: office.name, command: { kind: "entry_office", office: office.name } } as const]),
      { label: wording.noOffice, command: { kind: "entry_office", office: "" } },
    ],
  );
}

/** Goes on to the consent. */
export function chooseOffice(work: Work, { contestId, name = "" }: Entering, office: string): TrainingReply {
  work.set({ session: { kind: "entering", contestId, name, office } });
  return say(
    [wording.askConsent(name, office === "" ? undefined : office)],
    [
      { label: wording.agree, command: { kind: "entry_consent", isPublic: true } },
      { label: wording.disagree, command: { kind: "entry_consent", isPublic: false } },
      { label: wording.correct, command: { kind: "contest_name", contestId } },
    ],
  );
}

/** What was asked last, once more. */
export function askEntryAgain(work: Work, session: Entering): TrainingReply {
  if (session.name === undefined) return askEntryName(work, session.contestId);
  return session.office === undefined ? askOffice(work, session.contestId, session.name) : chooseOffice(work, session, session.office);
}

/** Keeps the entry; `undefined` where it was not asked for. */
export function consent(work: Work, isPublic: boolean): TrainingReply | undefined {
  const { session, learner } = work;
  if (session.kind !== "entering" || session.name === undefined || session.office === undefined) return undefined;
  const { contestId, name, office } = session;
  const isJoined = office === learner.office?.name;
  work.set({ session: { kind: "none" } });
  work.changes.push({
    kind: "contest_entered",
    learnerId: learner.id,
    contestId,
    entry: { name, isPublic, ...(office !== "" && { office: { name: office, ...(isJoined && { id: learner.office?.id }) } }) },
    consentVersion,
    at: work.now,
  });
  return say([wording.entered(isPublic)], [{ label: wording.back, command: { kind: "contest", contestId } }]);
}
