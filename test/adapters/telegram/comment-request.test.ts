import { describe, expect, it } from "vitest";
import { answerAskedAbout, linkToAnswer } from "../../../adapters/telegram/comment-request.js";

describe("the link that names an answer", () => {
  it("is read again", () => {
    const link = linkToAnswer("TroLySoBot", "Zk3vQ0x1cT9pWm2LrB7aYg");
    expect(answerAskedAbout([undefined, "https://example.vn", link])).toBe("Zk3vQ0x1cT9pWm2LrB7aYg");
    expect(answerAskedAbout(["https://example.vn/?start=gopy_x", undefined])).toBeUndefined();
  });

  it("is not made of what Telegram would refuse there", () => {
    expect([linkToAnswer("b", "a b"), linkToAnswer("b", "x".repeat(60)), linkToAnswer("b", "")]).toEqual([undefined, undefined, undefined]);
  });
});
