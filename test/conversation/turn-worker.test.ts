import { afterEach, describe, expect, it, vi } from "vitest";
import { ChannelAdapter } from "../../src/activity/channel-adapter.js";
import { newConversationState } from "../../src/core/conversation/conversation-state.js";
import type { ClaimedTurn, TurnOutcome, TurnQueue } from "../../src/core/conversation/turn-queue.js";
import { TurnWorker, type WorkerOptions } from "../../src/core/conversation/turn-worker.js";
import { FakeAnswerer, noSubscriptions, noTraining } from "../support/fake-brain.js";

const deadline = { timeout: 10_000, interval: 5 };
const capabilities = { buttons: Infinity, links: true, maxTextLength: 4000, richText: false, typing: false, edit: false, proactive: true, notifies: true };

/** A queue in memory that hands out what it is given, once. */
class FakeQueue implements TurnQueue {
  readonly waiting: ClaimedTurn[] = [];
  readonly finished: { turn: ClaimedTurn; outcome: TurnOutcome }[] = [];
  readonly renewed: string[] = [];
  claims = 0;
  claimFault: Error | undefined;
  finishFault: Error | undefined;
  arrived = (): void => undefined;

  add(id: string, text: string, changes: Partial<ClaimedTurn> = {}): void {
    const activity = { type: "message", text, channelId: "test", conversation: { id }, from: { id: "u" }, recipient: { id: "bot" } };
    this.waiting.push({
      id,
      lease: `lease-${id}`,
      channelId: "test",
      conversationId: id,
      activity,
      state: { ...newConversationState, isGreeted: true },
      receivedAt: new Date(0),
      attempt: 1,
      ...changes,
    });
    this.arrived();
  }

  claim(limit: number): Promise<ClaimedTurn[]> {
    this.claims += 1;
    const fault = this.claimFault;
    this.claimFault = undefined;
    return fault ? Promise.reject(fault) : Promise.resolve(this.waiting.splice(0, limit));
  }

  renew(leases: readonly string[]): Promise<void> {
    this.renewed.push(...leases);
    return Promise.resolve();
  }

  finish(turn: ClaimedTurn, outcome: TurnOutcome): Promise<boolean> {
    if (this.finishFault) return Promise.reject(this.finishFault);
    this.finished.push({ turn, outcome });
    return Promise.resolve(true);
  }

  onArrival(callback: () => void): Promise<() => Promise<void>> {
    this.arrived = callback;
    return Promise.resolve(() => Promise.resolve());
  }

  get replies(): (string | undefined)[] {
    return this.finished.flatMap(({ outcome }) => outcome.replies.map(({ text }) => text?.split("\n")[0]));
  }
}

let worker: TurnWorker;
afterEach(() => worker.stop());

async function start(queue: FakeQueue, changes: Partial<WorkerOptions> = {}): Promise<{ answerer: FakeAnswerer; onFault: ReturnType<typeof vi.fn> }> {
  const answerer = new FakeAnswerer();
  const onFault = vi.fn();
  const adapter = new ChannelAdapter({
    channel: { id: "test", capabilities },
    showTyping: () => Promise.resolve(),
    deliver: () => Promise.resolve(),
    explainFailure: ({ message }) => `Lỗi: ${message}`,
  });
  worker = new TurnWorker({
    noticeOn: () => Promise.resolve(undefined),
    linkTrials: () => Promise.resolve("unknown_code"),
    queue,
    adapters: new Map([["test", adapter]]),
    answerer,
    heldData: { heldOn: () => Promise.resolve(undefined) },
    training: noTraining,
    subscriptions: noSubscriptions,
    now: () => new Date(1500),
    newId: () => "id",
    onFault,
    pollEveryMs: 60_000,
    renewEveryMs: 10,
    ...changes,
  });
  await worker.start();
  return { answerer, onFault };
}

