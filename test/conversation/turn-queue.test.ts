import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { ActivityJson } from "../../src/activity/activity.js";
import { newConversationState } from "../../src/core/conversation/conversation-state.js";
import type { ClaimedTurn, TurnOutcome } from "../../src/core/conversation/turn-queue.js";
import { createPool } from "../../src/storage/create-pool.js";
import { deleteWhatExpired } from "../../src/storage/delete-what-expired.js";
import { PostgresConversations } from "../../src/storage/postgres-conversations.js";
import { PostgresInbox } from "../../src/storage/postgres-inbox.js";
import { openPresence } from "../../src/storage/presence.js";
import { createTestDatabase, type TestDatabase } from "../support/database.js";

const channels = ["test"];
let database: TestDatabase;
let inbox: PostgresInbox;
let conversations: PostgresConversations;

beforeEach(async () => {
  database = await createTestDatabase();
  inbox = new PostgresInbox(database.pool);
  conversations = new PostgresConversations(database.pool);
  for (const id of ["test-a", "test-b"]) await open(id);
});
afterEach(() => database.drop());

function open(id: string): Promise<void> {
  return inbox.open({ id, channelId: "test", userId: "u", reference: { channelId: "test", conversation: { id } as never } });
}

function message(text: string, conversationId = "test-a"): ActivityJson & { channelId: string; conversation: { id: string } } {
  return { type: "message", text, channelId: "test", conversation: { id: conversationId } };
}

function receive(text: string, conversationId = "test-a", providerId = text) {
  return inbox.receive({ activity: message(text, conversationId), providerId, isVisible: true });
}

const outcome = (text: string): TurnOutcome => ({ replies: [{ type: "message", text }], state: { ...newConversationState, isGreeted: true } });
const textsOf = (turns: ClaimedTurn[]) => turns.map(({ activity }) => activity.text);
async function logOf(conversationId: string) {
  return (await conversations.readAfter(conversationId, 0, 100)).map(({ activity }) => activity.text);
}
const letLeasesRunOut = () => database.pool.query("UPDATE inbox SET leased_until = now() - interval '1 second' WHERE leased_until IS NOT NULL");

