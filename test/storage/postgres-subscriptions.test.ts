import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { ActivityJson } from "../../src/activity/activity.js";
import { newConversationState } from "../../src/core/conversation/conversation-state.js";
import type { ClaimedTurn, TurnOutcome } from "../../src/core/conversation/turn-queue.js";
import type { Subscription, SubscriptionChange } from "../../src/core/subscriptions/subscription.js";
import { deleteWhatExpired } from "../../src/storage/delete-what-expired.js";
import { PostgresInbox } from "../../src/storage/postgres-inbox.js";
import { PostgresOutbox } from "../../src/storage/postgres-outbox.js";
import { PostgresSubscriptions } from "../../src/storage/postgres-subscriptions.js";
import { createTestDatabase, type TestDatabase } from "../support/database.js";

const conversationId = "push-1";
const subscribedAt = new Date("2026-11-27T02:00:00.123Z");
const chosen: Subscription = { topics: ["chuyen-doi-so", "ky-nang-so"], place: "05266", role: "citizen", consentVersion: "v", subscribedAt };
const subscribed = (subscription: Subscription = chosen): SubscriptionChange => ({ kind: "subscribed", conversationId, channelId: "push", subscription });
const unsubscribed: SubscriptionChange = { kind: "unsubscribed", conversationId, at: new Date("2026-11-28T02:00:00Z") };
const reply: ActivityJson = { type: "message", text: "rồi" };

let database: TestDatabase;
let inbox: PostgresInbox;
let outbox: PostgresOutbox;
let subscriptions: PostgresSubscriptions;
beforeEach(async () => {
  database = await createTestDatabase();
  inbox = new PostgresInbox(database.pool, null, ["push"]);
  outbox = new PostgresOutbox(database.pool);
  subscriptions = new PostgresSubscriptions(database.pool);
  await open(conversationId);
});
afterEach(() => database.drop());

function open(id: string): Promise<void> {
  return inbox.open({ id, channelId: "push", userId: "u", reference: { channelId: "push", conversation: { id } as never } });
}

async function claim(): Promise<ClaimedTurn> {
  const activity = { type: "message", text: "đồng ý", channelId: "push", conversation: { id: conversationId } };
  await inbox.receive({ activity, providerId: Math.random().toString(), isVisible: true });
  const [turn] = await inbox.claim(1, ["push"]);
  if (turn === undefined) throw new Error("nothing waits");
  return turn;
}

/** A turn that ends so. */
async function play(outcome: Partial<TurnOutcome>): Promise<void> {
  await inbox.finish(await claim(), { replies: [reply], state: newConversationState, ...outcome });
}

const rowsOf = async (sql: string): Promise<unknown[]> => (await database.pool.query<Record<string, unknown>>(sql)).rows;

describe("PostgresSubscriptions", () => {
  it("gives back what was chosen, and what took its place", async () => {
    expect(await subscriptions.subscriptionOf(conversationId)).toBeUndefined();
    await play({ subscription: [subscribed()] });
    expect(await subscriptions.subscriptionOf(conversationId)).toEqual(chosen);
    const { place: _none, ...elsewhere } = chosen;
    await play({ subscription: [subscribed({ ...elsewhere, role: "official", topics: ["dao-tao-can-bo"] })] });
    expect(await subscriptions.subscriptionOf(conversationId)).toEqual({ ...elsewhere, role: "official", topics: ["dao-tao-can-bo"] });
  });

  it("keeps the evidence of consent and of its end, and takes a new consent in its place", async () => {
    await play({ subscription: [subscribed()] });
    await play({ subscription: [unsubscribed] });
    expect(await rowsOf("SELECT consent_version, subscribed_at, unsubscribed_at, unsubscribed_why, place FROM subscriptions")).toEqual([
      { consent_version: "v", subscribed_at: subscribedAt, unsubscribed_at: unsubscribed.at, unsubscribed_why: "asked", place: null },
    ]);
    expect((await subscriptions.subscriptionOf(conversationId))?.unsubscribedAt).toEqual(unsubscribed.at);
    await play({ subscription: [subscribed({ ...chosen, consentVersion: "w" })] });
    expect(await subscriptions.subscriptionOf(conversationId)).toEqual({ ...chosen, consentVersion: "w" });
  });

  it("stores nothing of a turn that is not stored", async () => {
    const turn = await claim();
    await database.pool.query("UPDATE inbox SET lease = gen_random_uuid()");
    expect(await inbox.finish(turn, { replies: [reply], state: newConversationState, subscription: [subscribed()] })).toBe(false);
    expect(await subscriptions.subscriptionOf(conversationId)).toBeUndefined();
  });

  it("deletes it with all else that is held on a person", async () => {
    await play({ subscription: [subscribed()] });
    await play({ forgets: true });
    expect(await rowsOf("SELECT FROM subscriptions")).toEqual([]);
  });

  it("ends it where the person has blocked the bot, and not where only nothing can be sent now", async () => {
    const refuse = async (isBlocked: boolean): Promise<void> => {
      const [delivery] = await outbox.claim(1, "push");
      if (delivery === undefined) throw new Error("nothing waits");
      await outbox.record(delivery, { state: "refused", reason: "403", isUnreachable: true, isBlocked });
    };
    await play({ subscription: [subscribed()] });
    await refuse(false);
    expect((await subscriptions.subscriptionOf(conversationId))?.unsubscribedAt).toBeUndefined();
    await play({});
    await refuse(true);
    expect(await rowsOf("SELECT unsubscribed_why, unsubscribed_at IS NOT NULL AS is_over FROM subscriptions")).toEqual([
      { unsubscribed_why: "blocked", is_over: true },
    ]);
  });

  it("keeps the address of who gets announcements, without what was said; but not on a channel that nobody comes back on", async () => {
    await play({ subscription: [subscribed()] });
    await database.pool.query("UPDATE conversations SET last_active_at = now() - interval '31 days'");
    await database.pool.query("UPDATE activities SET created_at = now() - interval '31 days'");
    await deleteWhatExpired(database.pool);
    expect(await rowsOf("SELECT id, state FROM conversations")).toEqual([{ id: conversationId, state: null }]);
    expect(await rowsOf("SELECT FROM activities")).toEqual([]);
    expect(await subscriptions.subscriptionOf(conversationId)).toEqual(chosen);
    await deleteWhatExpired(database.pool, ["push"]);
    expect(await rowsOf("SELECT id FROM conversations")).toEqual([]);
  });

  it("forgets who has left the announcements as it forgets everybody", async () => {
    await play({ subscription: [subscribed(), unsubscribed] });
    await database.pool.query("UPDATE conversations SET last_active_at = now() - interval '31 days'");
    await deleteWhatExpired(database.pool);
    expect(await rowsOf("SELECT FROM subscriptions")).toEqual([]);
  });
});
