import { afterEach, describe, expect, it } from "vitest";
import { courtesyWording } from "../../../../adapters/shared/wording.js";
import { webhookPathFor } from "../../../../adapters/zalo/bot/webhook.js";
import { idOf } from "../../../support/zalo-bot-double.js";
import { openBench, webhookSecret, type Bench, type BenchOptions } from "./support/open-bench.js";

const person = idOf("người");
const group = idOf("nhóm");

let bench: Bench;
const open = async (options: BenchOptions): Promise<Bench> => (bench = await openBench(options));
afterEach(() => bench.close());

describe("the webhook", () => {
  const start = async (options: BenchOptions = {}): Promise<Bench> => {
    await open({ hasWebhook: true, ...options });
    await bench.zalo.start();
    await bench.double.until(() => bench.double.webhookStatuses.length > 0);
    return bench;
  };

  it("is set at the start, and answers the trial call", async () => {
    await start();
    expect(bench.double.webhook).toEqual({ url: bench.url + webhookPathFor(webhookSecret), secret: webhookSecret });
    expect(bench.double.webhookStatuses).toEqual([200]);
    expect(bench.double.callsOf("getUpdates")).toEqual([]);
  });

  it("is not set again where it is set so already: Zalo allows it a few times a day", async () => {
    await open({ hasWebhook: true });
    bench.double.webhook = { url: bench.url + webhookPathFor(webhookSecret), secret: webhookSecret };
    await bench.zalo.start();
    await bench.double.until(() => bench.double.callsOf("getWebhookInfo").length > 0);
    await bench.zalo.stop();
    expect(bench.double.callsOf("setWebhook")).toEqual([]);
  });

  it("is set again with another secret, whose path is another", async () => {
    await open({ hasWebhook: true });
    bench.double.webhook = { url: bench.url + webhookPathFor("another"), secret: "another" };
    await bench.zalo.start();
    await bench.double.until(() => bench.double.webhook?.secret === webhookSecret);
  });

  it("is set where Zalo does not tell what is set, and tried until it is", async () => {
    await open({ hasWebhook: true });
    bench.double.fail("getWebhookInfo", { code: 500, description: "Internal server error" }, { code: 404, description: "Not found" });
    await bench.zalo.start();
    await bench.waits.pass(1_000);
    await bench.double.until(() => bench.double.webhook);
    expect(bench.faults).toMatchObject([{ code: "zalo_bot_call_failed" }]);
  });

  it.each([false, true])("takes in what Zalo brings, in order (wrapped: %s)", async (wrapsWebhook) => {
    await start({ double: { wrapsWebhook } });
    for (const text of ["một", "hai", "ba"]) bench.double.say(person, text);
    await bench.reception.holds(3);
    expect(bench.reception.texts).toEqual(["một", "hai", "ba"]);
    expect([...bench.reception.opened.keys()]).toEqual([`zalo-bot-${person}`]);
  });

  it("stores a message once, however often it comes", async () => {
    await start();
    const update = bench.double.say(person, "một");
    await bench.reception.holds(1);
    const statuses = [await bench.double.callWebhook(JSON.stringify(update)), await bench.double.callWebhook(JSON.stringify(update))];
    expect(statuses).toEqual([200, 200]);
    expect(bench.reception.stored).toHaveLength(1);
  });

  it("says 503 where it could not be stored", async () => {
    await start();
    bench.reception.faults.push(new Error("the database is away"));
    bench.double.say(person, "một");
    await bench.double.until(() => bench.double.webhookStatuses.length === 2);
    expect(bench.double.webhookStatuses[1]).toBe(503);
    expect(bench.faults).toHaveLength(1);
  });

  it.each<[string, string, Record<string, string>, number]>([
    ["without the secret", "{}", { "x-bot-api-secret-token": "" }, 401],
    ["with another secret", "{}", { "x-bot-api-secret-token": "khac" }, 401],
    ["what is no JSON", "{not json", {}, 400],
    ["what is no update", "[]", {}, 400],
    ["an unknown event", '{"event_name":"message.new.received","message":{}}', {}, 200],
    ["an empty body of no type", "", { "content-type": "" }, 200],
  ])("answers %s: %s", async (_which, body, headers, status) => {
    await start();
    expect(await bench.double.callWebhook(body, headers)).toBe(status);
    expect(bench.reception.stored).toEqual([]);
    expect(bench.faults).toEqual([]);
  });

  it("refuses 5 MB", async () => {
    await start();
    expect([413, 0]).toContain(await bench.double.callWebhook(`{"event_name":"${"x".repeat(5 * 1024 * 1024)}"}`));
  });

  it("takes nothing new in once it is told to stop", async () => {
    await start();
    await bench.zalo.stop();
    expect(await bench.double.callWebhook('{"event_name":"x"}')).toBe(503);
  });
});

