import { describe, expect, it } from "vitest";
import { feedbackIn } from "../../src/core/conversation/feedback.js";

describe("feedbackIn", () => {
  it("reads the event of our own pages", () => {
    expect(feedbackIn({ type: "event", name: "feedback", value: { answerId: "a1", rating: "down", comment: " sai phí " } })).toEqual({
      about: { answerId: "a1" },
      rating: "down",
      comment: "sai phí",
    });
    expect(feedbackIn({ type: "event", name: "feedback", value: { answerId: "a1", rating: "up" } })).toEqual({
      about: { answerId: "a1" },
      rating: "up",
      comment: "",
    });
  });

  it("reads a reaction of other clients", () => {
    expect(feedbackIn({ type: "messageReaction", replyToId: "c|0000003", reactionsAdded: [{ type: "dislike" }] })).toEqual({
      about: { activityId: "c|0000003" },
      rating: "down",
      comment: "",
    });
  });

  it("keeps no personal data of a comment, and not more than its beginning", () => {
    expect(feedbackIn({ type: "event", name: "feedback", value: { answerId: "a1", rating: "up", comment: "gọi 0912345678" } })?.comment).toBe(
      "gọi [số điện thoại đã che]",
    );
    expect(feedbackIn({ type: "event", name: "feedback", value: { answerId: "a1", rating: "up", comment: "x".repeat(5000) } })?.comment).toHaveLength(1000);
  });

  it.each([
    { type: "event", name: "other", value: { answerId: "a1", rating: "up" } },
    { type: "event", name: "feedback", value: { answerId: "a1", rating: "maybe" } },
    { type: "event", name: "feedback" },
    { type: "messageReaction", replyToId: "c|0000003", reactionsAdded: [{ type: "heart" }] },
    { type: "messageReaction", replyToId: "c|0000003", reactionsRemoved: [{ type: "like" }] },
    { type: "message", text: "tốt" },
  ])("finds none in %j", (activity) => {
    expect(feedbackIn(activity)).toBeUndefined();
  });
});
