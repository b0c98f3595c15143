import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { bot } from "../../src/core/wording/bot.js";
import { pushChannelsOf } from "../../src/channels.js";
import { readConfig } from "../../src/config.js";
import { FakeAnswerer, fakeBrain } from "../support/fake-brain.js";
import { startTelegramDouble, type TelegramDouble } from "../support/telegram-double.js";
import { startTestApplication, type TestApplication } from "../support/test-application.js";

const citizen = 1203456789;
const neighbour = 1398765432;
const deadline = { timeout: 20_000, interval: 10 };

describe("a citizen in Telegram", () => {
  let double: TelegramDouble;
  let server: TestApplication;

  beforeAll(async () => {
    double = await startTelegramDouble();
    const environment = { TELEGRAM_BOT_TOKEN: double.token, TELEGRAM_API_ROOT: double.url };
    const pushChannels = pushChannelsOf(readConfig(environment));
    server = await startTestApplication({ brain: fakeBrain(new FakeAnswerer()), environment, pushChannels });
  });
  afterAll(async () => {
    await server.stop();
    await double.close();
  });

  it("opens the bot and is greeted: who it is, that it errs, where a person is", async () => {
    double.say(citizen, "/start");
    const [greeting] = await double.heard(citizen);
    expect(greeting?.text).toBe(bot.greeting);
    expect(greeting?.reply_markup).toMatchObject({ inline_keyboard: bot.topics.map((topic) => [{ text: topic }]) });
  });

  it("asks, and reads the answer with its source as a link", async () => {
    double.say(citizen, "khai sinh ở đâu");
    const [, answer] = await double.heard(citizen, 2);
    expect(answer?.text).toMatch(/^Trả lời thứ 1: khai sinh ở đâu\nNguồn: Bài kiểm thử/u);
    expect(answer?.entities).toMatchObject([{ type: "text_link", url: "https://example.vn/bai", length: "Bài kiểm thử".length }]);
  });

  it("taps a suggestion, and goes on in the same conversation", async () => {
    const [, answer] = double.said(citizen);
    if (answer !== undefined) double.press(citizen, answer, "Lệ phí");
    const [, , next] = await double.heard(citizen, 3);
    expect(next?.text).toMatch(/^Trả lời thứ 2: Lệ phí\n/u);
  });

  it("says that an answer was bad, and why", async () => {
    const [, , answer] = double.said(citizen);
    if (answer !== undefined) double.press(citizen, answer, "👎");
    const [, , , question] = await double.heard(citizen, 4);
    double.say(citizen, "Chưa nói nộp ở đâu, gọi tôi 0912345678", question && { replyTo: question });
    await vi.waitUntil(async () => (await server.database.pool.query("SELECT FROM feedback WHERE comment <> ''")).rowCount === 1, deadline);
    const { rows } = await server.database.pool.query<{ rating: string; comment: string }>("SELECT rating, comment FROM feedback");
    expect(rows).toMatchObject([{ rating: "down", comment: expect.stringMatching(/^Chưa nói nộp ở đâu, gọi tôi (?!0912345678)/u) as string }]);
  });

  it("asks in a group by the bot's name, and is answered under the question, apart from the neighbour", async () => {
    const group = double.group(-1002012345678);
    double.say(neighbour, "ai biết làm hộ chiếu ở đâu không", { chat: group });
    double.say(citizen, "@TroLySoBot hộ chiếu ở đâu", { chat: group });
    await double.heard(group.id, 2);
    double.say(neighbour, "/nghiquyet@TroLySoBot", { chat: group });
    const said = await double.heard(group.id, 4);
    const answers = said.filter(({ text }) => text.startsWith("Trả lời"));
    expect(answers.map(({ text, reply_to_message: question }) => [text.split("\n")[0], question?.from.id])).toEqual([
      ["Trả lời thứ 1: hộ chiếu ở đâu", citizen],
      ["Trả lời thứ 1: Nghị quyết 08 nói gì", neighbour],
    ]);
  });

  it("blocks the bot: what was on its way is dropped; and is answered again after coming back", async () => {
    double.block(citizen);
    double.say(citizen, "có ai không");
    await vi.waitUntil(
      async () => (await server.database.pool.query("SELECT FROM conversations WHERE unreachable_since IS NOT NULL")).rowCount === 1,
      deadline,
    );
    const before = double.said(citizen).length;
    double.unblock(citizen);
    double.say(citizen, "tôi quay lại");
    await double.heard(citizen, before + 1);
    expect(double.said(citizen).at(-1)?.text).toContain("tôi quay lại");
  });

  it("presses start once more, and is greeted once more", async () => {
    const before = double.said(citizen).length;
    double.say(citizen, "/start");
    await double.heard(citizen, before + 1);
    expect(double.said(citizen).at(-1)?.text).toBe(bot.greeting);
  });

  it("leaves no name, token or text in the log", () => {
    const log = server.log.join("");
    expect(log).toContain("Server listening");
    for (const hidden of [double.token.split(":")[1] ?? "", "khai sinh", "có ai không", "Người", String(citizen)]) expect(log).not.toContain(hidden);
  });
});
