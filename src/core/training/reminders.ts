import { trainingWording as wording } from "../wording/training.js";
import type { Choice } from "./command.js";
import { say, type TrainingReply, type Work } from "./work.js";

/** Hours that are offered, all outside the quiet hours from 21 to 7. */
const hours = [7, 8, 12, 17, 19, 20];

export function offerReminder(work: Work): TrainingReply {
  if (!work.canBeReminded) return say([wording.cannotRemind], [{ label: wording.link, command: { kind: "link" } }]);
  const choices = hours.map((hour): Choice => ({ label: wording.hour(hour), command: { kind: "remind_at", hour } }));
  return say([wording.chooseHour], [...choices, { label: wording.noReminder, command: { kind: "no_reminder" } }]);
}

export function remindAt(work: Work, hour: number): TrainingReply {
  work.set({ reminderHour: hour });
  return say([wording.willRemind(hour)], [{ label: wording.resume, command: { kind: "continue" } }]);
}

export function remindNoMore(work: Work): TrainingReply {
  work.set({ reminderHour: undefined });
  return say([wording.willNotRemind]);
}
