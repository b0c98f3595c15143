import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { act, type Action, type Actor } from "../../src/core/announcements/act.js";
import type { AnnouncementContent } from "../../src/core/announcements/announcement.js";
import type { ChannelLimits } from "../../src/core/announcements/audience-count.js";
import { PostgresAnnouncements } from "../../src/storage/postgres-announcements.js";
import { PostgresChannelPauses } from "../../src/storage/postgres-channel-pauses.js";
import { PostgresInbox } from "../../src/storage/postgres-inbox.js";
import { createTestDatabase, type TestDatabase } from "../support/database.js";
import { sampleContent } from "../support/sample-announcement.js";

const an: Actor = { id: "an", mayDeclareEmergencies: false };
const binh: Actor = { id: "binh", mayDeclareEmergencies: false };
const now = new Date("2026-11-30T03:00:00Z");
const hourMs = 3_600_000;
let database: TestDatabase;
let store: PostgresAnnouncements;

beforeEach(async () => {
  database = await createTestDatabase();
  store = new PostgresAnnouncements(database.pool);
});
afterEach(() => database.drop());

const step = (id: number, action: Action, actor: Actor) => store.change(id, (current) => act(current, action, { actor, now }));

async function scheduled(content: Partial<AnnouncementContent> = {}): Promise<number> {
  const id = await store.create({ ...sampleContent, ...content }, "an");
  await step(id, { kind: "submit" }, an);
  await step(id, { kind: "approve" }, binh);
  await step(id, { kind: "schedule", at: now }, an);
  return id;
}

interface Subscriber {
  readonly id: string;
  readonly channelId?: string;
  readonly place?: string;
  readonly role?: "citizen" | "official";
  readonly topics?: string[];
  readonly left?: "asked" | "blocked";
}

async function subscribe({ id, channelId = "telegram", place, role = "citizen", topics = ["tips"], left }: Subscriber): Promise<void> {
  const inbox = new PostgresInbox(database.pool);
  await inbox.open({ id, channelId, userId: "u", reference: { channelId, conversation: { id } as never } });
  await database.pool.query(
    `INSERT INTO subscriptions (conversation_id, channel_id, topics, place, role, consent_version, subscribed_at, unsubscribed_at, unsubscribed_why)
     VALUES ($1, $2, $3, $4, $5, '1', now(), CASE WHEN $6::text IS NOT NULL THEN now() END, $6)`,
    [id, channelId, topics, place ?? null, role, left ?? null],
  );
}