describe("TurnWorker", () => {
  it("answers what waits and what arrives", async () => {
    const queue = new FakeQueue();
    queue.add("a", "một");
    await start(queue);
    queue.add("b", "hai");
    await vi.waitUntil(() => queue.finished.length === 2, deadline);
    expect(queue.replies).toEqual(["Trả lời thứ 1: một", "Trả lời thứ 1: hai"]);
  });

  it("hands over the question for those who make the answers better, with what became of it", async () => {
    const queue = new FakeQueue();
    queue.add("a", "lệ phí bao nhiêu");
    await start(queue);
    await vi.waitUntil(() => queue.finished.length === 1, deadline);
    expect(queue.finished[0]?.outcome.asked).toMatchObject({ question: "lệ phí bao nhiêu", status: "answered_article", sources: ["article/test"] });
  });

  it("reports each turn: how it ended, and how long it took from the arrival", async () => {
    const queue = new FakeQueue();
    const onTurn = vi.fn();
    await start(queue, { onTurn });
    queue.add("a", "một");
    queue.add("b", "hỏng");
    await vi.waitUntil(() => onTurn.mock.calls.length === 2, deadline);
    expect(onTurn.mock.calls).toEqual([
      [{ channelId: "test", status: "answered_article", durationMs: 1500 }],
      [{ channelId: "test", status: "error_internal", durationMs: 1500 }],
    ]);
  });

  it("answers a failure by an apology, and keeps the memory as it was", async () => {
    const queue = new FakeQueue();
    await start(queue);
    queue.add("a", "hỏng");
    await vi.waitUntil(() => queue.finished.length === 1, deadline);
    expect(queue.replies).toEqual(["Lỗi: the fake answerer was asked to fail"]);
    expect(queue.finished[0]?.outcome.state).toBe(queue.finished[0]?.turn.state);
  });

  it("gives up a message that has ended the process again and again, without trying it once more", async () => {
    const queue = new FakeQueue();
    const { answerer } = await start(queue);
    queue.add("a", "độc", { attempt: 4 });
    await vi.waitUntil(() => queue.finished.length === 1, deadline);
    expect(queue.replies[0]).toContain("given up");
    expect(answerer.asked).toEqual([]);
  });

  it("ends a turn whose activity nobody can read, without an answer", async () => {
    const queue = new FakeQueue();
    const { onFault } = await start(queue);
    queue.add("a", "x", { activity: { type: "" } });
    await vi.waitUntil(() => queue.finished.length === 1, deadline);
    expect(queue.replies).toEqual([]);
    expect(onFault).toHaveBeenCalled();
  });

  it("plays as many turns at a time as it may, and renews them while they take their time", async () => {
    const queue = new FakeQueue();
    const { answerer } = await start(queue, { concurrency: 2 });
    for (const id of ["a", "b", "c"]) queue.add(id, "chậm");
    await vi.waitUntil(() => queue.renewed.includes("lease-b"), deadline);
    expect(answerer.asked).toHaveLength(2);
    answerer.release();
    await vi.waitUntil(() => queue.finished.length === 3, deadline);
  });

  it("goes on after a fault of the queue", async () => {
    const queue = new FakeQueue();
    const { onFault } = await start(queue);
    queue.claimFault = new Error("the database is away");
    queue.add("a", "một");
    await vi.waitUntil(() => onFault.mock.calls.length === 1, deadline);
    queue.finishFault = new Error("the database is away");
    queue.add("b", "hai");
    await vi.waitUntil(() => onFault.mock.calls.length >= 2, deadline);
    queue.finishFault = undefined;
    queue.add("c", "ba");
    await vi.waitUntil(() => queue.replies.includes("Trả lời thứ 1: ba"), deadline);
  });

  it("waits for what is under way when it is stopped, and takes no more", async () => {
    const queue = new FakeQueue();
    const { answerer } = await start(queue);
    queue.add("a", "chậm");
    await vi.waitUntil(() => answerer.asked.length === 1, deadline);
    const stopped = worker.stop();
    queue.add("b", "sau");
    answerer.release();
    await stopped;
    expect(queue.finished.map(({ turn }) => turn.id)).toEqual(["a"]);
    expect(queue.waiting).toHaveLength(1);
  });

  it("looks by itself now and then, for turns of a process that died", async () => {
    const queue = new FakeQueue();
    await start(queue, { pollEveryMs: 5 });
    queue.arrived = () => undefined;
    queue.add("a", "một");
    await vi.waitUntil(() => queue.finished.length === 1, deadline);
  });
});
