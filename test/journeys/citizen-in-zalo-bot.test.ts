import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { courtesyWording } from "../../adapters/shared/wording.js";
import { pushChannelsOf } from "../../src/channels.js";
import { readConfig } from "../../src/config.js";
import { bot } from "../../src/core/wording/bot.js";
import { FakeAnswerer, fakeBrain } from "../support/fake-brain.js";
import { startTestApplication, type TestApplication } from "../support/test-application.js";
import { idOf, startZaloBotDouble, type ZaloBotDouble } from "../support/zalo-bot-double.js";

const citizen = idOf("citizen");
const neighbour = idOf("neighbour");
const group = idOf("group");
const deadline = { timeout: 20_000, interval: 10 };

describe("a citizen with a Zalo bot", () => {
  let double: ZaloBotDouble;
  let server: TestApplication;

  beforeAll(async () => {
    double = await startZaloBotDouble({ keepsUnheard: true, longestHoldMs: 100 });
    const environment = { ZALO_BOT_TOKEN: double.token, ZALO_BOT_API_ROOT: double.url };
    server = await startTestApplication({ brain: fakeBrain(new FakeAnswerer()), environment, pushChannels: pushChannelsOf(readConfig(environment)) });
  });
  afterAll(async () => {
    await server.stop();
    await double.close();
  });

  it("writes, is greeted once, and reads the answer with its source and what else to ask", async () => {
    double.say(citizen, "khai sinh ở đâu".normalize("NFD"));
    const [greeting, answer] = await double.heard(citizen, 2);
    expect(greeting).toBe([bot.greeting, bot.chooseByNumber, ...bot.topics.map((topic, index) => `${index + 1}. ${topic}`)].join("\n"));
    expect(answer).toBe(
      `Trả lời thứ 1: ${"khai sinh ở đâu".normalize("NFC")}\nNguồn: Bài kiểm thử, phần Mục 1, 2/1/2026.\nhttps://example.vn/bai\n${bot.chooseByNumber}\n1. Lệ phí\n2. Nộp ở đâu\n${bot.howToRate}`,
    );
  });

  it("judges the answer by typing, and says what was wrong", async () => {
    double.say(citizen, "chưa đúng: chưa nói lệ phí, gọi tôi 0912345678");
    expect((await double.heard(citizen, 3)).at(-1)).toBe(bot.thanksForRating);
    await vi.waitUntil(async () => (await server.database.pool.query("SELECT FROM feedback")).rowCount === 1, deadline);
    const { rows } = await server.database.pool.query("SELECT rating, comment FROM feedback");
    expect(rows).toMatchObject([{ rating: "down", comment: expect.stringMatching(/^chưa nói lệ phí, gọi tôi (?!0912345678)/u) as string }]);
  });

  it("uses a command, and sends a picture", async () => {
    double.say(citizen, "/dichvu");
    expect((await double.heard(citizen, 4)).at(-1)).toContain("Trả lời thứ 2: dịch vụ công có những gì");
    double.send(citizen, "message.image.received", { photo_url: "https://photo.example.vn/1.jpg" });
    expect((await double.heard(citizen, 5)).at(-1)).toBe(courtesyWording.picture);
  });

  it("is answered in a group by the bot's name, apart from the neighbour", async () => {
    double.sayInGroup(group, citizen, "@Bot Trợ lý số hộ chiếu ở đâu");
    await double.heard(group, 2);
    double.sayInGroup(group, neighbour, "@Bot Trợ lý số tạm trú ở đâu");
    const said = await double.heard(group, 4);
    expect(said.filter((text) => text.startsWith("Trả lời")).map((text) => text.split("\n")[0])).toEqual([
      "Trả lời thứ 1: hộ chiếu ở đâu",
      "Trả lời thứ 1: tạm trú ở đâu",
    ]);
  });

  it("leaves no name, token or text in the log", () => {
    const log = server.log.join("");
    expect(log).toContain("Server listening");
    for (const hidden of [double.token.split(":")[1] ?? "", "khai sinh", "Nguyễn", citizen]) expect(log).not.toContain(hidden);
  });
});
