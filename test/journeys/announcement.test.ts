import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { Actor } from "../../src/core/announcements/act.js";
import type { AnnouncementContent } from "../../src/core/announcements/announcement.js";
import type { PushChannelHarness } from "../contracts/push-channel-contract.js";
import { ledgerOf, wantAnnouncements } from "../support/announcing.js";
import { createTestDatabase, type TestDatabase } from "../support/database.js";
import { DirectLineClient, type Grant } from "../support/direct-line-client.js";
import { FakeAnswerer, fakeBrain } from "../support/fake-brain.js";
import { sampleContent } from "../support/sample-announcement.js";
import { telegramHarness } from "../support/telegram/telegram-harness.js";
import { startTestApplication, type TestApplication } from "../support/test-application.js";
import { zaloBotHarness } from "../support/zalo-bot/zalo-bot-harness.js";
import { zaloOaHarness } from "../support/zalo-oa/zalo-oa-harness.js";

const deadline = { timeout: 30_000, interval: 20 };
const an: Actor = { id: "an", mayDeclareEmergencies: true };
const binh: Actor = { id: "binh", mayDeclareEmergencies: true };
const person = 7;
/** An emergency, so that it goes out at whatever hour the test runs. */
const content: AnnouncementContent = {
  ...sampleContent,
  title: "Nước sông lên nhanh",
  text: "Người dân ven sông chuyển lên chỗ cao.",
  question: "Khi có lũ thì làm gì?",
  links: [{ label: "Tin của tỉnh", url: "https://phutho.gov.vn/lu" }],
  isEmergency: true,
};

describe("an announcement on four channels", () => {
  const answerer = new FakeAnswerer();
  let database: TestDatabase;
  let harnesses: readonly PushChannelHarness[];
  let server: TestApplication;
  let web: DirectLineClient;
  let grant: Grant;
  let messages = 0;

  beforeAll(async () => {
    database = await createTestDatabase();
    harnesses = await Promise.all([telegramHarness({ hasWebhook: true }), zaloBotHarness({ hasWebhook: true }), zaloOaHarness()]);
    server = await startTestApplication({
      database,
      brain: fakeBrain(answerer),
      pushChannels: harnesses.map(({ opener }) => opener),
      environment: Object.assign({}, ...harnesses.map(({ environment }) => environment)) as Record<string, string>,
    });
    for (const harness of harnesses) await harness.connect(server.url);
    for (const harness of harnesses) await write(harness, "xin chào");
    web = new DirectLineClient(server.url);
    grant = await web.start();
    await web.ask(grant, "xin chào");
    await vi.waitUntil(() => harnesses.every((harness) => harness.readBy(person).length >= 2), deadline);
    for (const channelId of ["webchat", "telegram", "zalo-bot", "zalo-oa"]) await wantAnnouncements(database.pool, channelId);
  });
  afterAll(async () => {
    await server.stop();
    await Promise.all(harnesses.map((harness) => harness.stop()));
    await database.drop();
  });

  const write = (harness: PushChannelHarness, text: string) => harness.receive({ id: ++messages, person, text });
  const lastOn = (harness: PushChannelHarness) => harness.readBy(person).at(-1);
  const announcements = () => server.application.announcements;

  async function letGo(): Promise<number> {
    const id = await announcements().create(content, an);
    for (const [action, actor] of [
      [{ kind: "submit" }, an],
      [{ kind: "approve", isConfirmed: true }, binh],
      [{ kind: "schedule", at: new Date(), isConfirmed: true }, an],
    ] as const)
      expect(await announcements().step(id, action, actor)).toHaveProperty("announcement");
    return id;
  }

  it("reaches everybody with the words of its preview, and is answered in its light", async () => {
    const { counts } = await announcements().reach(content.audience);
    expect(counts.map(({ channelId, reached }) => [channelId, reached])).toEqual([
      ["telegram", 1],
      ["webchat", 1],
      ["zalo-bot", 1],
      ["zalo-oa", 1],
    ]);
    const id = await letGo();
    await vi.waitUntil(async () => (await ledgerOf(database.pool, id)).filter(({ state }) => state === "sent").length === 4, deadline);
    const preview = announcements().preview(content, { announcementId: id });
    for (const harness of harnesses) expect(lastOn(harness)?.text).toBe(preview.get(harness.opener.channelId)?.text);
    expect(harnesses.map((harness) => lastOn(harness)?.choices)).toEqual([["Hỏi thêm về việc này"], [], ["Hỏi thêm về việc này"]]);
    const { activities } = await web.read(grant);
    expect(activities.at(-1)).toMatchObject({ text: preview.get("webchat")?.text, suggestedActions: { actions: [{ title: "Hỏi thêm về việc này" }] } });

    const [telegram, zaloBot] = harnesses;
    if (telegram === undefined || zaloBot === undefined) throw new Error("no harness");
    await write(telegram, "Hỏi thêm về việc này");
    await vi.waitUntil(() => lastOn(telegram)?.text.includes("Khi có lũ thì làm gì?"), deadline);
    answerer.asked.length = 0;
    await write(zaloBot, "đi đâu trước");
    await vi.waitUntil(() => lastOn(zaloBot)?.text.includes("đi đâu trước"), deadline);
    await write(zaloBot, "mang theo gì");
    await vi.waitUntil(() => lastOn(zaloBot)?.text.includes("mang theo gì"), deadline);
    expect(answerer.asked).toEqual(["Khi có lũ thì làm gì?", "đi đâu trước", "mang theo gì"]);
    await write(zaloBot, "hỏi thêm");
    await vi.waitUntil(() => lastOn(zaloBot)?.text.includes("Khi có lũ thì làm gì?"), deadline);
  });

  it("leads a counted link to its address, and nowhere else", async () => {
    const id = await announcements().create({ ...content, countsClicks: true }, an);
    const open = (path: string) => fetch(server.url + path, { redirect: "manual" });
    expect((await open(`/tin/${id}/1`)).status).toBe(404);
    await database.pool.query(
      "UPDATE announcements SET approver_id = 'binh', scheduled_at = now(), started_at = now(), finished_at = now(), state = 'finished' WHERE id = $1",
      [id],
    );
    const response = await open(`/tin/${id}/1`);
    expect([response.status, response.headers.get("location")]).toEqual([302, "https://phutho.gov.vn/lu"]);
    expect((await open(`/tin/${id}/2`)).status).toBe(404);
    const { rows } = await database.pool.query("SELECT link, count FROM announcement_clicks");
    expect(rows).toEqual([{ link: 1, count: 1 }]);
  });
});
