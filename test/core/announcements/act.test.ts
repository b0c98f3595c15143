import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { act, isPossible, type Action, type Actor } from "../../../src/core/announcements/act.js";
import { announcementStates, type Announcement } from "../../../src/core/announcements/announcement.js";
import type { AnnouncementChange } from "../../../src/core/announcements/announcement-store.js";
import { isQuiet } from "../../../src/core/announcements/quiet-hours.js";
import { sampleAnnouncement, sampleContent } from "../../support/sample-announcement.js";

const an: Actor = { id: "an", mayDeclareEmergencies: true };
const binh: Actor = { id: "binh", mayDeclareEmergencies: true };
const chi: Actor = { id: "chi", mayDeclareEmergencies: false };
const now = new Date("2026-11-30T03:00:00Z");
const tomorrow = new Date("2026-12-01T02:00:00Z");
const emergency = { ...sampleContent, isEmergency: true };

/** The announcement after a change, as the store writes it. */
function after(current: Announcement, change: AnnouncementChange): Announcement {
  const { content, event } = change;
  const changed = content === undefined ? current : { ...current, content, version: current.version + 1, editorId: event.doneBy };
  const pick = <T>(next: T | null | undefined, before: T | undefined): T | undefined => (next === undefined ? before : (next ?? undefined));
  return {
    ...changed,
    state: change.state,
    approverId: pick(change.approverId, current.approverId),
    scheduledAt: pick(change.scheduledAt, current.scheduledAt),
    startedAt: pick(change.startedAt, current.startedAt),
    finishedAt: pick(change.finishedAt, current.finishedAt),
  };
}

/** Takes steps one after the other; all must be allowed. */
function walk(steps: readonly (readonly [Action, Actor, Date?])[], from = sampleAnnouncement()): Announcement {
  return steps.reduce((current, [action, actor, at = now]) => {
    const result = act(current, action, { actor, now: at });
    if ("refused" in result) throw new Error(`${action.kind}: ${result.refused}`);
    return after(current, result.change);
  }, from);
}

const refusal = (current: Announcement, action: Action, actor = binh, at = now) => {
  const result = act(current, action, { actor, now: at });
  return "refused" in result ? result.refused : undefined;
};

