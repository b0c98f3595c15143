import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { newConversationState } from "../../src/core/conversation/conversation-state.js";
import type { ClaimedDelivery, DeliveryRecord } from "../../src/core/conversation/delivery-queue.js";
import type { ClaimedTurn } from "../../src/core/conversation/turn-queue.js";
import { createPool } from "../../src/storage/create-pool.js";
import { deleteWhatExpired } from "../../src/storage/delete-what-expired.js";
import { PostgresConversations } from "../../src/storage/postgres-conversations.js";
import { PostgresInbox } from "../../src/storage/postgres-inbox.js";
import { PostgresOutbox } from "../../src/storage/postgres-outbox.js";
import { openPresence } from "../../src/storage/presence.js";
import { createTestDatabase, type TestDatabase } from "../support/database.js";

const sent: DeliveryRecord = { state: "sent", providerMessageId: "m-1" };
const later: DeliveryRecord = { state: "pending", reason: "busy", waitMs: 60_000, isUncertain: false };
let database: TestDatabase;
let inbox: PostgresInbox;
let outbox: PostgresOutbox;
let conversations: PostgresConversations;

beforeEach(async () => {
  database = await createTestDatabase();
  inbox = new PostgresInbox(database.pool, null, ["push"]);
  outbox = new PostgresOutbox(database.pool);
  conversations = new PostgresConversations(database.pool);
  for (const id of ["push-a", "push-b"]) await open(id);
});
afterEach(() => database.drop());

function open(id: string, channelId = "push"): Promise<void> {
  return inbox.open({ id, channelId, userId: "u", reference: { channelId, conversation: { id } as never, serviceUrl: `for ${id}` } });
}

const say = (conversationId: string, ...texts: string[]) =>
  outbox.append(
    conversationId,
    texts.map((text) => ({ type: "message", text })),
  );
const claim = (limit = 10, channelId = "push") => outbox.claim(limit, channelId);
const textsOf = (deliveries: ClaimedDelivery[]) => deliveries.map(({ activity }) => activity.text).sort();
const letLeasesRunOut = () => database.pool.query("UPDATE deliveries SET leased_until = now() - interval '1 second' WHERE leased_until IS NOT NULL");
const letWaitsEnd = () => database.pool.query("UPDATE deliveries SET next_at = now()");

async function claimOne(): Promise<ClaimedDelivery> {
  const [delivery, ...others] = await claim();
  expect(others).toEqual([]);
  return delivery as ClaimedDelivery;
}

async function statesOf(conversationId: string) {
  const { rows } = await database.pool.query<{ state: string; reason: string | null; is_uncertain: boolean }>(
    "SELECT state, reason, is_uncertain FROM deliveries WHERE conversation_id = $1 ORDER BY place",
    [conversationId],
  );
  return rows.map(({ state, reason, is_uncertain: isUncertain }) =>
    [state, ...(reason === null ? [] : [reason]), ...(isUncertain ? ["uncertain"] : [])].join(", "),
  );
}

