import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import readExcelFile from "read-excel-file/node";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { pushChannelsOf } from "../../src/channels.js";
import { readConfig } from "../../src/config.js";
import { openAnswerer } from "../../src/core/answering/open-answerer.js";
import { hashOfToken } from "../../src/core/staff/token.js";
import { areaNames } from "../../src/core/wording/areas.js";
import { bot } from "../../src/core/wording/bot.js";
import { subscriptionWording } from "../../src/core/wording/subscriptions.js";
import { trainingWording } from "../../src/core/wording/training.js";
import { DirectLineClient, TestStream } from "../support/direct-line-client.js";
import { answerTo } from "../support/learning-person.js";
import { startTelegramDouble, type ChatMessage, type TelegramDouble } from "../support/telegram-double.js";
import { choicesIn } from "../support/telegram/telegram-harness.js";
import { subscriptionOptions } from "../support/subscription-options.js";
import { testCatalog } from "../support/test-courses.js";
import { wordByWord } from "../support/fake-brain.js";
import { startTestApplication, type TestApplication } from "../support/test-application.js";

const knowledgeFolder = fileURLToPath(new URL("../../knowledge", import.meta.url));
/** Kept between runs: the index is built again only when the knowledge has changed. */
const dataDir = join(tmpdir(), "tro-ly-so-test-index");
const deadline = { timeout: 10_000, interval: 10 };
const citizen = 1203456789;
const question = "lệ phí làm lại căn cước bị mất";

let double: TelegramDouble;
let server: TestApplication;

beforeAll(async () => {
  double = await startTelegramDouble();
  // The guard against floods, twenty messages a minute, is tested elsewhere.
  const environment = { LIMIT_MESSAGES_PER_CONVERSATION: "1000", TELEGRAM_BOT_TOKEN: double.token, TELEGRAM_API_ROOT: double.url };
  const { answerer } = await openAnswerer({ knowledgeFolder, dataDir });
  server = await startTestApplication({
    brain: { answerer, catalog: testCatalog, subscriptionOptions, suggest: () => [], questions: wordByWord },
    environment,
    pushChannels: pushChannelsOf(readConfig(environment)),
  });
}, 180_000);
afterAll(async () => {
  await server.stop();
  await double.close();
});

/** Everything that the database holds on conversations, as one text. */
async function everythingHeld(): Promise<string> {
  const tables = ["conversations", "activities", "inbox", "deliveries", "feedback"];
  const held = await Promise.all(tables.map((table) => server.database.pool.query(`SELECT * FROM ${table}`)));
  return JSON.stringify(held.map(({ rows }) => rows as unknown[]));
}

describe("a citizen in the web chat", () => {
  it("asks what is kept, has it deleted, and goes on as somebody new", async () => {
    const client = new DirectLineClient(server.url);
    const grant = await client.start();
    const answer = await client.ask(grant, question);
    const { tlso } = answer.channelData as { tlso: { answerId: string } };
    await client.post(grant, { type: "event", name: "feedback", value: { answerId: tlso.answerId, rating: "up" } });

    const told = await client.ask(grant, "du lieu cua toi");
    // The greeting, a question and its answer, and this.
    expect(told.text).toMatch(/^Cuộc trò chuyện này đang lưu 4 tin nhắn .*, từ ngày \d{1,2}\/\d{1,2}\/\d{4}\. /u);
    expect(told.text).toContain(bot.ownData);

    const asked = await client.ask(grant, bot.wantsDeletion);
    expect(asked.text).toBe(bot.askDeletion);
    expect(await everythingHeld()).toContain(question);
    const done = await client.ask(grant, "đồng ý xóa");
    expect(done.text).toBe(bot.dataDeleted);

    expect(await everythingHeld()).not.toContain("căn cước");
    expect((await server.database.pool.query("SELECT conversation_id, rating FROM feedback")).rows).toEqual([{ conversation_id: null, rating: "up" }]);
    const later = new TestStream((await client.reconnect(grant)).streamUrl);
    await vi.waitUntil(() => later.activities.length > 0, deadline);
    later.socket.close();
    expect(later.texts).toEqual(["đồng ý xóa", bot.dataDeleted]);

    // Another start of the same conversation, as after a reload, does not greet again.
    await client.request("POST", "/conversations", { token: grant.token });
    const next = await client.ask(grant, "lệ phí bao nhiêu");
    expect((next.channelData as { tlso: { status: string } }).tlso.status).toBe("clarification_choice");
    expect((await client.read(grant)).activities.map(({ text }) => text)).not.toContain(bot.greeting);
  });
});

