import { expect, it } from "vitest";
import { routesOf } from "../../../src/core/announcements/reach.js";

const window = { freeForMs: 1, possibleForMs: 2, mayCost: true };

it("tells by which way and at what price people of an Official Account are reached, and of no channel without a window", () => {
  const counts = [
    { channelId: "telegram", total: 5, reached: 5, excluded: {}, paid: 0 },
    { channelId: "zalo-oa", total: 9, reached: 6, excluded: { outside_window: 3 }, paid: 2 },
  ];
  const channels = [
    { channelId: "telegram", perMinute: 1500 },
    { channelId: "zalo-oa", perMinute: 100, window },
  ];
  expect(routesOf(counts, channels)).toEqual([
    { channelId: "zalo-oa", route: "free_text", count: 4, costDong: 0 },
    { channelId: "zalo-oa", route: "paid_text", count: 2, costDong: 110 },
    { channelId: "zalo-oa", route: "none", count: 3, costDong: undefined },
  ]);
});