describe("the outbox", () => {
  it("speaks by the newest reference of a conversation", async () => {
    await inbox.open({ id: "push-a", channelId: "other", userId: "v", reference: { channelId: "push", conversation: { id: "push-a" }, serviceUrl: "moved" } });
    await say("push-a", "một");
    expect(await claimOne()).toMatchObject({ channelId: "push", reference: { serviceUrl: "moved" } });
  });

  it("takes the replies of a turn in with its outcome, on channels that push and on no other", async () => {
    await open("pull-c", "pull");
    for (const [id, channelId] of [
      ["push-a", "push"],
      ["pull-c", "pull"],
    ] as const) {
      await inbox.receive({ activity: { type: "message", text: "hỏi", channelId, conversation: { id } }, providerId: "1", isVisible: true });
    }
    for (const turn of await inbox.claim(2, ["push", "pull"]))
      expect(await inbox.finish(turn, { replies: [{ type: "message", text: "đáp" }], state: newConversationState })).toBe(true);
    expect(await claim(10, "pull")).toEqual([]);
    expect(await claimOne()).toMatchObject({
      conversationId: "push-a",
      place: 2,
      channelId: "push",
      reference: { serviceUrl: "for push-a" },
      activity: { id: "push-a|0000002", text: "đáp" },
      attempt: 1,
      isUncertain: false,
    });
  });

  it("takes nothing in of a turn whose worker has lost it", async () => {
    await inbox.receive({ activity: { type: "message", text: "hỏi", channelId: "push", conversation: { id: "push-a" } }, providerId: "1", isVisible: true });
    const [turn] = await inbox.claim(1, ["push"]);
    await database.pool.query("UPDATE inbox SET lease = gen_random_uuid()");
    expect(await inbox.finish(turn as ClaimedTurn, { replies: [{ type: "message", text: "đáp" }], state: newConversationState })).toBe(false);
    expect(await claim()).toEqual([]);
  });

  it("lends the oldest of each conversation, and the next only when that is over", async () => {
    await say("push-a", "a1", "a2");
    await say("push-b", "b1");
    const first = await claim();
    expect(textsOf(first)).toEqual(["a1", "b1"]);
    expect(await claim()).toEqual([]);
    for (const delivery of first) await outbox.record(delivery, sent);
    expect(await claimOne()).toMatchObject({ activity: { text: "a2" } });
    expect(await statesOf("push-a")).toEqual(["sent", "pending"]);
  });

  it("lends not more than was asked for, and only what is of the channel", async () => {
    await say("push-a", "a1");
    await say("push-b", "b1");
    expect(await claim(10, "other")).toEqual([]);
    expect(await claim(1)).toHaveLength(1);
  });

  it("waits before it lends again, holds back what comes after, and lets other conversations pass", async () => {
    await say("push-a", "a1", "a2");
    await outbox.record(await claimOne(), later);
    await say("push-a", "a3");
    await say("push-b", "b1");
    expect(textsOf(await claim())).toEqual(["b1"]);
    expect(await statesOf("push-a")).toEqual(["pending, busy", "pending", "pending"]);
    await letWaitsEnd();
    expect(await claimOne()).toMatchObject({ activity: { text: "a1" }, attempt: 2, isUncertain: false });
  });

  it("remembers that an attempt may have succeeded", async () => {
    await say("push-a", "a1");
    await outbox.record(await claimOne(), { ...later, isUncertain: true });
    await letWaitsEnd();
    const again = await claimOne();
    expect(again.isUncertain).toBe(true);
    await outbox.record(again, sent);
    expect(await statesOf("push-a")).toEqual(["sent, uncertain"]);
  });

  it("keeps the provider's id of what was sent", async () => {
    await say("push-a", "a1");
    await outbox.record(await claimOne(), sent);
    expect((await database.pool.query("SELECT provider_message_id FROM deliveries")).rows).toEqual([{ provider_message_id: "m-1" }]);
  });

  it("goes on behind what was refused or given up", async () => {
    await say("push-a", "a1", "a2", "a3");
    await outbox.record(await claimOne(), { state: "refused", reason: "bad text", isUnreachable: false });
    await outbox.record(await claimOne(), { state: "given_up", reason: "busy", isUncertain: true });
    await outbox.record(await claimOne(), sent);
    expect(await statesOf("push-a")).toEqual(["refused, bad text", "given_up, busy, uncertain", "sent"]);
  });

  it("drops all that waits for a person who cannot be reached, and speaks unasked again only after they have written", async () => {
    await say("push-a", "a1", "a2");
    await say("push-b", "b1");
    for (const delivery of await claim())
      await outbox.record(delivery, delivery.conversationId === "push-a" ? { state: "refused", reason: "blocked", isUnreachable: true } : later);
    expect(await statesOf("push-a")).toEqual(["refused, blocked", "refused, blocked"]);
    expect(await statesOf("push-b")).toEqual(["pending, busy"]);
    expect(await conversations.referenceOf("push-a")).toBeUndefined();
    expect(await conversations.referenceOf("push-b")).toBeDefined();
    await inbox.receive({
      activity: { type: "message", text: "tôi đây", channelId: "push", conversation: { id: "push-a" } },
      providerId: "1",
      isVisible: true,
    });
    expect(await conversations.referenceOf("push-a")).toBeDefined();
  });

  it("lends again at once when the process of a worker has died, and says that it may have been sent", async () => {
    const presence = await openPresence(database.pool, "gone-soon");
    await say("push-a", "a1");
    await new PostgresOutbox(database.pool, presence.name).claim(1, "push");
    expect(await claim()).toEqual([]);
    await presence.end();
    await vi.waitFor(async () => expect(await claim()).toMatchObject([{ attempt: 2, isUncertain: true }]));
  });

  it("leaves a delivery with the worker that renews", async () => {
    await say("push-a", "a1");
    const delivery = await claimOne();
    await letLeasesRunOut();
    await outbox.renew([delivery.lease]);
    expect(await claim()).toEqual([]);
  });

  it("believes a late worker that it has sent, and nothing else", async () => {
    await say("push-a", "a1");
    const late = await claimOne();
    await letLeasesRunOut();
    const current = await claimOne();
    await outbox.record(late, { state: "refused", reason: "bad text", isUnreachable: true });
    await outbox.record(late, later);
    await outbox.record(late, { state: "given_up", reason: "busy", isUncertain: false });
    expect(await statesOf("push-a")).toEqual(["pending, uncertain"]);
    await outbox.record(late, sent);
    await outbox.record(current, later);
    expect(await statesOf("push-a")).toEqual(["sent, uncertain"]);
  });

  it("lends each once and in order to many workers in several processes at once", async () => {
    const pools = [1, 2, 3].map(() => createPool({ connectionString: database.url }));
    const names = Array.from({ length: 6 }, (_, index) => `push-${index}`);
    await Promise.all(names.map((name) => open(name)));
    const perConversation = 20;
    const delivered: { conversation: string; text: string }[] = [];
    const saying = Promise.all(
      names.map(async (name) => {
        for (let i = 0; i < perConversation; i++) await say(name, `${i}`);
      }),
    );
    const working = pools.map(async (pool) => {
      const worker = new PostgresOutbox(pool);
      while (delivered.length < names.length * perConversation) {
        for (const delivery of await worker.claim(3, "push")) {
          delivered.push({ conversation: delivery.conversationId, text: delivery.activity.text ?? "" });
          await worker.record(delivery, sent);
        }
      }
    });
    await Promise.all([saying, ...working]);
    for (const name of names)
      expect(delivered.filter(({ conversation }) => conversation === name).map(({ text }) => text)).toEqual(
        Array.from({ length: perConversation }, (_, i) => `${i}`),
      );
    await Promise.all(pools.map((pool) => pool.end()));
  });

  it("tells of what is to be delivered, and on which channel", async () => {
    const callback = vi.fn();
    const stop = await outbox.onArrival(callback);
    await say("push-a", "a1");
    await vi.waitUntil(() => callback.mock.calls.length > 0, { timeout: 10_000, interval: 10 });
    expect(callback).toHaveBeenCalledWith("push");
    await stop();
  });

  it("counts what waits on each channel", async () => {
    await open("other-c", "other");
    await say("push-a", "a1", "a2");
    await say("other-c", "c1");
    await outbox.record(await claimOne(), sent);
    await database.pool.query("UPDATE deliveries SET created_at = now() - interval '5 seconds' WHERE channel_id = 'other'");
    const waiting = await outbox.waiting();
    expect(waiting.map(({ channelId, count }) => [channelId, count]).sort()).toEqual([
      ["other", 1],
      ["push", 1],
    ]);
    expect(waiting.find(({ channelId }) => channelId === "other")?.oldestSeconds).toBeGreaterThanOrEqual(5);
  });
});

describe("deleteWhatExpired", () => {
  it("forgets what became of messages after a week, and gives up what nobody delivers", async () => {
    await say("push-a", "a1", "a2", "a3");
    await outbox.record(await claimOne(), sent);
    await outbox.record(await claimOne(), sent);
    await database.pool.query("UPDATE deliveries SET done_at = now() - interval '8 days' WHERE place = 1");
    await database.pool.query("UPDATE deliveries SET created_at = now() - interval '3 days' WHERE place = 3");
    await deleteWhatExpired(database.pool);
    expect(await statesOf("push-a")).toEqual(["sent", "given_up, no process serves the channel"]);
    expect(await claim()).toEqual([]);
  });
});
