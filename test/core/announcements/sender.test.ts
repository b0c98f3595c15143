import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { webChat } from "../../../adapters/web/index.js";
import type { DeliveryResult, PushChannel } from "../../../src/activity/push-channel.js";
import { act, type Action } from "../../../src/core/announcements/act.js";
import { composeAnnouncement } from "../../../src/core/announcements/compose-announcement.js";
import { Sender, type SenderOptions } from "../../../src/core/announcements/sender.js";
import { PostgresAnnouncements } from "../../../src/storage/postgres-announcements.js";
import { PostgresChannelPauses } from "../../../src/storage/postgres-channel-pauses.js";
import { PostgresSendingLedger } from "../../../src/storage/postgres-sending-ledger.js";
import { openPresence, type Presence } from "../../../src/storage/presence.js";
import { announce, daytime, ledgerOf, subscribe } from "../../support/announcing.js";
import { createTestDatabase, type TestDatabase } from "../../support/database.js";

const deadline = { timeout: 20_000, interval: 20 };
const push = { id: "push", capabilities: { ...webChat.capabilities, maxTextLength: 2000 } };
const sent: DeliveryResult = { outcome: "sent", providerMessageId: "m" };
let database: TestDatabase;
let store: PostgresAnnouncements;
let ledger: PostgresSendingLedger;
/** Conversations in which something was taken, in order. */
let taken: string[];
/** What the server does to the next messages in a conversation; then it takes them. */
let answers: Map<string, DeliveryResult[]>;
let senders: Sender[];
let presences: Presence[];
let faults: unknown[];

beforeEach(async () => {
  database = await createTestDatabase();
  store = new PostgresAnnouncements(database.pool);
  ledger = new PostgresSendingLedger(database.pool);
  taken = [];
  answers = new Map();
  senders = [];
  presences = [];
  faults = [];
});
afterEach(async () => {
  await Promise.all(senders.map((sender) => sender.stop()));
  await Promise.all(presences.map((presence) => presence.end()));
  await database.drop();
  expect(faults).toEqual([]);
});

const pushChannel: PushChannel = {
  channel: push,
  async deliver({ conversation: { id } }) {
    await sleep(2);
    const answer = answers.get(id)?.shift() ?? sent;
    if (answer.outcome === "sent" || (answer.outcome === "later" && answer.isUncertain === true)) taken.push(id);
    return answer;
  },
  showTyping: () => Promise.resolve(),
};

async function send({
  perMinute = 60_000,
  now = daytime,
  holder,
  wait,
}: { perMinute?: number; now?: () => Date; holder?: string; wait?: SenderOptions["wait"] } = {}): Promise<Sender> {
  // A holder that no session bears the name of counts as dead, and its loans are given to others.
  const presence = holder === undefined ? undefined : await openPresence(database.pool, holder);
  if (presence !== undefined) presences.push(presence);
  const sender = new Sender({
    ledger: presence === undefined ? ledger : new PostgresSendingLedger(database.pool, presence.name),
    store,
    channels: [
      { channel: webChat, limits: { channelId: webChat.id, perMinute } },
      { channel: push, pushChannel, limits: { channelId: push.id, perMinute } },
    ],
    compose: ({ content }, { capabilities }) =>
      composeAnnouncement({
        content,
        capabilities,
        values: {},
        addresses: { link: (link) => `https://a.vn/${link}`, picture: (id) => `https://a.vn/anh/${id}` },
      }),
    now,
    chance: () => 0,
    wait: wait ?? (async (ms, signal) => sleep(ms, undefined, { ...(signal && { signal }) }).catch(() => undefined)),
    onFault: (error) => faults.push(error),
    pollEveryMs: 100,
    batch: 30,
  });
  await sender.start();
  senders.push(sender);
  return sender;
}

const stateOf = async (id: number) => (await store.find(id))?.state;
const finished = (id: number) => vi.waitUntil(async () => (await stateOf(id)) === "finished", deadline);
const step = (id: number, action: Action) =>
  store.change(id, (current) => act(current, action, { actor: { id: "an", mayDeclareEmergencies: true }, now: daytime() }));
const endsOf = async (id: number) =>
  (await ledgerOf(database.pool, id)).map(({ conversation_id: who, state, reason }) =>
    [who ?? "nobody", state, ...(reason === null ? [] : [reason])].join(" "),
  );
const saidOnWeb = async () =>
  (await database.pool.query<{ id: string; text: string }>("SELECT conversation_id AS id, activity->>'text' AS text FROM activities ORDER BY 1")).rows;