describe("the queue of turns", () => {
  it("lends the oldest turn of each conversation, and the next only when it is finished", async () => {
    for (const text of ["a1", "a2"]) await receive(text, "test-a");
    for (const text of ["b1", "b2"]) await receive(text, "test-b");
    const first = await inbox.claim(10, channels);
    expect(textsOf(first)).toEqual(["a1", "b1"]);
    expect(await inbox.claim(10, channels)).toEqual([]);
    await inbox.finish(first[0] as ClaimedTurn, outcome("xong a1"));
    expect(textsOf(await inbox.claim(10, channels))).toEqual(["a2"]);
  });

  it("lends not more than was asked for, and only turns of channels that are served", async () => {
    await receive("a1", "test-a");
    await receive("b1", "test-b");
    expect(await inbox.claim(10, ["other"])).toEqual([]);
    expect(await inbox.claim(1, channels)).toHaveLength(1);
  });

  it("stores reply, memory and end together; the reply stands behind its question", async () => {
    await receive("a1");
    const [turn] = await inbox.claim(1, channels);
    expect(turn).toMatchObject({ conversationId: "test-a", attempt: 1, state: undefined, activity: { id: "test-a|0000001" } });
    expect(await inbox.finish(turn as ClaimedTurn, outcome("xong"))).toBe(true);
    expect(await logOf("test-a")).toEqual(["a1", "xong"]);
    await receive("a2");
    expect((await inbox.claim(1, channels))[0]?.state).toEqual({ ...newConversationState, isGreeted: true });
  });

  it("stores nothing of a turn whose outcome cannot be stored", async () => {
    await receive("a1");
    const [turn] = await inbox.claim(1, channels);
    const unstorable = { ...outcome("xong"), feedback: { about: { answerId: "x" }, rating: "sideways" as "up", comment: "" } };
    const withAnswer = { ...unstorable, replies: [{ type: "message", text: "xong", channelData: { tlso: { answerId: "x", status: "answered_article" } } }] };
    await expect(inbox.finish(turn as ClaimedTurn, withAnswer)).rejects.toThrow();
    expect(await logOf("test-a")).toEqual(["a1"]);
    await letLeasesRunOut();
    expect((await inbox.claim(1, channels))[0]).toMatchObject({ attempt: 2, state: undefined });
  });

  it("lends a turn again when its worker has died, and takes only the outcome of the one who has it", async () => {
    await receive("a1");
    const [lost] = await inbox.claim(1, channels);
    await letLeasesRunOut();
    const [taken] = await inbox.claim(1, channels);
    expect(taken).toMatchObject({ id: lost?.id, attempt: 2 });
    expect(await inbox.finish(lost as ClaimedTurn, outcome("quá muộn"))).toBe(false);
    expect(await inbox.finish(taken as ClaimedTurn, outcome("đúng một lần"))).toBe(true);
    expect(await inbox.finish(taken as ClaimedTurn, outcome("hai lần"))).toBe(false);
    expect(await logOf("test-a")).toEqual(["a1", "đúng một lần"]);
  });

  it("notices at once that the process of a worker has died", async () => {
    const presence = await openPresence(database.pool, "gone-soon");
    await receive("a1");
    const [lost] = await new PostgresInbox(database.pool, presence.name).claim(1, channels);
    expect(lost?.attempt).toBe(1);
    expect(await inbox.claim(1, channels)).toEqual([]);
    await presence.end();
    const [taken] = await vi.waitFor(async () => {
      const turns = await inbox.claim(1, channels);
      expect(turns).toHaveLength(1);
      return turns;
    });
    expect(taken?.attempt).toBe(2);
    expect(await inbox.finish(lost as ClaimedTurn, outcome("quá muộn"))).toBe(false);
  });

  it("takes a worker for alive again after a lost connection", async () => {
    const presence = await openPresence(database.pool, "comes-back");
    await database.pool.query("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = $1", [presence.name]);
    await vi.waitFor(
      async () => expect((await database.pool.query("SELECT FROM pg_stat_activity WHERE application_name = $1", [presence.name])).rowCount).toBe(1),
      { timeout: 10_000, interval: 20 },
    );
    await presence.end();
  });

  it("leaves a turn with the worker that renews", async () => {
    await receive("a1");
    const [turn] = await inbox.claim(1, channels);
    await letLeasesRunOut();
    await inbox.renew([turn?.lease ?? ""]);
    expect(await inbox.claim(1, channels)).toEqual([]);
  });

  it("keeps nothing of what was answered in the inbox", async () => {
    await receive("a1");
    const [turn] = await inbox.claim(1, channels);
    await inbox.finish(turn as ClaimedTurn, outcome("xong"));
    expect((await database.pool.query("SELECT activity, lease FROM inbox")).rows).toEqual([{ activity: null, lease: null }]);
    expect(await inbox.waiting()).toEqual({ count: 0, oldestSeconds: 0 });
  });

  it("lends each turn once and in order to many workers in several processes at once", async () => {
    const others = [1, 2, 3].map(() => createPool({ connectionString: database.url }));
    const workers = [inbox, ...others.map((pool) => new PostgresInbox(pool))];
    const names = Array.from({ length: 6 }, (_, index) => `test-${index}`);
    await Promise.all(names.map(open));
    const perConversation = 20;
    const played: { conversation: string; text: string }[] = [];
    const sending = Promise.all(
      names.map(async (name, index) => {
        for (let i = 0; i < perConversation; i++)
          await new PostgresInbox(others[index % 3] ?? database.pool).receive({ activity: message(`${i}`, name), providerId: `${name}:${i}`, isVisible: true });
      }),
    );
    const working = workers.map(async (worker) => {
      while (played.length < names.length * perConversation) {
        for (const turn of await worker.claim(3, channels)) {
          played.push({ conversation: turn.conversationId, text: turn.activity.text ?? "" });
          expect(await worker.finish(turn, outcome(`xong ${turn.activity.text}`))).toBe(true);
        }
      }
    });
    await Promise.all([sending, ...working]);
    for (const name of names)
      expect(played.filter(({ conversation }) => conversation === name).map(({ text }) => text)).toEqual(
        Array.from({ length: perConversation }, (_, i) => `${i}`),
      );
    await Promise.all(others.map((pool) => pool.end()));
  });

  it("tells of arrivals", async () => {
    const callback = vi.fn();
    const stop = await inbox.onArrival(callback);
    await receive("a1");
    await vi.waitUntil(() => callback.mock.calls.length > 0, { timeout: 10_000, interval: 10 });
    await stop();
  });
});

