import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openBench, webhookSecret, type Bench } from "./support/open-bench.js";

const userId = 1203456789;

let bench: Bench;
beforeEach(async () => {
  bench = await openBench({ hasWebhook: true });
});
afterEach(() => bench.close());

const path = "/webhooks/telegram";

function post(body: string, headers: Record<string, string> = { "x-telegram-bot-api-secret-token": webhookSecret }): Promise<Response> {
  return fetch(bench.url + path, { method: "POST", headers: { "content-type": "application/json", ...headers }, body });
}

const update = (updateId: number, text = "a"): string =>
  JSON.stringify({
    update_id: updateId,
    message: { message_id: 1, from: { id: userId, is_bot: false }, chat: { id: userId, type: "private" }, date: 1, text },
  });

describe("the webhook", () => {
  it("is set at the start, with the secret, and the menu with it", async () => {
    await bench.telegram.start();
    await bench.double.until(() => bench.double.webhook !== undefined && bench.double.commands.length > 0);
    expect(bench.double.webhook).toMatchObject({ url: `${bench.url}${path}`, secret: webhookSecret });
    expect(bench.double.callsOf("setwebhook")[0]?.parameters.allowed_updates).toEqual(["message", "edited_message", "callback_query", "my_chat_member"]);
    expect(bench.double.commands.map(({ command }) => command)).toEqual([
      "dichvu",
      "nghiquyet",
      "hoc",
      "ontap",
      "dangky",
      "huy",
      "help",
      "dulieu",
      "xoadulieu",
      "start",
    ]);
    expect(bench.double.callsOf("getupdates")).toEqual([]);
  });

  it("is set again until it is, and says why not", async () => {
    bench.double.fail(
      "setwebhook",
      { code: 500, description: "Internal Server Error: restart" },
      { code: 429, description: "Too Many Requests: retry after 5", parameters: { retry_after: 5 } },
    );
    await bench.telegram.start();
    await bench.waits.pass(1_000);
    await bench.waits.pass(5_000);
    await bench.double.until(() => bench.double.webhook);
    expect(bench.faults).toMatchObject([{ code: "telegram_call_failed" }, { code: "telegram_call_failed" }]);
    expect(String(bench.faults[0])).toContain("setWebhook: 500");
  });

  it("takes in what Telegram brings, in order within a chat", async () => {
    await bench.telegram.start();
    bench.double.say(userId, "một");
    bench.double.say(userId, "hai");
    await bench.reception.holds(2);
    await bench.double.until(() => bench.double.waiting === 0);
    expect(bench.reception.texts).toEqual(["một", "hai"]);
    expect([...bench.reception.opened.values()]).toMatchObject([{ id: `telegram-${userId}`, channelId: "telegram", userId: String(userId) }]);
    expect(bench.reception.stored[0]).toMatchObject({ maxPerMinute: 20 });
  });

  it("says 200 only when the update is stored: Telegram brings it again", async () => {
    await bench.telegram.start();
    bench.reception.faults.push(new Error("the database is away"), new Error("the database is away"));
    bench.double.say(userId, "câu hỏi");
    await bench.webhookWaits.pass(0);
    await bench.webhookWaits.pass(2_000);
    await bench.reception.holds(1);
    await bench.double.until(() => bench.double.waiting === 0);
    expect(bench.double.lastWebhookError).toBe("Wrong response from the webhook: 503 Service Unavailable");
    expect(bench.faults).toHaveLength(2);
  });

  it("stores an update once, however often it comes", async () => {
    const statuses = [];
    for (let time = 0; time < 3; time += 1) statuses.push((await post(update(77))).status);
    expect(statuses).toEqual([200, 200, 200]);
    expect(bench.reception.stored).toHaveLength(1);
  });

  it.each<[string, Record<string, string>]>([
    ["none", {}],
    ["another", { "x-telegram-bot-api-secret-token": "khac" }],
    ["an empty one", { "x-telegram-bot-api-secret-token": "" }],
    ["a longer one", { "x-telegram-bot-api-secret-token": `${webhookSecret}x` }],
  ])("refuses 401 with the secret: %s, and looks at nothing else", async (_which, headers) => {
    expect((await post("{not json", headers)).status).toBe(401);
    expect((await post(update(1), headers)).status).toBe(401);
    expect(bench.reception.stored).toEqual([]);
    expect(bench.double.calls).toEqual([]);
  });

  it("refuses 5 MB: 401 without the secret, 413 with it", async () => {
    const large = update(1, "x".repeat(5 * 1024 * 1024));
    // Our server may end the connection before all is sent.
    const statusOf = (headers?: Record<string, string>): Promise<number> =>
      post(large, headers).then(
        ({ status }) => status,
        () => 0,
      );
    expect([401, 0]).toContain(await statusOf({}));
    expect([413, 0]).toContain(await statusOf());
    expect(bench.reception.stored).toEqual([]);
  });

  it("takes an update that is longer than other requests may be", async () => {
    expect((await post(update(1, "ữ".repeat(4096)) + " ".repeat(200_000))).status).toBe(200);
    expect(bench.reception.stored).toHaveLength(1);
  });

  it.each(["{not json", "", "[]", "null", '"text"', "{}", '{"update_id":"1"}', '{"update_id":1.5}'])("refuses 400 what is no update: %s", async (body) => {
    expect((await post(body)).status).toBe(400);
    expect(bench.reception.stored).toEqual([]);
    expect(bench.faults).toEqual([]);
  });

  it.each(['{"update_id":5,"something_new":{}}', '{"update_id":6,"message":{"message_id":"x"}}', '{"update_id":7}'])(
    "takes 200 what it does not know, and does nothing: %s",
    async (body) => {
      expect((await post(body)).status).toBe(200);
      expect(bench.reception.stored).toEqual([]);
      expect(bench.double.callsOf("sendmessage")).toEqual([]);
    },
  );

  it("is there for POST only", async () => {
    expect((await fetch(bench.url + path)).status).toBe(404);
  });

  it("takes nothing new in once it is told to stop", async () => {
    await bench.telegram.start();
    await bench.telegram.stop();
    expect((await post(update(1))).status).toBe(503);
    expect(bench.reception.stored).toEqual([]);
  });

  it("is not there where news is asked for", async () => {
    const other = await openBench();
    expect((await fetch(other.url + path, { method: "POST" })).status).toBe(404);
    await other.close();
  });
});
