import { afterEach, describe, expect, it, vi } from "vitest";
import type { DeliveryResult, PushChannel } from "../../src/activity/push-channel.js";
import { DeliveryWorker, type DeliveryWorkerOptions } from "../../src/core/conversation/delivery-worker.js";
import { FakeDeliveryQueue } from "../support/fake-delivery-queue.js";

const deadline = { timeout: 10_000, interval: 5 };
const capabilities = { buttons: Infinity, links: true, maxTextLength: 4000, richText: false, typing: false, edit: false, proactive: true, notifies: true };

/** A channel whose server answers as the test says, when the test says. */
class FakeChannel implements PushChannel {
  readonly channel;
  readonly begun: string[] = [];
  readonly #answers = new Map<string, (result: DeliveryResult) => void>();
  /** What is answered at once; by default nothing is. */
  result: DeliveryResult | Error | undefined;

  constructor(id = "test") {
    this.channel = { id, capabilities };
  }

  deliver(_reference: unknown, { text = "" }: { text?: string }): Promise<DeliveryResult> {
    this.begun.push(text);
    if (this.result instanceof Error) return Promise.reject(this.result);
    if (this.result !== undefined) return Promise.resolve(this.result);
    return new Promise((resolve) => this.#answers.set(text, resolve));
  }

  answer(text: string, result: DeliveryResult = { outcome: "sent" }): void {
    this.#answers.get(text)?.(result);
  }

  showTyping(): Promise<void> {
    return Promise.resolve();
  }
}

let worker: DeliveryWorker;
afterEach(async () => {
  vi.useRealTimers();
  await worker.stop();
});

async function start(queue: FakeDeliveryQueue, pushChannels: readonly PushChannel[], changes: Partial<DeliveryWorkerOptions> = {}) {
  const onFault = vi.fn();
  const onDelivery = vi.fn();
  worker = new DeliveryWorker({
    queue,
    pushChannels,
    now: () => new Date(1500),
    chance: () => 0,
    wait: () => Promise.resolve(),
    onFault,
    onDelivery,
    slowAfterMs: 60_000,
    pollEveryMs: 60_000,
    renewEveryMs: 10,
    ...changes,
  });
  await worker.start();
  return { onFault, onDelivery };
}

describe("DeliveryWorker", () => {
  it("delivers what waits and what arrives, and reports each attempt with its time since it was said", async () => {
    const queue = new FakeDeliveryQueue();
    const channel = new FakeChannel();
    channel.result = { outcome: "sent", providerMessageId: "m" };
    queue.add("một");
    const { onDelivery } = await start(queue, [channel]);
    queue.add("hai");
    await vi.waitUntil(() => onDelivery.mock.calls.length === 2, deadline);
    expect(queue.outcomes).toEqual(["một: sent", "hai: sent"]);
    expect(queue.recorded[0]?.record).toEqual({ state: "sent", providerMessageId: "m" });
    expect(onDelivery).toHaveBeenCalledWith({ channelId: "test", outcome: "sent", durationMs: 1500 });
  });

  it("names what became of each", async () => {
    const queue = new FakeDeliveryQueue();
    const channel = new FakeChannel();
    const { onDelivery } = await start(queue, [channel], { concurrency: 4 });
    for (const text of ["bận", "sai", "chặn", "bỏ"]) queue.add(text, text === "bỏ" ? { attempt: 1000 } : {});
    await vi.waitUntil(() => channel.begun.length === 4, deadline);
    channel.answer("bận", { outcome: "later", reason: "busy" });
    channel.answer("sai", { outcome: "refused", reason: "bad", isUnreachable: false });
    channel.answer("chặn", { outcome: "refused", reason: "blocked", isUnreachable: true });
    channel.answer("bỏ", { outcome: "later", reason: "busy" });
    await vi.waitUntil(() => onDelivery.mock.calls.length === 4, deadline);
    expect(onDelivery.mock.calls.map(([attempt]) => (attempt as { outcome: string }).outcome)).toEqual(["later", "refused", "unreachable", "given_up"]);
  });

  it("begins one at a time, so that a kill repeats one message at most", async () => {
    const queue = new FakeDeliveryQueue();
    const channel = new FakeChannel();
    const { onDelivery } = await start(queue, [channel]);
    for (const text of ["một", "hai"]) queue.add(text);
    await vi.waitUntil(() => queue.renewed.includes("lease một"), deadline);
    expect(channel.begun).toEqual(["một"]);
    channel.answer("một");
    await vi.waitUntil(() => channel.begun.length === 2, deadline);
    channel.answer("hai");
    await vi.waitUntil(() => onDelivery.mock.calls.length === 2, deadline);
  });

  it("does not wait for one that takes long, up to a number of them", async () => {
    const queue = new FakeDeliveryQueue();
    const channel = new FakeChannel();
    const { onDelivery } = await start(queue, [channel], { slowAfterMs: 1, maxUnderWay: 3 });
    for (const text of ["một", "hai", "ba", "bốn"]) queue.add(text);
    await vi.waitUntil(() => queue.renewed.includes("lease ba"), deadline);
    expect(channel.begun).toEqual(["một", "hai", "ba"]);
    channel.answer("hai");
    await vi.waitUntil(() => channel.begun.length === 4, deadline);
    for (const text of ["một", "ba", "bốn"]) channel.answer(text);
    await vi.waitUntil(() => onDelivery.mock.calls.length === 4, deadline);
    expect(queue.outcomes[0]).toBe("hai: sent");
  });

  it("lets no channel wait for another", async () => {
    const queue = new FakeDeliveryQueue();
    const [hanging, quick] = [new FakeChannel("hanging"), new FakeChannel("quick")];
    quick.result = { outcome: "sent" };
    await start(queue, [hanging, quick]);
    for (let i = 0; i < 3; i++) queue.add(`${i}`, { channelId: "hanging" });
    for (let i = 3; i < 6; i++) queue.add(`${i}`, { channelId: "quick" });
    await vi.waitUntil(() => queue.recorded.length === 3, deadline);
    expect(queue.outcomes).toEqual(["3: sent", "4: sent", "5: sent"]);
    expect(hanging.begun).toEqual(["0"]);
    hanging.answer("0");
    for (const text of ["1", "2"]) {
      await vi.waitUntil(() => hanging.begun.includes(text), deadline);
      hanging.answer(text);
    }
  });

  it("begins nothing more on a channel whose server takes nothing, until it does, and goes on with the others", async () => {
    vi.useFakeTimers();
    const queue = new FakeDeliveryQueue();
    const [busy, other] = [new FakeChannel("busy"), new FakeChannel("other")];
    busy.result = { outcome: "later", reason: "429", afterMs: 3_000, isForAll: true };
    other.result = { outcome: "sent" };
    await start(queue, [busy, other]);
    for (const [text, channelId] of [
      ["một", "busy"],
      ["hai", "busy"],
      ["ba", "other"],
    ] as const)
      queue.add(text, { channelId });
    await vi.advanceTimersByTimeAsync(2_999);
    expect([busy.begun, other.begun]).toEqual([["một"], ["ba"]]);
    busy.result = { outcome: "sent" };
    await vi.advanceTimersByTimeAsync(1);
    expect(queue.outcomes).toEqual(["một: pending", "ba: sent", "hai: sent"]);
  });

  it("looks again when the wait of a delivery is over", async () => {
    vi.useFakeTimers();
    const queue = new FakeDeliveryQueue();
    const channel = new FakeChannel();
    channel.result = { outcome: "later", reason: "busy", afterMs: 3_000 };
    await start(queue, [channel]);
    queue.add("một");
    await vi.advanceTimersByTimeAsync(0);
    expect(queue.outcomes).toEqual(["một: pending"]);
    queue.arrived = () => undefined;
    channel.result = { outcome: "sent" };
    queue.add("một", { attempt: 2 });
    await vi.advanceTimersByTimeAsync(2_999);
    expect(queue.recorded).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(queue.outcomes).toEqual(["một: pending", "một: sent"]);
  });

  it("takes a fault inside the adapter for a delivery that may have been sent", async () => {
    const queue = new FakeDeliveryQueue();
    const channel = new FakeChannel();
    channel.result = new Error("bang");
    const { onFault } = await start(queue, [channel]);
    queue.add("một");
    await vi.waitUntil(() => queue.recorded.length === 1, deadline);
    expect(queue.recorded[0]?.record).toMatchObject({ state: "pending", reason: "fault of the adapter", isUncertain: true });
    expect(onFault).toHaveBeenCalledWith(channel.result);
  });

  it("goes on recording what was sent while the database is away, and delivers no more meanwhile", async () => {
    const queue = new FakeDeliveryQueue();
    const channel = new FakeChannel();
    channel.result = { outcome: "sent" };
    queue.recordFaults = Array.from({ length: 5 }, () => new Error("the database is away"));
    const { onFault } = await start(queue, [channel]);
    queue.add("một");
    await vi.waitUntil(() => queue.recorded.length === 1, deadline);
    expect(onFault).toHaveBeenCalledTimes(5);
    expect(channel.begun).toEqual(["một"]);
  });

  it("goes on after a fault of the queue", async () => {
    const queue = new FakeDeliveryQueue();
    const channel = new FakeChannel();
    channel.result = { outcome: "sent" };
    queue.claimFault = new Error("the database is away");
    const { onFault } = await start(queue, [channel]);
    await vi.waitUntil(() => onFault.mock.calls.length === 1, deadline);
    queue.recordFaults = Array.from({ length: 20 }, () => new Error("the database is away"));
    queue.add("một");
    await vi.waitUntil(() => onFault.mock.calls.length === 21, deadline);
    queue.add("hai");
    await vi.waitUntil(() => queue.outcomes.includes("hai: sent"), deadline);
  });

  it("waits for what is under way when it is stopped, and begins no more", async () => {
    const queue = new FakeDeliveryQueue();
    const channel = new FakeChannel();
    await start(queue, [channel]);
    queue.add("một");
    await vi.waitUntil(() => channel.begun.length === 1, deadline);
    const stopped = worker.stop();
    queue.add("hai");
    channel.answer("một");
    await stopped;
    expect(queue.outcomes).toEqual(["một: sent"]);
    expect(queue.waiting).toHaveLength(1);
  });

  it("looks by itself now and then, for deliveries of a process that died", async () => {
    const queue = new FakeDeliveryQueue();
    const channel = new FakeChannel();
    channel.result = { outcome: "sent" };
    await start(queue, [channel], { pollEveryMs: 5 });
    queue.arrived = () => undefined;
    queue.add("một");
    await vi.waitUntil(() => queue.recorded.length === 1, deadline);
  });

  it("asks nothing of the queue without channels", async () => {
    const queue = new FakeDeliveryQueue();
    await start(queue, []);
    expect(queue.claims).toBe(0);
  });
});
