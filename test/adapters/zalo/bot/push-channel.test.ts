import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { conversationWith } from "../../../../adapters/zalo/bot/channel.js";
import { idOf } from "../../../support/zalo-bot-double.js";
import { openBench, type Bench } from "./support/open-bench.js";

const person = idOf("người");
const { reference } = conversationWith({ address: { chatId: person }, userId: person });
const answer = { type: "message", text: "Lệ phí 70.000 đồng.", replyToId: "x|1" };
const announcement = { type: "message", text: "Thông báo." };

let bench: Bench;
const open = async (options: Parameters<typeof openBench>[0] = {}): Promise<void> => {
  await bench.close();
  bench = await openBench(options);
  bench.double.meet(person);
};
beforeEach(async () => {
  bench = await openBench();
  bench.double.meet(person);
});
afterEach(() => bench.close());

const deliver = (activity: object = answer) => bench.zalo.pushChannel.deliver(reference, activity as typeof answer);

describe("a delivery", () => {
  it("is one call with the text alone", async () => {
    expect(await deliver()).toEqual({ outcome: "sent", providerMessageId: expect.stringMatching(/^[\da-f]{20}$/u) as string });
    expect(bench.double.callsOf("sendMessage")).toEqual([{ method: "sendMessage", parameters: { chat_id: person, text: answer.text } }]);
  });

  it("shows characters as they are, whatever they mean in markup", async () => {
    const odd = `<b>*1* < 2 & "3"</b> _a_ 👍🏽 \u202e\u200b [x](https://e.vn)`;
    await deliver({ ...answer, text: odd });
    expect(bench.double.said(person)).toEqual([odd]);
  });

  it.each<[string, Parameters<Bench["double"]["fail"]>[1], object]>([
    ["an unknown chat", { code: 404, description: "Chat not found" }, { outcome: "refused", reason: "404 Chat not found", isUnreachable: true }],
    ["a bad request", { code: 400, description: 'Bad request: "Lệ phí"' }, { outcome: "refused", reason: "400 Bad request: …", isUnreachable: false }],
    [
      "Zalo's own fault under 403",
      { code: 403, description: "Internal server error" },
      { outcome: "later", reason: "403 Internal server error", isUncertain: false },
    ],
    ["a time-out", { code: 408, description: "Request timeout" }, { outcome: "later", reason: "408 Request timeout", isUncertain: false }],
    ["a gateway's page", { status: 502, page: "<h1>502</h1>" }, { outcome: "later", reason: "502 not an answer of the Zalo Bot Platform", isUncertain: true }],
    ["a lost connection", "dropAfter", { outcome: "later", isUncertain: true }],
  ])("understands %s", async (_what, fault, result) => {
    bench.double.fail("sendMessage", fault);
    expect(await deliver()).toMatchObject(result);
  });

  it("gives up waiting after a while, not knowing what became of it", async () => {
    bench.double.fail("sendMessage", "hang");
    const delivery = deliver();
    await bench.waits.pass(15_000);
    expect(await delivery).toEqual({ outcome: "later", reason: "no answer in time", isUncertain: true });
  });

  it("is told by the code alone, and by the status where there is no code", async () => {
    await open({ double: { refusesWith: "its_code" } });
    bench.double.fail("sendMessage", { code: 404, description: "Chat not found" });
    expect(await deliver()).toMatchObject({ outcome: "refused", isUnreachable: true });
  });

  it("does not repeat what the month's quota refuses, and alerts the operator", async () => {
    await open({ double: { perMonth: 1 } });
    expect(await deliver()).toMatchObject({ outcome: "sent" });
    expect(await deliver()).toEqual({ outcome: "refused", reason: "429 Quota exceeded", isUnreachable: false, cause: "quota" });
    expect(bench.faults).toMatchObject([{ code: "zalo_bot_quota_used" }]);
  });

  it("waits for an operator where the token is wrong, and never shows it", async () => {
    await open({ token: "4512345678901234567:another-token_0123456789abcdef" });
    expect(await deliver()).toEqual({ outcome: "later", reason: "401 Unauthorized", afterMs: 60_000 });
    expect(bench.faults).toMatchObject([{ code: "zalo_bot_token_refused" }]);
    expect(String(bench.faults[0])).not.toContain("another-token");
  });

  it.each([
    ["nothing to say", { type: "message", text: " " }],
    ["what is no message", { type: "event", name: "x" }],
  ])("refuses %s without a call", async (_what, activity) => {
    expect(await deliver(activity)).toMatchObject({ outcome: "refused", isUnreachable: false });
    expect(bench.double.calls).toEqual([]);
  });

  it("refuses a conversation of another channel", async () => {
    const other = { ...reference, conversation: { id: "telegram-5" } } as typeof reference;
    expect(await bench.zalo.pushChannel.deliver(other, answer)).toMatchObject({ outcome: "refused", isUnreachable: true });
  });
});

describe("the month's budget", () => {
  it("keeps the reserve for answers and greetings", async () => {
    await open({ perMonth: 4, reserve: 2 });
    const outcomes = [];
    for (const activity of [announcement, announcement, announcement, answer, { ...announcement, channelData: { tlso: {} } }, answer])
      outcomes.push((await deliver(activity)).outcome);
    expect(outcomes).toEqual(["sent", "sent", "refused", "sent", "sent", "refused"]);
    expect(bench.double.sent).toHaveLength(4);
  });

  it("begins anew with the month of Vietnam", async () => {
    await open({ perMonth: 1, reserve: 0 });
    expect((await deliver()).outcome).toBe("sent");
    expect((await deliver()).outcome).toBe("refused");
    bench.clock.now = Date.parse("2026-11-30T17:00:00Z");
    expect((await deliver()).outcome).toBe("sent");
    expect([...bench.counter.counts.keys()]).toEqual(["zalo-bot 2026-11", "zalo-bot 2026-12"]);
  });
});

describe("typing", () => {
  it("is shown, and fails in silence", async () => {
    bench.double.fail("sendChatAction", { code: 500, description: "Internal server error" });
    await bench.zalo.pushChannel.showTyping(reference);
    await bench.zalo.pushChannel.showTyping(reference);
    expect(bench.double.callsOf("sendChatAction").map(({ parameters }) => parameters)).toEqual([
      { chat_id: person, action: "typing" },
      { chat_id: person, action: "typing" },
    ]);
    expect(bench.faults).toEqual([]);
  });
});
