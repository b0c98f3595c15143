import { describe, expect, it } from "vitest";
import type { DeliveryResult } from "../../src/activity/push-channel.js";
import type { ClaimedDelivery } from "../../src/core/conversation/delivery-queue.js";
import { judgeDelivery } from "../../src/core/conversation/judge-delivery.js";

const hourMs = 60 * 60 * 1000;

function judge(result: DeliveryResult, { attempt = 1, ageMs = 0, chance = 0 } = {}) {
  const delivery: ClaimedDelivery = {
    conversationId: "test-1",
    place: 1,
    lease: "lease",
    channelId: "test",
    reference: {} as never,
    activity: { type: "message" },
    createdAt: new Date(0),
    attempt,
    isUncertain: false,
  };
  return judgeDelivery(result, delivery, { now: new Date(ageMs), chance });
}

function waitOf(result: DeliveryResult, circumstances: Parameters<typeof judge>[1]): number {
  const record = judge(result, circumstances);
  return record.state === "pending" ? record.waitMs : Number.NaN;
}

const busy: DeliveryResult = { outcome: "later", reason: "busy" };

describe("judgeDelivery", () => {
  it("ends what was sent or refused", () => {
    expect(judge({ outcome: "sent", providerMessageId: "m" })).toEqual({ state: "sent", providerMessageId: "m" });
    expect(judge({ outcome: "refused", reason: "window", isUnreachable: true })).toEqual({ state: "refused", reason: "window", isUnreachable: true });
    const blocked = { reason: "blocked", isUnreachable: true, isBlocked: true };
    expect(judge({ outcome: "refused", ...blocked })).toEqual({ state: "refused", ...blocked });
  });

  it.each([
    [1, 500, 1_000],
    [2, 1_000, 2_000],
    [5, 8_000, 16_000],
    [9, 128_000, 256_000],
    [10, 150_000, 300_000],
    [99, 150_000, 300_000],
  ])("waits after attempt %i from %i to %i ms, by chance", (attempt, least, most) => {
    expect([waitOf(busy, { attempt, chance: 0 }), waitOf(busy, { attempt, chance: 1 })]).toEqual([least, most]);
  });

  it("waits as long as the server asks, or longer if it has failed often", () => {
    const asked: DeliveryResult = { outcome: "later", reason: "quota", afterMs: 3_000 };
    expect([waitOf(asked, { attempt: 1 }), waitOf(asked, { attempt: 6 })]).toEqual([3_000, 16_000]);
  });

  it("waits no longer than the server asks where it asks everybody, however often", () => {
    const asked: DeliveryResult = { outcome: "later", reason: "quota", afterMs: 3_000, isForAll: true };
    expect([waitOf(asked, { attempt: 6 }), waitOf({ ...asked, afterMs: 0 }, { attempt: 6 })]).toEqual([3_000, 500]);
  });

  it("gives up after a hundred attempts, or when the next would be later than a day after it was said", () => {
    expect(judge(busy, { attempt: 100 })).toEqual({ state: "given_up", reason: "busy", isUncertain: false });
    expect(judge(busy, { attempt: 20, ageMs: 23.9 * hourMs }).state).toBe("pending");
    expect(judge({ ...busy, isUncertain: true }, { attempt: 20, ageMs: 24 * hourMs })).toEqual({ state: "given_up", reason: "busy", isUncertain: true });
    expect(judge({ outcome: "later", reason: "quota", afterMs: 30 * 24 * hourMs }, { ageMs: 1 }).state).toBe("given_up");
  });
});