describe("announcements", () => {
  it("are kept as they were made, with who and when", async () => {
    const content = { ...sampleContent, question: "Tổ công nghệ số là gì?", topic: "tips", audience: { places: ["04831"] } };
    const id = await store.create(content, "an");
    expect(await store.find(id)).toMatchObject({ id, state: "draft", version: 1, content, authorId: "an", editorId: "an", approverId: undefined });
    expect(await store.find(id + 1)).toBeUndefined();
  });

  it("keep every text and every step", async () => {
    const id = await store.create(sampleContent, "an");
    await step(id, { kind: "submit" }, an);
    await step(id, { kind: "return", reason: "Thiếu giờ" }, binh);
    await step(id, { kind: "edit", content: { ...sampleContent, text: "8 giờ sáng" } }, binh);
    const history = await store.history(id);
    expect(history?.announcement).toMatchObject({ state: "draft", version: 2, editorId: "binh" });
    expect(history?.versions.map(({ version, content, writtenBy }) => [version, content.text, writtenBy])).toEqual([
      [2, "8 giờ sáng", "binh"],
      [1, sampleContent.text, "an"],
    ]);
    expect(history?.events.map(({ action, fromState, toState, version, reason, doneBy }) => [action, fromState, toState, version, reason, doneBy])).toEqual([
      ["create", undefined, "draft", 1, undefined, "an"],
      ["submit", "draft", "in_review", 1, undefined, "an"],
      ["return", "in_review", "draft", 1, "Thiếu giờ", "binh"],
      ["edit", "draft", "draft", 2, undefined, "binh"],
    ]);
  });

  it("are changed by one at a time", async () => {
    const id = await store.create(sampleContent, "an");
    await step(id, { kind: "submit" }, an);
    const results = await Promise.all([1, 2, 3].map(() => step(id, { kind: "approve" }, binh)));
    expect(results.filter((result) => result !== undefined && "refused" in result)).toHaveLength(2);
    expect((await store.history(id))?.events).toHaveLength(3);
  });

  it("cannot be approved by their author, even past the program", async () => {
    const id = await store.create(sampleContent, "an");
    await step(id, { kind: "submit" }, an);
    const past = (sql: string) => database.pool.query(`UPDATE announcements SET ${sql} WHERE id = ${id}`);
    await expect(past("state = 'approved', approver_id = 'an'")).rejects.toThrow(/check constraint/u);
    await expect(past("state = 'approved'")).rejects.toThrow(/check constraint/u);
    await expect(past("state = 'approved', editor_id = 'binh', approver_id = 'binh'")).rejects.toThrow(/check constraint/u);
    await expect(past("state = 'sending', approver_id = 'binh'")).rejects.toThrow(/check constraint/u);
  });

  it("lose their approval and their time when they are edited", async () => {
    const id = await scheduled();
    await step(id, { kind: "edit", content: sampleContent }, an);
    expect(await store.find(id)).toMatchObject({ state: "draft", version: 2, approverId: undefined, scheduledAt: undefined });
  });

  it("that repeat are scheduled again when they start, approved as they are, once", async () => {
    const id = await scheduled({ repeatsWeekly: true });
    await step(id, { kind: "start" }, an);
    const { announcements } = await store.list({ states: ["scheduled"] }, { offset: 0, limit: 10 });
    expect(announcements).toMatchObject([
      { state: "scheduled", version: 1, earlierId: id, approverId: "binh", scheduledAt: new Date(now.getTime() + 7 * 24 * hourMs) },
    ]);
  });

  it("are listed by state, title and exercise, page by page, the last changed first", async () => {
    for (const title of ["Tập huấn 100%", "Lịch tiêm chủng", "Tập huấn lần 2"])
      await store.create({ ...sampleContent, title, isTraining: title.endsWith("2") }, "an");
    const titles = async (...question: Parameters<typeof store.list>) => {
      const { announcements, total } = await store.list(...question);
      return [total, ...announcements.map(({ content }) => content.title)];
    };
    expect(await titles({}, { offset: 1, limit: 1 })).toEqual([3, "Lịch tiêm chủng"]);
    expect(await titles({ title: "tập huấn" }, { offset: 0, limit: 9 })).toEqual([2, "Tập huấn lần 2", "Tập huấn 100%"]);
    expect(await titles({ title: "%" }, { offset: 0, limit: 9 })).toEqual([1, "Tập huấn 100%"]);
    expect(await titles({ isTraining: true }, { offset: 0, limit: 9 })).toEqual([1, "Tập huấn lần 2"]);
    expect(await titles({ states: ["sending"] }, { offset: 0, limit: 9 })).toEqual([0]);
  });

  it("count how often their links are opened, where they do", async () => {
    const links = [{ label: "Lịch", url: "https://phutho.gov.vn/lich" }];
    const counting = await store.create({ ...sampleContent, links, countsClicks: true }, "an");
    const silent = await store.create({ ...sampleContent, links }, "an");
    expect(await Promise.all([1, 1, 1].map((link) => store.countClick(counting, link, "2026-11-30")))).toEqual([true, true, true]);
    expect(await store.countClick(counting, 2, "2026-11-30")).toBe(false);
    expect(await store.countClick(silent, 1, "2026-11-30")).toBe(false);
    expect(await store.clicks(counting)).toEqual([{ link: 1, day: "2026-11-30", count: 3 }]);
  });

  it("keep each picture once", async () => {
    const picture = { contentType: "image/png" as const, bytes: Buffer.from("picture") };
    const id = await store.savePicture(picture, "an");
    expect(await store.savePicture(picture, "binh")).toBe(id);
    expect(await store.picture(id)).toEqual(picture);
    expect(await store.picture("0".repeat(64))).toBeUndefined();
  });
});

