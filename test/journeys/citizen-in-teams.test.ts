import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { pushChannelsOf } from "../../src/channels.js";
import { readConfig } from "../../src/config.js";
import { bot } from "../../src/core/wording/bot.js";
import { startAzureDouble, type AzureDouble } from "../support/azure-double.js";
import { FakeAnswerer, fakeBrain } from "../support/fake-brain.js";
import { startTestApplication, type TestApplication } from "../support/test-application.js";

const citizen = 1;
const neighbour = 2;
const group = "to-dan-pho";
const deadline = { timeout: 20_000, interval: 10 };

describe("a citizen in Microsoft Teams", () => {
  let double: AzureDouble;
  let server: TestApplication;

  beforeAll(async () => {
    double = await startAzureDouble();
    const environment = double.environment;
    server = await startTestApplication({ brain: fakeBrain(new FakeAnswerer()), environment, pushChannels: pushChannelsOf(readConfig(environment)) });
    double.connect(`${server.url}/api/messages`);
  });
  afterAll(async () => {
    await server.stop();
    await double.close();
  });

  it("installs the bot and is greeted once: who it is, that it errs, where a person is", async () => {
    expect(await double.install(citizen)).toBe(200);
    await double.say(citizen, "xin chào");
    const [greeting, answer] = await double.heard(citizen, 2);
    expect(greeting?.text).toBe(bot.greeting);
    expect(greeting?.buttons.map(({ title }) => title)).toEqual(bot.topics);
    expect(answer?.text).toMatch(/^Trả lời thứ 1: xin chào/u);
  });

  it("asks, and reads the answer with its source, whose address is a link", async () => {
    await double.say(citizen, "khai sinh ở đâu");
    const [, , answer] = await double.heard(citizen, 3);
    expect(answer?.text).toMatch(/^Trả lời thứ 2: khai sinh ở đâu\nNguồn: Bài kiểm thử[^]*\nhttps:\/\/example\.vn\/bai$/u);
    expect(answer?.links).toEqual(["https://example.vn/bai"]);
  });

  it("taps a suggestion, and goes on in the same conversation", async () => {
    const [, , answer] = double.said(citizen);
    if (answer !== undefined) await double.press(citizen, answer, "Lệ phí");
    const [, , , next] = await double.heard(citizen, 4);
    expect(next?.text).toMatch(/^Trả lời thứ 3: Lệ phí\n/u);
  });

  it("says that an older answer was bad, and why the last one was", async () => {
    const [, , answer] = double.said(citizen);
    if (answer !== undefined) await double.press(citizen, answer, "👎");
    expect((await double.heard(citizen, 5)).at(-1)?.text).toMatch(/“chưa đúng:”/u);
    await double.say(citizen, "chưa đúng: chưa nói nộp ở đâu, gọi tôi 0912345678");
    expect((await double.heard(citizen, 6)).at(-1)?.text).toBe(bot.thanksForRating);
    await vi.waitUntil(async () => (await server.database.pool.query("SELECT FROM feedback")).rowCount === 2, deadline);
    const { rows } = await server.database.pool.query<{ rating: string; comment: string }>("SELECT rating, comment FROM feedback ORDER BY comment");
    expect(rows).toMatchObject([
      { rating: "down", comment: "" },
      { rating: "down", comment: expect.stringMatching(/^chưa nói nộp ở đâu, gọi tôi (?!0912345678)/u) as string },
    ]);
  });

  it("asks in a group by the bot's name, apart from the neighbour; chatter stays unanswered", async () => {
    await double.say(neighbour, "ai biết làm hộ chiếu ở đâu không", { group });
    await double.say(citizen, "hộ chiếu ở đâu", { group, mentions: true });
    const [, first] = await double.heard(group, 2);
    await double.say(neighbour, "/nghiquyet", { group, mentions: true });
    const [, , , second] = await double.heard(group, 4);
    expect([first, second].map((answer) => [answer?.text.split("\n")[0], answer?.sent.recipient.id])).toEqual([
      ["Trả lời thứ 1: hộ chiếu ở đâu", double.userId(citizen)],
      ["Trả lời thứ 1: Nghị quyết 08 nói gì", double.userId(neighbour)],
    ]);
    if (first !== undefined) await double.press(citizen, first, "Lệ phí", group);
    expect((await double.heard(group, 5)).at(-1)?.text).toMatch(/^Trả lời thứ 2: Lệ phí/u);
  });

  it("is told of something unasked, by the reference that was kept", async () => {
    const { rows } = await server.database.pool.query<{ id: string }>("SELECT id FROM conversations WHERE reference->'place'->>'conversationId' = $1", [
      `a:person-${citizen}`,
    ]);
    expect(await server.application.proactiveMessages.send(rows[0]?.id ?? "", "Thông báo")).toBe(true);
    const said = await double.until(() => double.said(citizen).at(-1)?.text === "Thông báo" && double.said(citizen));
    expect(said.at(-1)?.sent.recipient.id).toBe(double.userId(citizen));
  });

  it("blocks the bot: what was on its way is dropped; and is answered again after coming back", async () => {
    double.block(citizen);
    await double.say(citizen, "có ai không");
    await vi.waitUntil(
      async () => (await server.database.pool.query("SELECT FROM conversations WHERE unreachable_since IS NOT NULL")).rowCount === 1,
      deadline,
    );
    double.unblock(citizen);
    await double.say(citizen, "tôi quay lại");
    await double.until(() => double.said(citizen).at(-1)?.text.includes("tôi quay lại"));
    expect(double.said(citizen).some(({ text }) => text.includes("có ai không"))).toBe(false);
  });

  it("is not answered in anybody's name: without a signature nothing is taken in", async () => {
    const before = await server.database.pool.query("SELECT FROM inbox");
    const body = JSON.stringify({ type: "message", text: "giả mạo" });
    const { status } = await fetch(`${server.url}/api/messages`, { method: "POST", headers: { "content-type": "application/json" }, body });
    expect(status).toBe(401);
    expect((await server.database.pool.query("SELECT FROM inbox")).rowCount).toBe(before.rowCount);
  });

  it("leaves no name, token or text in the log", () => {
    const log = server.log.join("");
    expect(log).toContain("Server listening");
    for (const hidden of [double.appSecret, "double-of-a-token", "eyJ", "khai sinh", "có ai không", "Người", "giả mạo", "29:person"])
      expect(log).not.toContain(hidden);
  });
});

describe("a server without Azure's credentials", () => {
  it("has no such door", async () => {
    const server = await startTestApplication();
    const { status } = await fetch(`${server.url}/api/messages`, { method: "POST" });
    expect(status).toBe(404);
    await server.stop();
  });
});