describe("an official who has learned", () => {
  it("fetches everything that is held on them as a workbook, by an address that cannot be made up, until it is deleted", async () => {
    const client = new DirectLineClient(server.url);
    const grant = await client.start();
    const say = async (text: string): Promise<string> => (await client.ask(grant, text)).text ?? "";
    await server.database.pool.query("INSERT INTO offices (name, code) VALUES ('UBND xã Thử', 'ABCDEFGH')");
    await server.database.pool.query(
      `INSERT INTO enrolments (office_id, name, position, person_key, code_hash, code_expires_at, enrolled_at)
       SELECT id, 'Hà Thị Thái', 'Công chức', 'hà thị thái|công chức', $1, now() + interval '1 day', now() FROM offices`,
      [hashOfToken("K7QFM2XP9RTB")],
    );
    await say("/hoc");
    await say("K7QF-M2XP-9RTB");
    await say("Chọn khóa học");
    await say("Khóa hai (0/1 bài)");
    await say("Bài on-lai");
    for (let said = await say("Tiếp"); !said.includes("Xong bài");) said = await say(/^Câu \d/mu.test(said) ? answerTo(said, true) : "tiếp");
    const told = await say("dữ liệu của tôi");
    expect(told).toContain("Về việc học: 1 bài đã học");
    const address = /https?:\/\/\S+\/du-lieu-hoc\/\S+/u.exec(told)?.[0].replace(/^https?:\/\/[^/]+/u, server.url) ?? "";
    const file = await fetch(address);
    expect([file.status, file.headers.get("cache-control")]).toEqual([200, "no-store"]);
    const sheets = await readExcelFile(Buffer.from(await file.arrayBuffer()));
    const rowsOf = (name: string): unknown[][] => sheets.find(({ sheet }) => sheet === name)?.data.slice(1) ?? [];
    expect(rowsOf("Bài đã học")).toEqual([["Bài on-lai", 6, 6, expect.any(String)]]);
    expect(rowsOf("Câu trả lời")).toHaveLength(6);
    expect(rowsOf("Lịch ôn")).toHaveLength(6);
    expect(rowsOf("Ghi danh")).toEqual([["UBND xã Thử", "Hà Thị Thái", "Công chức", expect.any(String)]]);
    expect(rowsOf("Kênh đã nối")).toEqual([["webchat", expect.any(String)]]);

    const statements = (await (await fetch(`${address}/xapi`)).json()) as { readonly verb: { readonly id: string } }[];
    expect(statements.filter(({ verb }) => verb.id.endsWith("/answered"))).toHaveLength(6);
    expect(statements.at(-1)?.verb.id).toMatch(/completed$/u);

    const [id = "", until = "", signature = ""] = address.split("/du-lieu-hoc/")[1]?.split(".") ?? [];
    for (const key of [`${id}.${Number(until) + 1}.${signature}`, `other.${until}.${signature}`, `${id}.${until}.${"A".repeat(43)}`, "x"])
      expect((await fetch(`${server.url}/du-lieu-hoc/${key}`)).status, key).toBe(404);
    expect((await fetch(`${server.url}/du-lieu-hoc/other.${until}.${signature}/xapi`)).status).toBe(404);

    expect(await say(bot.wantsDeletion)).toContain(trainingWording.deletedToo);
    await say(bot.deleteData);
    expect((await fetch(address)).status).toBe(404);
    for (const table of ["item_answers", "enrolments"]) expect((await server.database.pool.query(`SELECT FROM ${table}`)).rowCount, table).toBe(0);
  });
});

