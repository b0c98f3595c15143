import { describe, expect, it } from "vitest";
import { waitAfter } from "../../../adapters/shared/keep-trying.js";

describe("waitAfter", () => {
  it("grows with each failure, up to half a minute", () => {
    expect([1, 2, 3, 6, 100].map(waitAfter)).toEqual([1000, 2000, 4000, 30_000, 30_000]);
  });
});
