import { describe, expect, it, vi } from "vitest";
import { remindLearners, type DueReminder } from "../../../src/core/training/remind-learners.js";
import { trainingWording as wording } from "../../../src/core/wording/training.js";

async function remind(now: string, reminders: DueReminder[], reached = (_id: string): boolean => true) {
  const claim = vi.fn(() => Promise.resolve(reminders));
  const sent: [string, string][] = [];
  const send = (id: string, text: string): Promise<boolean> => {
    sent.push([id, text]);
    return Promise.resolve(reached(id));
  };
  await remindLearners({ claim }, { now: new Date(now), channelIds: ["telegram"], send });
  return { claim, sent };
}

describe("remindLearners", () => {
  it.each(["2026-11-27T14:00:00Z", "2026-11-27T23:59:00Z", "2026-11-27T17:00:00Z"])("is quiet from 21 to 7 in Vietnam: at %s", async (now) => {
    expect((await remind(now, [])).claim).not.toHaveBeenCalled();
  });

  it("claims by the hour and the day in Vietnam", async () => {
    const { claim } = await remind("2026-11-27T00:30:00Z", []);
    expect(claim).toHaveBeenCalledWith({ day: "2026-11-27", hour: 7, endOfDay: new Date("2026-11-27T17:00:00Z") }, ["telegram"], 200);
  });

  it("speaks where the learner can be reached, once, of no more than a review holds", async () => {
    const { sent } = await remind("2026-11-27T02:00:00Z", [{ dueItems: 500, conversationIds: ["gone", "here", "there"] }], (id) => id !== "gone");
    expect(sent).toEqual([
      ["gone", wording.remind(20)],
      ["here", wording.remind(20)],
    ]);
  });
});
