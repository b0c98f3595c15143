import type { announcementRefusals } from "../wording/announcements.js";
import type { Announcement, AnnouncementContent, AnnouncementState } from "./announcement.js";
import type { AnnouncementChange, Decision } from "./announcement-store.js";
import { faultOfSchedule, isDue, weekAfter } from "./schedule.js";

export type Refusal = keyof typeof announcementRefusals;

/** What somebody wants done with an announcement. */
export type Action =
  | { readonly kind: "edit"; readonly content: AnnouncementContent }
  | { readonly kind: "submit" }
  | { readonly kind: "return"; readonly reason: string }
  /** `isConfirmed`: an emergency was confirmed a second time. */
  | { readonly kind: "approve"; readonly isConfirmed?: boolean }
  | { readonly kind: "schedule"; readonly at: Date; readonly isConfirmed?: boolean }
  | { readonly kind: "start" }
  | { readonly kind: "pause"; readonly reason: string }
  | { readonly kind: "resume" }
  | { readonly kind: "cancel"; readonly reason: string }
  | { readonly kind: "retry" }
  | { readonly kind: "finish" };

/** Who wants it. What the staff may do at all is the console's to check; here stands what depends on the announcement. */
export interface Actor {
  readonly id: string;
  /** Whether emergencies may be brought nearer to people. */
  readonly mayDeclareEmergencies: boolean;
}

/** From which states each action is possible. */
const possibleFrom: Readonly<Record<Action["kind"], readonly AnnouncementState[]>> = {
  edit: ["draft", "in_review", "approved", "scheduled"],
  submit: ["draft"],
  return: ["in_review"],
  approve: ["in_review"],
  schedule: ["approved", "scheduled"],
  start: ["scheduled"],
  pause: ["scheduled", "sending"],
  resume: ["paused"],
  cancel: ["draft", "in_review", "approved", "scheduled", "sending", "paused"],
  retry: ["sending", "paused", "finished"],
  finish: ["sending"],
};

export function isPossible(action: Action["kind"], state: AnnouncementState): boolean {
  return possibleFrom[action].includes(state);
}

/** The one place that knows what may follow what. @returns what changes, or why nothing does */
export function act(current: Announcement, action: Action, { actor, now }: { actor: Actor; now: Date }): Decision<Refusal> {
  const refused = refusalOf(current, action, { actor, now });
  if (refused !== undefined) return { refused };
  const reason = "reason" in action ? action.reason.trim() : undefined;
  const event = { action: action.kind, doneBy: actor.id, ...(reason !== undefined && { reason }) };
  return { change: { ...changeOf(current, action, { actor, now }), event } };
}

function refusalOf(current: Announcement, action: Action, { actor, now }: { actor: Actor; now: Date }): Refusal | undefined {
  const { isEmergency } = current.content;
  if (!isPossible(action.kind, current.state)) return "wrong_state";
  if ("reason" in action && action.reason.trim() === "") return "reason_missing";
  if (action.kind === "approve" && (actor.id === current.authorId || actor.id === current.editorId)) return "own_work";
  if (isEmergency && (action.kind === "approve" || action.kind === "schedule")) {
    if (!actor.mayDeclareEmergencies) return "emergency_not_permitted";
    if (action.isConfirmed !== true) return "emergency_not_confirmed";
  }
  if (action.kind === "schedule") return faultOfSchedule(action.at, { now, isEmergency });
  if (action.kind === "start" && (current.scheduledAt === undefined || !isDue(current.scheduledAt, { now, isEmergency }))) return "not_due";
  return undefined;
}

function changeOf(current: Announcement, action: Action, { actor, now }: { actor: Actor; now: Date }): Omit<AnnouncementChange, "event"> {
  switch (action.kind) {
    case "edit":
      return { state: "draft", content: action.content, approverId: null, scheduledAt: null };
    case "submit":
      return { state: "in_review" };
    case "return":
      return { state: "draft" };
    case "approve":
      return { state: "approved", approverId: actor.id };
    case "schedule":
      return { state: "scheduled", scheduledAt: action.at };
    case "start":
      return { state: "sending", startedAt: now, ...(current.content.repeatsWeekly && { repeatsAt: weekAfter(current.scheduledAt ?? now, now) }) };
    case "pause":
      return { state: "paused" };
    case "resume":
      return { state: current.startedAt === undefined ? "scheduled" : "sending" };
    case "cancel":
      return { state: "cancelled" };
    case "retry":
      return { state: current.state === "paused" ? "paused" : "sending", finishedAt: null, retries: true };
    case "finish":
      return { state: "finished", finishedAt: now };
  }
}
