import { describe, expect, it } from "vitest";
import { createOutbox, type Outbox, type OutgoingMessage } from "../../../adapters/web/widget/src/chat/outbox.js";
import type { Failure, Reply } from "../../../adapters/web/widget/src/direct-line/failure.js";
import { createManualClock, type ManualClock } from "./support/manual-clock.js";
import { createMemoryStore } from "./support/memory-store.js";

interface Setting {
  outbox: Outbox;
  clock: ManualClock;
  store: ReturnType<typeof createMemoryStore>;
  /** Texts in the order in which they were posted. */
  posted: string[];
  /** The next posts fail so, one after another. */
  failures: Failure[];
  messages: () => readonly OutgoingMessage[];
  lost: () => number;
}

function open(kept?: unknown): Setting {
  const clock = createManualClock();
  const store = createMemoryStore(kept);
  const posted: string[] = [];
  const failures: Failure[] = [];
  let messages: readonly OutgoingMessage[] = [];
  let lost = 0;
  const outbox = createOutbox({
    clock,
    store,
    post: async (message): Promise<Reply<string>> => {
      posted.push(message.text);
      const failure = failures.shift();
      return failure === undefined ? { ok: true, value: "id" } : { ok: false, failure };
    },
    onConversationLost: () => (lost += 1),
    onChange: (next) => (messages = next),
  });
  return { outbox, clock, store, posted, failures, messages: () => messages, lost: () => lost };
}

const deliveries = ({ messages }: Setting): string[] => messages().map(({ text, delivery }) => `${text}: ${delivery}`);

describe("the outbox", () => {
  it("keeps messages until there is a conversation, then sends them in order", async () => {
    const setting = open();
    setting.outbox.add({ clientId: "1", text: "một" });
    setting.outbox.add({ clientId: "2", text: "hai" });
    await setting.clock.pass(0);
    expect(setting.posted).toEqual([]);
    expect(setting.store.value).toHaveLength(2);

    setting.outbox.setReady(true);
    await setting.clock.pass(0);
    expect(setting.posted).toEqual(["một", "hai"]);
    expect(deliveries(setting)).toEqual(["một: sent", "hai: sent"]);
    expect(setting.store.value).toBeUndefined();

    setting.outbox.remove("1");
    setting.outbox.remove("2");
    expect(setting.messages()).toEqual([]);
  });

  it("tries again by itself, later each time, and asks the person after five attempts", async () => {
    const setting = open();
    setting.failures.push(...Array.from({ length: 5 }, () => ({ kind: "unreachable" as const })));
    setting.outbox.setReady(true);
    setting.outbox.add({ clientId: "1", text: "một" });
    await setting.clock.pass(0);
    expect(setting.posted).toHaveLength(1);
    await setting.clock.pass(1_000);
    expect(setting.posted).toHaveLength(2);
    await setting.clock.pass(1_999);
    expect(setting.posted).toHaveLength(2);
    await setting.clock.pass(60_000);
    expect(setting.posted).toHaveLength(5);
    expect(deliveries(setting)).toEqual(["một: failed"]);

    setting.outbox.retry("1");
    await setting.clock.pass(0);
    expect(deliveries(setting)).toEqual(["một: sent"]);
  });

  it("never gives up a message while there is no network", async () => {
    const setting = open();
    setting.outbox.setReady(true);
    setting.outbox.setReady(false);
    setting.outbox.add({ clientId: "1", text: "một" });
    for (let attempt = 0; attempt < 10; attempt += 1) {
      setting.failures.push({ kind: "unreachable" });
      setting.outbox.setReady(true);
      setting.outbox.setReady(false);
      await setting.clock.pass(20_000);
    }
    expect(setting.posted).toHaveLength(10);
    expect(deliveries(setting)).toEqual(["một: waiting"]);
  });

  it("keeps quiet as long as the server asks, whatever else is typed", async () => {
    const setting = open();
    setting.failures.push({ kind: "busy", retryAfterMs: 8_000 });
    setting.outbox.setReady(true);
    setting.outbox.add({ clientId: "1", text: "một" });
    await setting.clock.pass(1_000);
    setting.outbox.add({ clientId: "2", text: "hai" });
    await setting.clock.pass(6_999);
    expect(setting.posted).toEqual(["một"]);
    await setting.clock.pass(1);
    expect(setting.posted).toEqual(["một", "một", "hai"]);
  });

  it("goes on behind a message that the server will never take", async () => {
    const setting = open();
    setting.failures.push({ kind: "refused" });
    setting.outbox.setReady(true);
    setting.outbox.add({ clientId: "1", text: "dài" });
    setting.outbox.add({ clientId: "2", text: "ngắn" });
    await setting.clock.pass(0);
    expect(deliveries(setting)).toEqual(["dài: refused", "ngắn: sent"]);
  });

  it("reports a lost conversation and sends all that it did not answer to the next", async () => {
    const setting = open();
    setting.outbox.setReady(true);
    setting.outbox.add({ clientId: "1", text: "một" });
    await setting.clock.pass(0);
    setting.failures.push({ kind: "gone" });
    setting.outbox.add({ clientId: "2", text: "hai" });
    await setting.clock.pass(0);
    expect(setting.lost()).toBe(1);

    setting.outbox.requeueSent();
    setting.outbox.setReady(true);
    await setting.clock.pass(0);
    expect(setting.posted).toEqual(["một", "hai", "một", "hai"]);
  });

  it("takes up what an earlier load of the page had not sent, and survives nonsense there", async () => {
    const setting = open([{ clientId: "1", text: "một", delivery: "sending", askedAt: 5 }, { clientId: 2 }, "x", null]);
    setting.outbox.setReady(true);
    await setting.clock.pass(0);
    expect(setting.posted).toEqual(["một"]);
    expect(open("rác").messages()).toEqual([]);
  });

  it("forgets a message that the person took back while it was on its way", async () => {
    const setting = open();
    setting.failures.push({ kind: "unreachable" });
    setting.outbox.setReady(true);
    setting.outbox.add({ clientId: "1", text: "một" });
    setting.outbox.remove("1");
    await setting.clock.pass(60_000);
    expect(setting.messages()).toEqual([]);
    expect(setting.posted).toEqual(["một"]);
  });
});