describe("act", () => {
  it("leads from a draft to its end", () => {
    const sent = walk([
      [{ kind: "submit" }, an],
      [{ kind: "approve" }, binh],
      [{ kind: "schedule", at: tomorrow }, an],
      [{ kind: "start" }, an, tomorrow],
      [{ kind: "finish" }, an, tomorrow],
    ]);
    expect(sent).toMatchObject({ state: "finished", approverId: "binh", scheduledAt: tomorrow, startedAt: tomorrow, finishedAt: tomorrow });
  });

  it("returns for edit, with a reason", () => {
    const inReview = walk([[{ kind: "submit" }, an]]);
    expect(refusal(inReview, { kind: "return", reason: " " })).toBe("reason_missing");
    expect(act(inReview, { kind: "return", reason: " Thiếu giờ " }, { actor: binh, now })).toEqual({
      change: { state: "draft", event: { action: "return", doneBy: "binh", reason: "Thiếu giờ" } },
    });
  });

  it("lets neither the author approve nor whoever wrote the present text", () => {
    const edited = walk([
      [{ kind: "edit", content: sampleContent }, binh],
      [{ kind: "submit" }, an],
    ]);
    expect(refusal(edited, { kind: "approve" }, an)).toBe("own_work");
    expect(refusal(edited, { kind: "approve" }, binh)).toBe("own_work");
    expect(refusal(edited, { kind: "approve" }, chi)).toBeUndefined();
  });

  it("makes a draft of what is edited after it was approved, as a new version that nobody has approved", () => {
    const approved = walk([
      [{ kind: "submit" }, an],
      [{ kind: "approve" }, binh],
      [{ kind: "schedule", at: tomorrow }, an],
    ]);
    const edited = walk([[{ kind: "edit", content: { ...sampleContent, text: "Khác" } }, chi]], approved);
    expect(edited).toMatchObject({ state: "draft", version: 2, editorId: "chi", approverId: undefined, scheduledAt: undefined });
  });

  it("brings an emergency nearer to people only with the permission and a second confirmation", () => {
    const inReview = sampleAnnouncement({ state: "in_review", content: emergency });
    expect(refusal(inReview, { kind: "approve", isConfirmed: true }, chi)).toBe("emergency_not_permitted");
    expect(refusal(inReview, { kind: "approve" })).toBe("emergency_not_confirmed");
    expect(refusal(inReview, { kind: "approve", isConfirmed: true })).toBeUndefined();
    const approved = walk([[{ kind: "approve", isConfirmed: true }, binh]], inReview);
    expect(refusal(approved, { kind: "schedule", at: now })).toBe("emergency_not_confirmed");
    expect(refusal(approved, { kind: "schedule", at: now, isConfirmed: true })).toBeUndefined();
  });

  it("schedules by day, and at night only emergencies", () => {
    const approved = sampleAnnouncement({ state: "approved", approverId: "binh" });
    const night = new Date("2026-11-30T14:00:00Z");
    expect(refusal(approved, { kind: "schedule", at: night })).toBe("schedule_quiet");
    expect(refusal({ ...approved, content: emergency }, { kind: "schedule", at: night, isConfirmed: true })).toBeUndefined();
    expect(refusal(approved, { kind: "schedule", at: new Date("2026-11-30T02:00:00Z") })).toBe("schedule_past");
    expect(refusal(approved, { kind: "schedule", at: new Date("2028-11-30T02:00:00Z") })).toBe("schedule_too_far");
  });

  it("starts what is due, and not at night", () => {
    const scheduled = sampleAnnouncement({ state: "scheduled", approverId: "binh", scheduledAt: tomorrow });
    expect(refusal(scheduled, { kind: "start" })).toBe("not_due");
    expect(refusal(scheduled, { kind: "start" }, an, new Date("2026-12-01T15:00:00Z"))).toBe("not_due");
    expect(refusal(scheduled, { kind: "start" }, an, tomorrow)).toBeUndefined();
  });

  it("asks for the next week's when one that repeats starts", () => {
    const scheduled = sampleAnnouncement({ state: "scheduled", scheduledAt: tomorrow, content: { ...sampleContent, repeatsWeekly: true } });
    expect(act(scheduled, { kind: "start" }, { actor: an, now: tomorrow })).toMatchObject({ change: { repeatsAt: new Date("2026-12-08T02:00:00Z") } });
    const weeksLate = new Date("2026-12-16T02:00:00Z");
    expect(act(scheduled, { kind: "start" }, { actor: an, now: weeksLate })).toMatchObject({ change: { repeatsAt: new Date("2026-12-22T02:00:00Z") } });
  });

  it("goes on from where it was paused", () => {
    const scheduled = sampleAnnouncement({ state: "scheduled", scheduledAt: tomorrow });
    const pause: [Action, Actor] = [{ kind: "pause", reason: "Chờ xác minh" }, binh];
    expect(walk([pause, [{ kind: "resume" }, binh]], scheduled).state).toBe("scheduled");
    expect(walk([pause, [{ kind: "resume" }, binh]], { ...scheduled, state: "sending", startedAt: now }).state).toBe("sending");
  });

  it("can be cancelled from every state but the last ones", () => {
    const possible = announcementStates.filter((state) => isPossible("cancel", state));
    expect(announcementStates.filter((state) => !possible.includes(state))).toEqual(["finished", "cancelled"]);
  });

  it("holds its promises whatever is tried, in whatever order", () => {
    const actor = fc.constantFrom(an, binh, chi);
    const moment = fc.integer({ min: 0, max: 72 }).map((hours) => new Date(now.getTime() + hours * 3_600_000));
    const action = fc.oneof(
      fc.record({ kind: fc.constant("edit" as const), content: fc.constantFrom(sampleContent, emergency) }),
      fc.constantFrom<Action[]>({ kind: "submit" }, { kind: "start" }, { kind: "resume" }, { kind: "retry" }, { kind: "finish" }),
      fc.record({ kind: fc.constantFrom("return" as const, "pause" as const, "cancel" as const), reason: fc.constantFrom("", "lý do") }),
      fc.record({ kind: fc.constant("approve" as const), isConfirmed: fc.boolean() }),
      fc.record({ kind: fc.constant("schedule" as const), at: moment, isConfirmed: fc.boolean() }),
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(action, actor, moment), { maxLength: 60 }), (tries) => {
        let current = sampleAnnouncement();
        for (const [tried, by, at] of tries) {
          const result = act(current, tried, { actor: by, now: at });
          if ("refused" in result) continue;
          const next = after(current, result.change);
          if (["approved", "scheduled", "sending", "finished"].includes(next.state)) {
            expect(next.approverId).toBeDefined();
            expect([next.authorId, next.editorId]).not.toContain(next.approverId);
          }
          if (next.state === "sending" && current.state === "scheduled" && !next.content.isEmergency) expect(isQuiet(at)).toBe(false);
          if (tried.kind === "approve" && next.content.isEmergency) expect(by.mayDeclareEmergencies && tried.isConfirmed).toBe(true);
          if (next.version !== current.version) expect(next.state).toBe("draft");
          expect(["finished", "cancelled"].includes(current.state) && next.state !== "sending").toBe(false);
          current = next;
        }
      }),
      { numRuns: 500 },
    );
  });
});
