import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { pushChannelsOf } from "../../src/channels.js";
import { readConfig } from "../../src/config.js";
import { subscriptionWording as wording } from "../../src/core/wording/subscriptions.js";
import { trainingWording } from "../../src/core/wording/training.js";
import { DirectLineClient, type Grant } from "../support/direct-line-client.js";
import { startTelegramDouble, type ChatMessage, type TelegramDouble } from "../support/telegram-double.js";
import { choicesIn } from "../support/telegram/telegram-harness.js";
import { startTestApplication, type TestApplication } from "../support/test-application.js";
import { idOf, startZaloBotDouble, type ZaloBotDouble } from "../support/zalo-bot-double.js";

const citizen = 1203456789;
const neighbour = idOf("neighbour");
const deadline = { timeout: 10_000, interval: 10 };

let telegram: TelegramDouble;
let zalo: ZaloBotDouble;
let server: TestApplication;

beforeAll(async () => {
  [telegram, zalo] = await Promise.all([startTelegramDouble(), startZaloBotDouble({ keepsUnheard: true, longestHoldMs: 100 })]);
  const environment = {
    LIMIT_MESSAGES_PER_CONVERSATION: "1000",
    TELEGRAM_BOT_TOKEN: telegram.token,
    TELEGRAM_API_ROOT: telegram.url,
    ZALO_BOT_TOKEN: zalo.token,
    ZALO_BOT_API_ROOT: zalo.url,
  };
  server = await startTestApplication({ environment, pushChannels: pushChannelsOf(readConfig(environment)) });
  await server.database.pool.query("INSERT INTO offices (name, code) VALUES ('UBND xã Thử', 'ABCDEFGH')");
}, 60_000);
afterAll(async () => {
  await server.stop();
  await Promise.all([telegram.close(), zalo.close()]);
});

async function subscriptionIn(channelId: string): Promise<Record<string, unknown> | undefined> {
  const { rows } = await server.database.pool.query<Record<string, unknown>>(
    "SELECT topics, place, role, unsubscribed_why, consent_version <> '' AS has_version FROM subscriptions WHERE channel_id = $1 ORDER BY subscribed_at DESC",
    [channelId],
  );
  return rows[0];
}

describe("a citizen in Telegram", () => {
  /** What the bot says to this. */
  async function replyTo(act: () => unknown): Promise<ChatMessage> {
    const before = telegram.said(citizen).length;
    act();
    return (await telegram.heard(citizen, before + 1))[before] as ChatMessage;
  }
  const says = (text: string) => replyTo(() => telegram.say(citizen, text));
  const taps = (message: ChatMessage, label: string) => replyTo(() => telegram.press(citizen, message, label));

  it("subscribes by /dangky and three taps", async () => {
    await says("/start");
    const consent = await says("/dangky");
    expect(consent.text).toContain("Ban Tuyên giáo và Dân vận Tỉnh ủy Phú Thọ");
    expect(consent.text).not.toContain(wording.onlyWhileOpen);
    const topics = await taps(consent, wording.agreeAsCitizen);
    expect(topics.text).toContain("3. Cảnh báo lừa đảo trên mạng");
    const place = await taps(topics, wording.allTopics);
    expect(choicesIn(place.reply_markup)).toEqual([wording.skip]);
    expect((await taps(place, wording.skip)).text).toMatch(/^Xong\. /u);
    expect(await subscriptionIn("telegram")).toMatchObject({ topics: { length: 6 }, place: null, role: "citizen", unsubscribed_why: null, has_version: true });
  });

  it("looks at it again, names the former district, and taps the commune", async () => {
    const overview = await says("dang ky nhan tin");
    const place = await taps(overview, wording.changePlace);
    expect(place.text).toBe(wording.askPlace);
    const several = await says("huyen lac son");
    expect(choicesIn(several.reply_markup)).toContain("Xã Mường Vang");
    expect((await taps(several, "Xã Mường Vang")).text).toContain("Nơi ở: xã Mường Vang.");
    expect(await subscriptionIn("telegram")).toMatchObject({ place: "05287" });
  });

  it("asks how to cancel something else, and is answered; stops by /huy in one step", async () => {
    expect((await says("hủy đăng ký kết hôn thế nào")).text).toContain("hủy đăng ký kết hôn thế nào");
    expect(await subscriptionIn("telegram")).toMatchObject({ unsubscribed_why: null });
    expect((await says("/huy")).text).toBe(wording.stopped);
    expect(await subscriptionIn("telegram")).toMatchObject({ unsubscribed_why: "asked" });
    expect((await says("/huy")).text).toBe(wording.notSubscribed);
  });

  it("subscribes again, blocks the bot, and gets no announcements any more", async () => {
    for (const text of ["/dangky", "1", "1, 3", "bỏ qua"]) await says(text);
    expect(await subscriptionIn("telegram")).toMatchObject({ topics: ["chuyen-doi-so", "canh-bao-lua-dao"], unsubscribed_why: null });
    telegram.block(citizen);
    telegram.say(citizen, "có ai không");
    await vi.waitUntil(async () => (await subscriptionIn("telegram"))?.unsubscribed_why === "blocked", deadline);
  });
});

