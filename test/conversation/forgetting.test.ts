import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { ActivityJson } from "../../src/activity/activity.js";
import { newConversationState } from "../../src/core/conversation/conversation-state.js";
import type { ClaimedTurn, TurnOutcome } from "../../src/core/conversation/turn-queue.js";
import { PostgresConversations } from "../../src/storage/postgres-conversations.js";
import { PostgresInbox } from "../../src/storage/postgres-inbox.js";
import { PostgresOutbox } from "../../src/storage/postgres-outbox.js";
import { createTestDatabase, type TestDatabase } from "../support/database.js";

let database: TestDatabase;
let inbox: PostgresInbox;
let outbox: PostgresOutbox;
let conversations: PostgresConversations;

beforeEach(async () => {
  database = await createTestDatabase();
  inbox = new PostgresInbox(database.pool, null, ["push"]);
  outbox = new PostgresOutbox(database.pool);
  conversations = new PostgresConversations(database.pool);
  for (const id of ["push-a", "push-b"])
    await inbox.open({ id, channelId: "push", userId: "u", reference: { channelId: "push", conversation: { id } as never } });
});
afterEach(() => database.drop());

const remembered = { ...newConversationState, memory: { offered: [{ label: "Lệ phí", question: "lệ phí" }] } };

function receive(text: string, conversationId = "push-a") {
  const activity = { type: "message", text, channelId: "push", conversation: { id: conversationId } };
  return inbox.receive({ activity, providerId: `${conversationId} ${text}`, isVisible: true });
}

function reply(text: string): ActivityJson {
  return { type: "message", text, channelData: { tlso: { answerId: text, status: "answered_article" } } };
}

async function claim(): Promise<ClaimedTurn> {
  const [turn] = await inbox.claim(1, ["push"]);
  if (turn === undefined) throw new Error("nothing waits");
  return turn;
}

/** Somebody says it, and is answered. */
async function exchange(text: string, conversationId = "push-a", outcome: Partial<TurnOutcome> = {}): Promise<void> {
  await receive(text, conversationId);
  await inbox.finish(await claim(), { replies: [reply(`${conversationId}: ${text}?`)], state: remembered, ...outcome });
}

const forgetting = (text: string): TurnOutcome => ({ replies: [reply(text)], state: newConversationState, forgets: true });
const logOf = async (conversationId: string) => (await conversations.readAfter(conversationId, 0, 100)).map(({ place, activity }) => [place, activity.text]);
const rowsOf = async (sql: string) => (await database.pool.query<Record<string, unknown>>(sql)).rows;