describe("the sender", () => {
  it("brings an announcement to everybody who wants it, once, and ends it", async () => {
    await subscribe(database.pool, "push", 70);
    await subscribe(database.pool, "webchat", 40);
    await send();
    const id = await announce(store);
    await finished(id);
    expect(new Set(taken).size).toBe(70);
    expect(taken).toHaveLength(70);
    const web = await saidOnWeb();
    expect(web).toHaveLength(40);
    expect(web[0]?.text).toBe("Tập huấn tổ công nghệ số cộng đồng\n\nNội dung\n\nKhông muốn nhận tin nữa, anh/chị nhắn /huy.");
    expect((await store.ledgerCounts(id))?.counts).toEqual([
      { channelId: "push", state: "sent", reason: "", uncertain: 0, count: 70 },
      { channelId: "webchat", state: "sent", reason: "", uncertain: 0, count: 40 },
    ]);
    expect((await store.history(id))?.events.map(({ action, doneBy }) => `${action} ${doneBy}`).slice(-2)).toEqual(["start system", "finish system"]);
    expect(await store.reportRows(id, { afterId: 0, limit: 500, states: ["sent"] })).toHaveLength(110);
  });

  it("tries again, ends subscriptions of those who have shut it out, and tells what may have come twice", async () => {
    await subscribe(database.pool, "push", 6);
    answers.set("push-1", [{ outcome: "refused", reason: "403 blocked", isUnreachable: true }]);
    answers.set("push-2", [{ outcome: "later", reason: "502" }]);
    answers.set("push-3", [{ outcome: "later", reason: "no answer", isUncertain: true }]);
    answers.set("push-4", [{ outcome: "refused", reason: "bad text", isUnreachable: false }]);
    answers.set("push-5", [{ outcome: "refused", reason: "silent", isUnreachable: true, cause: "outside_window" }]);
    await send();
    const id = await announce(store);
    await finished(id);
    expect(await endsOf(id)).toEqual([
      "push-1 skipped blocked",
      "push-2 sent",
      "push-3 doubtful",
      "push-4 failed bad text",
      "push-5 skipped outside_window",
      "push-6 sent",
    ]);
    const { rows } = await database.pool.query("SELECT conversation_id, unsubscribed_why FROM subscriptions WHERE unsubscribed_at IS NOT NULL");
    expect(rows).toEqual([{ conversation_id: "push-1", unsubscribed_why: "blocked" }]);
    await step(id, { kind: "retry" });
    await finished(id);
    expect((await endsOf(id)).slice(3)).toEqual(["push-4 sent", "push-5 sent", "push-6 sent"]);
  });

  it("leaves out all others on a channel whose messages are used up", async () => {
    await subscribe(database.pool, "push", 30);
    for (let n = 1; n <= 30; n++) answers.set(`push-${n}`, [{ outcome: "refused", reason: "used up", isUnreachable: false, cause: "quota" }]);
    await send({ perMinute: 600 });
    const id = await announce(store);
    await finished(id);
    expect((await store.ledgerCounts(id))?.counts).toEqual([{ channelId: "push", state: "skipped", reason: "quota", uncertain: 0, count: 30 }]);
  });

  it("leaves out who has left since, on whatever way", async () => {
    await subscribe(database.pool, "push", 4);
    const id = await announce(store);
    await step(id, { kind: "start" });
    await ledger.expand({ limit: 100, channels: [{ channelId: "push", perMinute: 1 }], now: daytime() });
    await database.pool.query("UPDATE subscriptions SET unsubscribed_at = now(), unsubscribed_why = 'asked' WHERE conversation_id = 'push-1'");
    await database.pool.query("UPDATE conversations SET unreachable_since = now() WHERE id = 'push-2'");
    await database.pool.query("DELETE FROM conversations WHERE id = 'push-3'");
    await send();
    await finished(id);
    expect(await endsOf(id)).toEqual(["push-1 skipped unsubscribed", "push-2 skipped blocked", "nobody skipped deleted", "push-4 sent"]);
  });

  it("lets nothing leave in an exercise, and leaves out channels that are not there", async () => {
    await subscribe(database.pool, "push", 2);
    await subscribe(database.pool, "webchat", 1);
    await subscribe(database.pool, "gone", 1);
    await send();
    const id = await announce(store, { isTraining: true });
    await finished(id);
    expect(await endsOf(id)).toEqual(["gone-1 skipped channel_closed", "push-1 skipped training", "push-2 skipped training", "webchat-1 skipped training"]);
    expect([taken, await saidOnWeb()]).toEqual([[], []]);
  });

  it.each([
    ["pause", "resume"],
    ["cancel", undefined],
  ] as const)("stops within two seconds of %s, in all processes", async (kind, next) => {
    await subscribe(database.pool, "push", 200);
    await send({ perMinute: 3000 });
    await send({ perMinute: 3000 });
    const id = await announce(store);
    await vi.waitUntil(() => taken.length >= 20, deadline);
    await step(id, { kind, reason: "dừng" });
    await sleep(1_000);
    const count = taken.length;
    await sleep(500);
    expect(taken).toHaveLength(count);
    expect(count).toBeLessThan(100);
    if (next === undefined) return;
    await step(id, { kind: next });
    await finished(id);
    expect([taken.length, new Set(taken).size]).toEqual([200, 200]);
  });

  it("sends nothing on a channel that is switched off, and goes on when it is on again", async () => {
    const pauses = new PostgresChannelPauses(database.pool);
    await pauses.pause("push", { reason: "bị lợi dụng", isPublic: false }, { id: "an", name: "an" });
    await subscribe(database.pool, "push", 3);
    await subscribe(database.pool, "webchat", 3);
    await send();
    const id = await announce(store);
    await vi.waitUntil(async () => (await saidOnWeb()).length === 3, deadline);
    await sleep(300);
    expect(taken).toEqual([]);
    await pauses.resume("push", { id: "an", name: "an" });
    await finished(id);
    expect(taken).toHaveLength(3);
  });

  it("waits for the morning, but for emergencies", async () => {
    await subscribe(database.pool, "push", 1);
    const night = new Date(daytime().getTime() + 13 * 3_600_000);
    await send({ now: () => night });
    const ordinary = await announce(store);
    const emergency = await announce(store, { isEmergency: true });
    await finished(emergency);
    expect(await stateOf(ordinary)).toBe("scheduled");
    expect(taken).toHaveLength(1);
  });

  it("keeps the rate, all processes together", async () => {
    await subscribe(database.pool, "push", 60);
    await send({ perMinute: 1200 });
    await send({ perMinute: 1200 });
    const id = await announce(store);
    await vi.waitUntil(() => taken.length > 0, deadline);
    const startedAt = performance.now();
    await finished(id);
    const seconds = (performance.now() - startedAt) / 1000;
    expect([taken.length, new Set(taken).size]).toEqual([60, 60]);
    // 59 gaps of 51 ms.
    expect(seconds).toBeGreaterThan(2.9);
  });

  it("holds the whole channel where its server takes nothing from anybody", async () => {
    await subscribe(database.pool, "push", 20);
    answers.set("push-1", [{ outcome: "later", reason: "429", afterMs: 1_500, isForAll: true }]);
    await send({ perMinute: 3000 });
    const id = await announce(store);
    await vi.waitUntil(async () => (await ledgerOf(database.pool, id)).some(({ reason }) => reason === "429"), deadline);
    const before = taken.length;
    await sleep(1_000);
    expect(taken.length).toBeLessThanOrEqual(before + 10);
    await finished(id);
    expect(new Set(taken).size).toBe(20);
  });
});