describe("a citizen in Zalo", () => {
  it("subscribes by numbers alone, and stops by one word", async () => {
    const says = async (text: string): Promise<string> => {
      const before = zalo.said(neighbour).length;
      zalo.say(neighbour, text);
      return (await zalo.heard(neighbour, before + 1)).at(-1) ?? "";
    };
    zalo.say(neighbour, "xin chào");
    await zalo.heard(neighbour, 2);
    expect(await says("/dangky")).toContain(`2. ${wording.agreeAsOfficial}`);
    expect(await says("2")).toContain("7. Đào tạo cán bộ\n8. Tất cả");
    expect(await says("1, 7")).toContain("Chuyển đổi số của tỉnh; Đào tạo cán bộ");
    expect(await says("lac son")).toContain("2. Xã Mường Vang");
    expect(await says("1")).toContain("Nơi ở: xã Lạc Sơn.");
    expect(await subscriptionIn("zalo-bot")).toMatchObject({ topics: ["chuyen-doi-so", "dao-tao-can-bo"], place: "05266", role: "official" });
    expect(await says("hủy")).toBe(wording.stopped);
  });
});

describe("somebody in the web chat", () => {
  let client: DirectLineClient;
  let grant: Grant;
  const says = async (text: string): Promise<string> => (await client.ask(grant, text)).text ?? "";
  beforeAll(async () => {
    client = new DirectLineClient(server.url);
    grant = await client.start();
  });

  it("is told that the page tells nobody by itself; an official of an office is not asked what they are", async () => {
    for (const text of ["học", "ABCD-EFGH"]) await says(text);
    const consent = await client.ask(grant, "Đăng ký nhận tin");
    expect(consent.text).toContain(wording.onlyWhileOpen);
    expect(consent.suggestedActions).toMatchObject({ actions: [{ title: wording.agree }, { title: wording.decline }] });
    expect((consent.channelData as { tlso: { status: string } }).tlso.status).toBe("command_subscription");
    await says("đồng ý");
    await says("tất cả");
    expect(await subscriptionIn("webchat")).toMatchObject({ role: "official", topics: { length: 7 } });
  });

  it("asks a question instead of naming a commune, then goes on learning", async () => {
    expect(await says("lệ phí làm căn cước bao nhiêu")).toContain("lệ phí làm căn cước bao nhiêu");
    expect(await says("học")).toContain(trainingWording.menu);
    expect(await subscriptionIn("webchat")).toMatchObject({ unsubscribed_why: null });
  });

  it("stops by “hủy” in the middle of a lesson, and finds the lesson again", async () => {
    await says(trainingWording.chooseCourse);
    await says("Khóa hai (0/1 bài)");
    expect(await says("Bài on-lai")).toContain("thẻ 1/3");
    expect(await says("hủy")).toBe(wording.stopped);
    expect(await says("tiếp tục")).toContain("thẻ 1/3");
    expect(await subscriptionIn("webchat")).toMatchObject({ unsubscribed_why: "asked" });
  });
});
