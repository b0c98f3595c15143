import { describe, expect, it } from "vitest";
import { activityIdOf, placeOf } from "../../src/activity/conversation-log.js";

describe("ids of activities", () => {
  it("name the conversation and the place, in the form of Direct Line's own service", () => {
    expect(activityIdOf("webchat-1", 7)).toBe("webchat-1|0000007");
    expect(placeOf("webchat-1", "webchat-1|0000007")).toBe(7);
    expect(placeOf("webchat-1", activityIdOf("webchat-1", 123_456_789))).toBe(123_456_789);
  });

  it.each(["webchat-2|0000007", "webchat-1|7", "webchat-1|00000x7", "webchat-1", "", "|0000007"])("do not name a place by %j", (id) => {
    expect(placeOf("webchat-1", id)).toBeUndefined();
  });
});