describe("a sender that dies", () => {
  const channels = ["push", "webchat"].map((channelId) => ({ channelId, perMinute: 60_000 }));

  /** An announcement that is being sent; then a process takes some recipients and dies. */
  async function dieWith(channelId: string, work: (dying: PostgresSendingLedger) => Promise<unknown>): Promise<number> {
    await subscribe(database.pool, channelId, 3);
    const id = await announce(store);
    const presence = await openPresence(database.pool, "dies-soon");
    const dying = new PostgresSendingLedger(database.pool, presence.name);
    await step(id, { kind: "start" });
    await work(dying);
    await presence.end();
    return id;
  }

  const expandAll = (dying: PostgresSendingLedger) => dying.expand({ limit: 100, channels, now: daytime() });

  it("before the ledger is filled: the next one goes on where it was", async () => {
    const id = await dieWith("push", (dying) => dying.expand({ limit: 2, channels, now: daytime() }));
    expect(await endsOf(id)).toEqual(["push-1 pending", "push-2 pending"]);
    await send({ holder: "next" });
    await finished(id);
    expect(await endsOf(id)).toEqual(["push-1 sent", "push-2 sent", "push-3 sent"]);
  });

  it("with recipients that wait: they are sent once", async () => {
    const id = await dieWith("push", expandAll);
    await send({ holder: "next" });
    await finished(id);
    expect(await endsOf(id)).toEqual(["push-1 sent", "push-2 sent", "push-3 sent"]);
  });

  it("with one on its way: it is sent again, and told as possibly sent twice", async () => {
    const id = await dieWith("push", async (dying) => {
      await expandAll(dying);
      await dying.claim("push", 1, false);
    });
    await send({ holder: "next" });
    await finished(id);
    expect(await endsOf(id)).toEqual(["push-1 doubtful", "push-2 sent", "push-3 sent"]);
  });

  it("with one on its way into a log: it is there once, without a doubt", async () => {
    const id = await dieWith("webchat", async (dying) => {
      await expandAll(dying);
      await dying.claim("webchat", 2, false);
    });
    await send({ holder: "next" });
    await finished(id);
    expect(await endsOf(id)).toEqual(["webchat-1 sent", "webchat-2 sent", "webchat-3 sent"]);
    expect(await saidOnWeb()).toHaveLength(3);
  });

  it("with what was sent, or failed: nothing more comes of it", async () => {
    const id = await dieWith("push", async (dying) => {
      await expandAll(dying);
      const [first, second, third] = await dying.claim("push", 3, false);
      if (first === undefined || second === undefined || third === undefined) throw new Error("nothing to claim");
      await dying.record([
        { recipient: first, record: { state: "sent" } },
        { recipient: second, record: { state: "failed", reason: "bad text", isUncertain: false } },
        { recipient: third, record: { state: "skipped", reason: "blocked" } },
      ]);
    });
    await send({ holder: "next" });
    await finished(id);
    expect(taken).toEqual([]);
    expect(await endsOf(id)).toEqual(["push-1 sent", "push-2 failed bad text", "push-3 skipped blocked"]);
  });

  it("late, after another has sent the same: it is believed, and told as sent twice", async () => {
    await subscribe(database.pool, "push", 1);
    const id = await announce(store);
    await step(id, { kind: "start" });
    await expandAll(ledger);
    const [late] = await ledger.claim("push", 1, false);
    await database.pool.query("UPDATE announcement_recipients SET leased_until = now() - interval '1 second'");
    await ledger.takeBack([]);
    const [again] = await ledger.claim("push", 1, false);
    if (late === undefined || again === undefined) throw new Error("nothing to claim");
    await ledger.record([{ recipient: late, record: { state: "failed", reason: "x", isUncertain: false } }]);
    expect(await endsOf(id)).toEqual(["push-1 sending"]);
    await ledger.record([{ recipient: late, record: { state: "sent" } }]);
    await ledger.record([{ recipient: again, record: { state: "sent" } }]);
    expect(await endsOf(id)).toEqual(["push-1 doubtful"]);
  });
});

