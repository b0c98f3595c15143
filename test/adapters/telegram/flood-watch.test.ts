import { beforeEach, describe, expect, it } from "vitest";
import { FloodWatch } from "../../../adapters/telegram/flood-watch.js";

let now = 0;
let floods: FloodWatch;
beforeEach(() => {
  now = 1_000;
  floods = new FloodWatch(() => now);
});

describe("FloodWatch", () => {
  it("takes the quota of one chat for its own, however often it is met", () => {
    expect([floods.note("1", 3_000), floods.note("1", 3_000), floods.holdsAll]).toEqual([false, false, false]);
  });

  it("takes it for the bot's when a second chat meets one while the first has to wait", () => {
    floods.note("1", 3_000);
    now += 2_999;
    expect(floods.note("2", 5_000)).toBe(true);
    now += 4_999;
    expect(floods.holdsAll).toBe(true);
    now += 1;
    expect(floods.holdsAll).toBe(false);
  });

  it("forgets a chat whose wait is over", () => {
    floods.note("1", 3_000);
    now += 3_000;
    expect(floods.note("2", 3_000)).toBe(false);
  });

  it("leaves the quotas of groups to the groups", () => {
    expect([floods.note("-1001", 3_000), floods.note("-1002", 3_000), floods.note("1", 3_000)]).toEqual([false, false, false]);
    floods.note("2", 3_000);
    expect([floods.note("-1001", 40_000), floods.holdsAll]).toEqual([false, true]);
  });
});