describe("a citizen in Telegram", () => {
  /** What the bot says to this. */
  async function replyTo(act: () => unknown): Promise<ChatMessage> {
    const before = double.said(citizen).length;
    act();
    const heard = await double.heard(citizen, before + 1);
    return heard[before] as ChatMessage;
  }
  const says = (text: string) => replyTo(() => double.say(citizen, text));

  it("opens the menu of services, taps an area, then a service, and reads the answer", async () => {
    await says("/start");
    const menu = await says("/dichvu");
    for (const name of Object.values(areaNames)) expect(choicesIn(menu.reply_markup)).toContain(name);
    const area = await replyTo(() => double.press(citizen, menu, areaNames["can-cuoc"]));
    const answer = await replyTo(() => double.press(citizen, area, "Làm lại thẻ căn cước bị mất, hỏng"));
    expect(answer.text).toMatch(/\nNguồn: /u);
    expect((await says("/help")).text).toBe(bot.help);
  });

  it("reads by /dulieu what is kept", async () => {
    expect((await says("/dulieu")).text).toMatch(/^Cuộc trò chuyện này đang lưu \d+ tin nhắn/u);
  });

  it("changes their mind after /xoadulieu, and nothing is gone", async () => {
    const asked = await says("/xoadulieu");
    expect(asked.text).toBe(bot.askDeletion);
    expect((await replyTo(() => double.press(citizen, asked, bot.keepData))).text).toBe(bot.dataKept);
    expect(await everythingHeld()).toContain("căn cước");
  });

  it("agrees the second time: everything is gone but the confirmation, which arrives", async () => {
    const asked = await says("/xoadulieu");
    expect((await replyTo(() => double.press(citizen, asked, bot.deleteData))).text).toBe(bot.dataDeleted);
    expect(await everythingHeld()).not.toContain("căn cước");
    const ofTelegram = "conversation_id LIKE 'telegram%'";
    await vi.waitUntil(
      async () => (await server.database.pool.query(`SELECT FROM deliveries WHERE ${ofTelegram} AND state = 'sent'`)).rowCount === 1,
      deadline,
    );
    expect((await server.database.pool.query(`SELECT activity->>'text' AS text FROM activities WHERE ${ofTelegram} ORDER BY place`)).rows).toEqual([
      { text: bot.deleteData },
      { text: bot.dataDeleted },
    ]);
  });

  it("subscribes, reads it among what is held, and has the subscription deleted with all else", async () => {
    for (const text of ["/dangky", "1", "1", "lạc sơn", "1"]) await says(text);
    expect((await says("/dulieu")).text).toContain("Nơi ở: xã Lạc Sơn.");
    const asked = await says("/xoadulieu");
    expect(asked.text).toContain(subscriptionWording.deletedToo);
    expect((await replyTo(() => double.press(citizen, asked, bot.deleteData))).text).toBe(bot.dataDeleted);
    expect((await server.database.pool.query("SELECT FROM subscriptions")).rowCount).toBe(0);
    expect((await says("/huy")).text).toBe(subscriptionWording.notSubscribed);
  });

  it("names no place of ours when asked where they live, and is told so", async () => {
    for (const text of ["/dangky", "1", "1"]) await says(text);
    expect((await says("cảm ơn")).text).toBe(bot.thanks);
    await says("/dangky");
    await says(subscriptionWording.changePlace);
    expect((await says("Cẩm Xuyên Thạch Hà")).text).toBe(subscriptionWording.noSuchPlace);
  });

  it("asks how to cancel a registration of marriage: it is a question, and announcements go on", async () => {
    expect((await says("hủy đăng ký kết hôn thế nào")).text).not.toBe(subscriptionWording.stopped);
    expect((await server.database.pool.query("SELECT FROM subscriptions WHERE unsubscribed_at IS NULL")).rowCount).toBe(1);
  });

  it("asks on", async () => {
    expect((await says(question)).text).toMatch(/\nNguồn: /u);
  });
});
