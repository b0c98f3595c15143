import { describe, expect, it } from "vitest";
import { withSetting } from "../../src/cli/env-file.js";

describe("withSetting", () => {
  it.each([
    ["", "B=x\n"],
    ["A=1", "A=1\nB=x\n"],
    ["A=1\n# B=old\n", "A=1\n# B=old\nB=x\n"],
    ["A=1\nB=old\nC=3\n", "A=1\nB=x\nC=3\n"],
    ["B=\nAB=2\n", "B=x\nAB=2\n"],
  ])("changes its line alone, or adds one: %j", (before, after) => {
    expect(withSetting(before, "B", "x")).toBe(after);
  });

  it("takes the value as it is", () => {
    expect(withSetting("B=1\n", "B", "$&$1")).toBe("B=$&$1\n");
  });
});
