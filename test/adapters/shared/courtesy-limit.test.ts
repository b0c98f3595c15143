import { describe, expect, it } from "vitest";
import { CourtesyLimit } from "../../../adapters/shared/courtesy-limit.js";

describe("CourtesyLimit", () => {
  it("lets each sentence be said once in half a minute in a conversation", () => {
    let now = 0;
    const limit = new CourtesyLimit(() => now);
    const asked: [string, string][] = [
      ["a", "picture"],
      ["a", "picture"],
      ["a", "voice"],
      ["b", "picture"],
    ];
    expect(asked.map(([conversation, courtesy]) => limit.allows(conversation, courtesy))).toEqual([true, false, true, true]);
    now = 30_000;
    expect(limit.allows("a", "picture")).toBe(true);
  });

  it("does not grow without end", () => {
    const limit = new CourtesyLimit(() => 0, 2);
    const allowed = ["a", "b", "c", "c"].map((conversation) => limit.allows(conversation, "voice"));
    expect(allowed).toEqual([true, true, true, false]);
    expect(limit.allows("a", "voice")).toBe(true);
  });
});
