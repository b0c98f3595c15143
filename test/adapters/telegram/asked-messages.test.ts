import { describe, expect, it } from "vitest";
import { AskedMessages } from "../../../adapters/telegram/asked-messages.js";

describe("AskedMessages", () => {
  it("forgets the oldest first", () => {
    const asked = new AskedMessages(2);
    for (const number of [1, 2, 3]) asked.remember(`c|${number}`, number);
    expect(["c|1", "c|2", "c|3", undefined].map((id) => asked.messageOf(id))).toEqual([undefined, 2, 3, undefined]);
  });
});
