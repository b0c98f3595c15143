import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { pushChannelsOf } from "../../src/channels.js";
import { readConfig } from "../../src/config.js";
import { bot } from "../../src/core/wording/bot.js";
import { FakeAnswerer, fakeBrain } from "../support/fake-brain.js";
import { startTestApplication, type TestApplication } from "../support/test-application.js";
import { appId, appSecret, secretKey, startZaloOaDouble, userIdOf, type ZaloOaDouble } from "../support/zalo-oa-double.js";

const citizen = userIdOf("citizen");
const neighbour = userIdOf("neighbour");
const deadline = { timeout: 20_000, interval: 10 };

describe("a citizen with an Official Account", () => {
  let double: ZaloOaDouble;
  let server: TestApplication;

  beforeAll(async () => {
    double = await startZaloOaDouble();
    const environment = {
      ZALO_OA_APP_ID: appId,
      ZALO_OA_APP_SECRET: appSecret,
      ZALO_OA_SECRET_KEY: secretKey,
      ZALO_OA_REFRESH_TOKEN: double.refreshToken,
      ZALO_OA_API_ROOT: double.url,
      ZALO_OA_OAUTH_ROOT: double.url,
    };
    server = await startTestApplication({ brain: fakeBrain(new FakeAnswerer()), environment, pushChannels: pushChannelsOf(readConfig(environment)) });
    double.webhook = `${server.url}/webhooks/zalo-oa`;
  });
  afterAll(async () => {
    await server.stop();
    await double.close();
  });

  const buttonsOf = (text: string): string[] => double.sent.find((message) => message.text === text)?.buttons.map(({ title }) => title) ?? [];

  it("follows, and is greeted with topics to tap", async () => {
    double.follow(citizen);
    await double.heard(citizen);
    expect(double.said(citizen)).toEqual([bot.greeting]);
    expect(buttonsOf(bot.greeting)).toEqual([...bot.topics]);
  });

  it("asks, and reads the answer with its source and what else to ask", async () => {
    double.say(citizen, "khai sinh ở đâu".normalize("NFD"));
    const [, answer = ""] = await double.heard(citizen, 2);
    expect(answer).toBe(`Trả lời thứ 1: ${"khai sinh ở đâu".normalize("NFC")}\nNguồn: Bài kiểm thử, phần Mục 1, 2/1/2026.\nhttps://example.vn/bai`);
    expect(buttonsOf(answer)).toEqual(["Lệ phí", "Nộp ở đâu", "Hữu ích", "Chưa đúng"]);
  });

  it("taps a suggestion, then judges the answer", async () => {
    double.press(citizen, "Lệ phí");
    expect((await double.heard(citizen, 3)).at(-1)).toContain("Trả lời thứ 2: Lệ phí");
    double.press(citizen, "Hữu ích");
    expect((await double.heard(citizen, 4)).at(-1)).toBe(bot.thanksForRating);
    await vi.waitUntil(async () => (await server.database.pool.query("SELECT FROM feedback WHERE rating = 'up'")).rowCount === 1, deadline);
  });

  it("is left to a colleague who answers by hand, while the neighbour is answered", async () => {
    double.answerByHand(citizen, "Chào anh, tôi là cán bộ một cửa, anh cần gì?");
    double.say(citizen, "tôi muốn gặp anh chị");
    double.say(neighbour, "hộ chiếu ở đâu");
    const [, answer] = await double.heard(neighbour, 2);
    expect(answer).toContain("Trả lời thứ 1: hộ chiếu ở đâu");
    const { rows } = await server.database.pool.query("SELECT FROM activities WHERE activity->>'text' = 'tôi muốn gặp anh chị'");
    expect([rows.length, double.said(citizen).length]).toEqual([0, 4]);
  });

  it("unfollows, is written to no more, and is greeted again on coming back", async () => {
    double.unfollow(neighbour);
    const conversation = `zalo-oa-${neighbour}`;
    await double.until(() => double.webhookStatuses.length >= double.sent.length + 6);
    expect(await server.application.proactiveMessages.send(conversation, "Thông báo không tới ai")).toBe(true);
    await vi.waitUntil(
      async () =>
        (await server.database.pool.query("SELECT FROM conversations WHERE id = $1 AND unreachable_since IS NOT NULL", [conversation])).rowCount === 1,
      deadline,
    );
    double.follow(neighbour);
    expect((await double.heard(neighbour, 3)).at(-1)).toBe(bot.greeting);
    expect(double.said(neighbour)).not.toContain("Thông báo không tới ai");
  });

  it("leaves no token, key or text in the log", () => {
    const log = server.log.join("");
    expect(log).toContain("Server listening");
    for (const hidden of ["double_of_a", "khai sinh", "tôi muốn gặp", citizen]) expect(log).not.toContain(hidden);
  });
});