describe("the reception", () => {
  it("knows the same message by its sender's id, and gives the same answer", async () => {
    const first = await receive("a1", "test-a", "id-1");
    expect(first).toEqual({ outcome: "stored", activityId: "test-a|0000001" });
    expect(await receive("a1", "test-a", "id-1")).toEqual({ outcome: "duplicate", activityId: "test-a|0000001" });
    expect(await logOf("test-a")).toEqual(["a1"]);
  });

  it("takes the same message once when it comes many times at once", async () => {
    const receipts = await Promise.all(Array.from({ length: 8 }, () => receive("a1", "test-a", "id-1")));
    expect(receipts.filter(({ outcome: what }) => what === "stored")).toHaveLength(1);
    expect(await logOf("test-a")).toEqual(["a1"]);
  });

  it("refuses what belongs to no conversation", async () => {
    expect(await receive("x", "test-nobody")).toEqual({ outcome: "no_conversation" });
  });

  it("counts a conversation's minute, and knows a message sent again in spite of it", async () => {
    const limited = (providerId: string) => inbox.receive({ activity: message("x"), providerId, isVisible: true, maxPerMinute: 2 });
    expect([await limited("1"), await limited("2")].map(({ outcome: what }) => what)).toEqual(["stored", "stored"]);
    expect(await limited("3")).toEqual({ outcome: "too_many", retryAfterSeconds: expect.any(Number) as number });
    expect((await limited("2")).outcome).toBe("duplicate");
    await database.pool.query("UPDATE conversations SET minute_started_at = now() - interval '61 seconds'");
    expect((await limited("3")).outcome).toBe("stored");
  });
});

describe("deleteWhatExpired", () => {
  it("forgets conversations that have rested for long with all that was said, and keeps feedback without them", async () => {
    await receive("a1");
    const [turn] = await inbox.claim(1, channels);
    await inbox.finish(turn as ClaimedTurn, {
      ...outcome("xong"),
      replies: [{ type: "message", text: "xong", channelData: { tlso: { answerId: "x", status: "answered_article" } } }],
      feedback: undefined,
    });
    await receive("a2");
    const [rating] = await inbox.claim(1, channels);
    await inbox.finish(rating as ClaimedTurn, { replies: [], state: newConversationState, feedback: { about: { answerId: "x" }, rating: "up", comment: "" } });
    await database.pool.query("UPDATE conversations SET last_active_at = now() - interval '31 days' WHERE id = 'test-a'");
    await deleteWhatExpired(database.pool);
    expect(await conversations.userOf("test-a")).toBeUndefined();
    expect(await conversations.userOf("test-b")).toBe("u");
    expect(await logOf("test-a")).toEqual([]);
    expect((await database.pool.query("SELECT answer_id, conversation_id, rating FROM feedback")).rows).toEqual([
      { answer_id: "x", conversation_id: null, rating: "up" },
    ]);
  });

  it("forgets which messages were answered after two days", async () => {
    await receive("a1", "test-a", "id-1");
    const [turn] = await inbox.claim(1, channels);
    await inbox.finish(turn as ClaimedTurn, outcome("xong"));
    await deleteWhatExpired(database.pool);
    expect((await receive("a1", "test-a", "id-1")).outcome).toBe("duplicate");
    await database.pool.query("UPDATE inbox SET done_at = now() - interval '3 days'");
    await deleteWhatExpired(database.pool);
    expect((await database.pool.query("SELECT FROM inbox")).rowCount).toBe(0);
  });
});
