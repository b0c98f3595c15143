import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { courtesyWording } from "../../../../adapters/shared/wording.js";
import { userIdOf } from "../../../support/zalo-oa-double.js";
import { openBench, type Bench } from "./support/open-bench.js";

const userId = userIdOf("người");
let bench: Bench;
beforeEach(async () => {
  bench = await openBench();
});
afterEach(() => bench.close());

/** Resolves when Zalo has brought so many events. */
const brought = (count: number) => bench.double.until(() => bench.double.webhookStatuses.length >= count);

describe("the webhook", () => {
  it("takes in what Zalo brings, in order", async () => {
    for (const text of ["một", "hai", "ba"]) bench.double.say(userId, text);
    await bench.reception.holds(3);
    expect(bench.reception.texts).toEqual(["một", "hai", "ba"]);
    expect([...bench.reception.opened.values()]).toMatchObject([{ id: `zalo-oa-${userId}`, channelId: "zalo-oa", userId }]);
  });

  it("takes a body with odd spaces and escapes: the signature is over its bytes", async () => {
    const body = `{ "event_name":"user_send_text","timestamp":"1795000000000",  "sender":{"id":"${userId}"},"message":{"msg_id":"m1","text":"l\\u1ec7 ph\\u00ed"}}\n`;
    expect(await bench.double.callWebhook(body)).toBe(200);
    expect(bench.reception.texts).toEqual(["lệ phí"]);
  });

  it("stores an event once, however often it comes", async () => {
    const event = JSON.stringify(bench.double.say(userId, "một"));
    await bench.reception.holds(1);
    expect([await bench.double.callWebhook(event), await bench.double.callWebhook(event, { num_retry: "1" })]).toEqual([200, 200]);
    expect(bench.reception.stored).toHaveLength(1);
  });

  it("says 503 where it could not be stored, and Zalo brings it again", async () => {
    bench.reception.faults.push(new Error("the database is away"));
    bench.double.say(userId, "một");
    await bench.reception.holds(1);
    await brought(2);
    expect(bench.double.webhookStatuses).toEqual([503, 200]);
    expect(bench.faults).toHaveLength(1);
  });

  const event = '{"event_name":"user_send_text","timestamp":"1795000000000","sender":{"id":"4572947000"},"message":{"msg_id":"m1","text":"a"}}';
  it.each<[string, string, Record<string, string>, number]>([
    ["without a signature", event, { "x-zevent-signature": "" }, 401],
    ["with another's signature", event, { "x-zevent-signature": `mac=${"a".repeat(64)}` }, 401],
    ["what is no JSON", "{not json", { "x-zevent-timestamp": "1" }, 401],
    ["no event", '{"timestamp":"1"}', {}, 400],
    ["an unknown event", '{"event_name":"something_new","timestamp":"1"}', {}, 200],
  ])("answers %s", async (_what, body, headers, status) => {
    const given = body.startsWith("{not") ? { ...headers, "x-zevent-signature": `mac=${"b".repeat(64)}` } : headers;
    const call = body.startsWith("{not")
      ? fetch(bench.double.webhook, { method: "POST", headers: given, body }).then((r) => r.status)
      : bench.double.callWebhook(body, given);
    expect(await call).toBe(status);
    expect(bench.reception.stored).toEqual([]);
    expect(bench.faults).toEqual([]);
  });

  it("refuses 5 MB", async () => {
    const large = `{"event_name":"${"x".repeat(5 * 1024 * 1024)}","timestamp":"1"}`;
    expect([413, 0]).toContain(await bench.double.callWebhook(large));
  });

  it("takes nothing new in once it is told to stop", async () => {
    await bench.zalo.stop();
    expect(await bench.double.callWebhook(event)).toBe(503);
  });
});

describe("what holds no words", () => {
  it("gets one polite sentence, not one each", async () => {
    for (let i = 0; i < 3; i += 1) bench.double.send(userId, "user_send_image", { attachments: [{ type: "image", payload: {} }] });
    await brought(3);
    await bench.zalo.stop();
    expect(bench.double.said(userId)).toEqual([courtesyWording.picture]);
  });

  it("tells who floods", async () => {
    bench.double.say(userId, "một");
    await bench.reception.holds(1);
    bench.reception.flooded = `zalo-oa-${userId}`;
    bench.double.say(userId, "hai");
    expect(await bench.double.heard(userId)).toEqual([courtesyWording.tooMany]);
  });
});

describe("a colleague who answers by hand", () => {
  it("is left alone with the person for a while", async () => {
    bench.double.answerByHand(userId, "Chào anh, tôi là cán bộ một cửa.");
    bench.double.say(userId, "tôi muốn hỏi việc này");
    bench.double.send(userId, "user_send_image");
    await brought(3);
    expect([bench.reception.stored, bench.double.sent]).toEqual([[], []]);
    bench.clock.now += 30 * 60_000;
    bench.double.say(userId, "còn ai không");
    await bench.reception.holds(1);
    expect(bench.reception.texts).toEqual(["còn ai không"]);
  });

  it("is not taken for one where the account only says what we said", async () => {
    bench.double.send(userId, "user_send_sticker");
    await bench.double.heard(userId);
    await brought(2);
    bench.double.say(userId, "một");
    await bench.reception.holds(1);
    expect(bench.reception.texts).toEqual(["một"]);
  });

  it("silences the bot with nobody else", async () => {
    bench.double.answerByHand(userId, "Chào anh.");
    await brought(1);
    bench.double.say(userIdOf("người khác"), "một");
    await bench.reception.holds(1);
    expect(bench.reception.texts).toEqual(["một"]);
  });
});

it("a request for data alerts an operator, and does nothing else", async () => {
  bench.double.push({ event_name: "user_request_data_deletion", timestamp: "1795000000000", sender: { id: userId } });
  await brought(1);
  expect(bench.faults).toMatchObject([{ code: "zalo_oa_data_request" }]);
  expect(bench.reception.stored).toEqual([]);
});

describe("the start", () => {
  it("tries the tokens, so that an operator learns what is wrong with them", async () => {
    bench.double.fail("/v2.0/oa/getoa", { code: -224, message: "package too low" });
    await bench.zalo.start();
    await bench.waits.pass(600_000);
    await bench.double.until(() => bench.double.calls.filter((path) => path === "/v2.0/oa/getoa").length === 2);
    expect(bench.faults).toMatchObject([{ code: "zalo_oa_misconfigured" }]);
  });
});