describe("the audience", () => {
  const channelsThat = (mayCost: boolean): ChannelLimits[] => [
    { channelId: "telegram", perMinute: 1800 },
    { channelId: "zalo-bot", perMinute: 60, monthly: { perMonth: 3000, reserve: 2998 } },
    { channelId: "zalo-oa", perMinute: 100, window: { freeForMs: 48 * hourMs, possibleForMs: 168 * hourMs, mayCost } },
  ];
  const count = (audience = {}, topic?: string, mayCost = true) =>
    store.countAudience({
      audience,
      topic,
      channels: channelsThat(mayCost),
      now: new Date(),
    });
  const heard = (id: string, hoursAgo: number) =>
    database.pool.query("INSERT INTO kept (name, value, kept_until) VALUES ($1, $2, now() + interval '1 day')", [
      `zalo-oa heard ${id}`,
      JSON.stringify(Date.now() - hoursAgo * hourMs),
    ]);

  it("is counted by channel, with those left out by reason", async () => {
    for (const id of ["telegram-1", "telegram-2", "telegram-3"]) await subscribe({ id });
    await subscribe({ id: "telegram-4", left: "asked" });
    await subscribe({ id: "telegram-5", left: "blocked" });
    await database.pool.query("UPDATE conversations SET unreachable_since = now() WHERE id = 'telegram-3'");
    await subscribe({ id: "msteams-1", channelId: "msteams" });
    expect(await count()).toEqual([
      { channelId: "msteams", total: 1, reached: 0, excluded: { channel_closed: 1 }, paid: 0 },
      { channelId: "telegram", total: 5, reached: 2, excluded: { blocked: 2, unsubscribed: 1 }, paid: 0 },
    ]);
  });

  it("of an Official Account goes by who was heard lately, and what that costs", async () => {
    for (const [id, hours] of [
      ["zalo-oa-1", 1],
      ["zalo-oa-2", 50],
      ["zalo-oa-3", 169],
    ] as const) {
      await subscribe({ id, channelId: "zalo-oa" });
      await heard(id, hours);
    }
    await subscribe({ id: "zalo-oa-4", channelId: "zalo-oa" });
    expect(await count()).toEqual([{ channelId: "zalo-oa", total: 4, reached: 2, excluded: { outside_window: 2 }, paid: 1 }]);
    expect(await count({}, undefined, false)).toEqual([{ channelId: "zalo-oa", total: 4, reached: 1, excluded: { outside_window: 3 }, paid: 0 }]);
  });

  it("of a bot on Zalo goes by what is left of the month", async () => {
    for (const id of ["zalo-bot-1", "zalo-bot-2", "zalo-bot-3"]) await subscribe({ id, channelId: "zalo-bot" });
    expect(await count()).toEqual([{ channelId: "zalo-bot", total: 3, reached: 2, excluded: { quota: 1 }, paid: 0 }]);
    const month = new Date(Date.now() + 7 * hourMs).toISOString().slice(0, 7);
    await database.pool.query("INSERT INTO counts (name, count) VALUES ($1, 1)", [`zalo-bot ${month}`]);
    expect(await count()).toMatchObject([{ reached: 1, excluded: { quota: 2 } }]);
  });

  it("is chosen by channel, place, role and topic", async () => {
    await subscribe({ id: "telegram-1", place: "04831", topics: ["tips", "health"] });
    await subscribe({ id: "telegram-2", place: "04831", role: "official" });
    await subscribe({ id: "telegram-3", topics: ["health"] });
    await subscribe({ id: "zalo-bot-1", channelId: "zalo-bot", place: "04831" });
    const reached = async (...question: Parameters<typeof count>) =>
      (await count(...question)).map(({ channelId, reached: number }) => `${channelId} ${number}`);
    expect(await reached({ places: ["04831"] })).toEqual(["telegram 2", "zalo-bot 1"]);
    expect(await reached({ places: ["04831"], channels: ["telegram"], roles: ["citizen"] })).toEqual(["telegram 1"]);
    expect(await reached({}, "health")).toEqual(["telegram 2"]);
    expect(await reached({ places: ["00000"] })).toEqual([]);
  });
});