describe("asking for news", () => {
  it("takes down a webhook, and takes in one message after the other", async () => {
    await open({});
    bench.double.webhook = { url: "https://elsewhere.vn/x", secret: "abcdefgh" };
    await bench.zalo.start();
    await bench.double.until(() => bench.double.isPolled);
    expect(bench.double.webhook).toBeUndefined();
    for (const text of ["một", "hai", "ba"]) bench.double.say(person, text);
    await bench.reception.holds(3);
    expect(bench.reception.texts).toEqual(["một", "hai", "ba"]);
  });

  it("stores what was handed out before it asks again: it does not come again", async () => {
    await open({});
    bench.reception.faults.push(new Error("the database is away"), new Error("the database is away"));
    await bench.zalo.start();
    await bench.double.until(() => bench.double.isPolled);
    bench.double.say(person, "một");
    await bench.waits.pass(1_000);
    const asked = bench.double.callsOf("getUpdates").length;
    await bench.waits.pass(2_000);
    await bench.reception.holds(1);
    expect(bench.double.callsOf("getUpdates").length).toBe(asked);
  });

  it("goes on after faults, and waits longer after each", async () => {
    await open({});
    bench.double.fail("getUpdates", { status: 502, page: "502" }, { code: 500, description: "Internal server error" });
    await bench.zalo.start();
    await bench.waits.pass(1_000);
    await bench.waits.pass(2_000);
    await bench.double.until(() => bench.double.isPolled);
    bench.double.say(person, "một");
    await bench.reception.holds(1);
    expect(bench.faults).toMatchObject([{ code: "zalo_bot_call_failed" }, { code: "zalo_bot_call_failed" }]);
    for (const fault of bench.faults) expect(String(fault)).not.toContain("double-of-a-token");
  });

  it("loses nothing that is handed out while the server stops", async () => {
    await open({ double: { longestHoldMs: 2_000 } });
    await bench.zalo.start();
    await bench.double.until(() => bench.double.isPolled);
    const stopped = bench.zalo.stop();
    bench.double.say(person, "phút chót");
    await stopped;
    expect(bench.reception.texts).toEqual(["phút chót"]);
  });
});

describe("what holds no words", () => {
  it("gets one polite sentence in private, not one each, and silence in a group", async () => {
    await open({});
    await bench.zalo.start();
    await bench.double.until(() => bench.double.isPolled);
    for (let i = 0; i < 3; i += 1) bench.double.send(person, "message.image.received", { photo_url: "https://e.vn/x.jpg" });
    bench.double.sayInGroup(group, person, "@Bot Trợ lý số hộ chiếu ở đâu");
    await bench.reception.holds(1);
    await bench.zalo.stop();
    expect(bench.double.said(person)).toEqual([courtesyWording.picture]);
    expect(bench.reception.texts).toEqual(["hộ chiếu ở đâu"]);
  });

  it("is answered from what announcements may use", async () => {
    await open({ perMonth: 1, reserve: 1 });
    await bench.zalo.start();
    await bench.double.until(() => bench.double.isPolled);
    bench.double.send(person, "message.sticker.received", { sticker: "x" });
    bench.double.say(person, "một");
    await bench.reception.holds(1);
    await bench.zalo.stop();
    expect(bench.double.sent).toEqual([]);
  });

  it("tells who floods, in private", async () => {
    await open({});
    await bench.zalo.start();
    await bench.double.until(() => bench.double.isPolled);
    bench.double.say(person, "một");
    await bench.reception.holds(1);
    bench.reception.flooded = `zalo-bot-${person}`;
    bench.double.say(person, "hai");
    expect(await bench.double.heard(person)).toEqual([courtesyWording.tooMany]);
  });
});