describe("a turn that forgets", () => {
  it("leaves itself and its reply of the log, at their places", async () => {
    await exchange("một");
    await exchange("hai");
    await receive("đồng ý xóa");
    expect(await inbox.finish(await claim(), forgetting("đã xóa"))).toBe(true);
    expect(await logOf("push-a")).toEqual([
      [5, "đồng ý xóa"],
      [6, "đã xóa"],
    ]);
    await exchange("ba");
    expect((await logOf("push-a")).slice(2)).toEqual([
      [7, "ba"],
      [8, "push-a: ba?"],
    ]);
  });

  it("leaves what came in since, and its turn", async () => {
    await exchange("một");
    await receive("đồng ý xóa");
    await receive("câu hỏi mới");
    await inbox.finish(await claim(), forgetting("đã xóa"));
    expect((await logOf("push-a")).map(([, text]) => text)).toEqual(["đồng ý xóa", "câu hỏi mới", "đã xóa"]);
    expect(await claim()).toMatchObject({ activity: { text: "câu hỏi mới" }, state: newConversationState });
  });

  it("drops what was still to be delivered, whoever has it now, and delivers the reply", async () => {
    await exchange("một");
    const [underWay] = await outbox.claim(1, "push");
    await exchange("hai");
    await receive("đồng ý xóa");
    await inbox.finish(await claim(), forgetting("đã xóa"));
    if (underWay === undefined) throw new Error("nothing was to be delivered");
    await outbox.record(underWay, { state: "sent", providerMessageId: "1" });
    expect((await outbox.claim(10, "push")).map(({ activity }) => activity.text)).toEqual(["đã xóa"]);
    expect(await rowsOf("SELECT place::integer, state FROM deliveries")).toEqual([{ place: 4 + 2, state: "pending" }]);
  });

  it("cuts feedback off from the conversation, and keeps it", async () => {
    await exchange("một");
    await exchange("hay", "push-a", { feedback: { about: { answerId: "push-a: một?" }, rating: "up", comment: "tốt" } });
    await receive("đồng ý xóa");
    await inbox.finish(await claim(), forgetting("đã xóa"));
    expect(await rowsOf("SELECT conversation_id, rating, comment FROM feedback")).toEqual([{ conversation_id: null, rating: "up", comment: "tốt" }]);
  });

  it("leaves nothing of it anywhere in the database", async () => {
    await exchange("bí mật");
    await exchange("hỏi tiếp chuyện bí mật", "push-a", { state: { ...remembered, memory: { offered: [{ label: "bí mật", question: "bí mật" }] } } });
    await receive("đồng ý xóa");
    await inbox.finish(await claim(), forgetting("đã xóa"));
    for (const table of ["conversations", "activities", "deliveries", "feedback"])
      expect(JSON.stringify(await rowsOf(`SELECT * FROM ${table}`)), table).not.toContain("bí mật");
    expect(await rowsOf("SELECT activity FROM inbox WHERE activity IS NOT NULL")).toEqual([]);
  });

  it("knows a message that is sent again, and does not bring it back", async () => {
    await exchange("một");
    await receive("đồng ý xóa");
    await inbox.finish(await claim(), forgetting("đã xóa"));
    expect([await receive("một"), await receive("đồng ý xóa")]).toMatchObject([{ outcome: "duplicate" }, { outcome: "duplicate" }]);
    expect(await logOf("push-a")).toHaveLength(2);
  });

  it("touches no other conversation", async () => {
    await exchange("một", "push-b");
    await exchange("hay", "push-b", { feedback: { about: { answerId: "push-b: một?" }, rating: "up", comment: "" } });
    const before = await logOf("push-b");
    await exchange("một");
    await receive("đồng ý xóa");
    await inbox.finish(await claim(), forgetting("đã xóa"));
    expect(await logOf("push-b")).toEqual(before);
    expect(await rowsOf("SELECT conversation_id FROM feedback")).toEqual([{ conversation_id: "push-b" }]);
  });

  it("forgets nothing when another worker has taken it over", async () => {
    await exchange("một");
    await receive("đồng ý xóa");
    const lost = await claim();
    await database.pool.query("UPDATE inbox SET leased_until = now() - interval '1 second' WHERE leased_until IS NOT NULL");
    const taken = await claim();
    expect(await inbox.finish(lost, forgetting("đã xóa"))).toBe(false);
    expect(await logOf("push-a")).toHaveLength(3);
    expect(await inbox.finish(taken, forgetting("đã xóa"))).toBe(true);
    expect(await logOf("push-a")).toHaveLength(2);
  });
});

describe("what is held on a conversation", () => {
  it("is told: the messages of both sides, since the first one, until 30 days after the last", async () => {
    await exchange("một");
    await database.pool.query("UPDATE conversations SET created_at = '2026-11-01T08:00:00Z', last_active_at = '2026-11-03T08:00:00Z'");
    expect(await conversations.heldOn("push-a")).toEqual({
      since: new Date("2026-11-01T08:00:00Z"),
      messages: 2,
      keptUntil: new Date("2026-12-03T08:00:00Z"),
    });
  });

  it("begins anew with a deletion", async () => {
    await exchange("một");
    await database.pool.query("UPDATE conversations SET created_at = '2026-11-01T08:00:00Z'");
    await receive("đồng ý xóa");
    const before = Date.now();
    await inbox.finish(await claim(), forgetting("đã xóa"));
    const held = await conversations.heldOn("push-a");
    expect(held?.messages).toBe(2);
    // The database's clock is not ours.
    expect(Math.abs((held?.since.getTime() ?? 0) - before)).toBeLessThan(60_000);
  });

  it("is nothing where there is no conversation", async () => {
    expect(await conversations.heldOn("push-nobody")).toBeUndefined();
  });
});