describe("kill switches and the banner", () => {
  it("switch a channel off once, with a reason, and on again", async () => {
    const pauses = new PostgresChannelPauses(database.pool);
    expect(await pauses.pause("telegram", { reason: "Bot bị lợi dụng", isPublic: true }, { id: "an", name: "an" })).toBe(true);
    expect(await pauses.pause("telegram", { reason: "nữa", isPublic: false }, { id: "binh", name: "binh" })).toBe(false);
    expect(await pauses.paused()).toMatchObject([{ channelId: "telegram", reason: "Bot bị lợi dụng", pausedBy: "an", endedAt: undefined }]);
    expect(await pauses.resume("telegram", { id: "binh", name: "binh" })).toBe(true);
    expect(await pauses.resume("telegram", { id: "binh", name: "binh" })).toBe(false);
    expect(await pauses.paused()).toEqual([]);
    expect(await pauses.pauses(9)).toMatchObject([{ channelId: "telegram", endedBy: "binh" }]);
  });

  it("tell the web chat, and no other channel, of a channel that is off if its reason is for everybody", async () => {
    const pauses = new PostgresChannelPauses(database.pool);
    const by = { id: "an", name: "An" };
    await pauses.pause("zalo-bot", { reason: "chỉ nội bộ", isPublic: false }, by);
    await pauses.pause("telegram", { reason: "bảo trì đến 22 giờ", isPublic: true }, by);
    expect(await pauses.noticeOn("webchat", new Date())).toMatchObject({ text: "Trợ lý số trên Telegram đang tạm dừng: bảo trì đến 22 giờ" });
    expect(await pauses.noticeOn("zalo-oa", new Date())).toBeUndefined();
    for (const channelId of ["telegram", "zalo-bot"]) await pauses.resume(channelId, by);
    expect(await pauses.noticeOn("webchat", new Date())).toBeUndefined();
  });

  it("show one notice on each channel, and one on all, until it is taken down or its time has come", async () => {
    const pauses = new PostgresChannelPauses(database.pool);
    const by = { id: "an", name: "An" };
    const now = new Date();
    const textOn = async (channelId: string, at = now) => (await pauses.noticeOn(channelId, at))?.text;
    await pauses.show({ text: "Bảo trì tối nay" }, by);
    await pauses.show({ text: "Bảo trì đêm mai", endsAt: new Date(now.getTime() + 60_000) }, by);
    await pauses.show({ text: "Zalo chậm", channelId: "zalo-oa" }, by);
    expect(await textOn("telegram")).toBe("Bảo trì đêm mai");
    expect(await textOn("zalo-oa")).toBe("Bảo trì đêm mai\nZalo chậm");
    expect(await textOn("telegram", new Date(now.getTime() + 61_000))).toBeUndefined();
    const [first] = await pauses.notices(now);
    expect(first).toMatchObject({ text: "Bảo trì đêm mai", shownBy: "an" });
    expect(await pauses.endNotice(first?.id ?? 0, by)).toBe(true);
    expect(await pauses.endNotice(first?.id ?? 0, by)).toBe(false);
    expect(await textOn("telegram")).toBeUndefined();
    const { rows } = await database.pool.query("SELECT action, details FROM audit_entries WHERE action LIKE 'notice%' ORDER BY id DESC LIMIT 1");
    expect(rows).toEqual([{ action: "notice_ended", details: JSON.stringify({ text: "Bảo trì đêm mai" }) }]);
  });
});