describe("slots", () => {
  const slots = { most: 5, gapMs: 20, aheadMs: 200 };

  it("follow one another, whoever takes them, and are not taken far ahead", async () => {
    await ledger.openChannels(["push"]);
    const all = [];
    for (let n = 0; n < 4; n++) all.push(await ledger.reserve("push", slots));
    expect(all.map(({ count }) => count)).toEqual([5, 5, 5, 0]);
    expect(all[1]?.inMs).toBeGreaterThan(60);
    expect(all[1]?.inMs).toBeLessThanOrEqual(100);
    expect(all[3]?.inMs).toBeGreaterThanOrEqual(50);
  });

  it("are given to replies first", async () => {
    await ledger.openChannels(["push"]);
    await subscribe(database.pool, "push", 1);
    await database.pool.query("INSERT INTO activities (conversation_id, place, activity) VALUES ('push-1', 1, '{}')");
    await database.pool.query(
      "INSERT INTO deliveries (conversation_id, place, channel_id, next_at) VALUES ('push-1', 1, 'push', now() - interval '2 seconds')",
    );
    expect(await ledger.reserve("push", slots)).toMatchObject({ count: 0 });
    await database.pool.query("UPDATE deliveries SET attempts = 1, next_at = now()");
    expect(await ledger.reserve("push", slots)).toMatchObject({ count: 0 });
    await database.pool.query("UPDATE deliveries SET state = 'sent', done_at = now()");
    expect(await ledger.reserve("push", slots)).toMatchObject({ count: 5 });
  });
});
