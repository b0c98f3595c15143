import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { referenceTo, type Place } from "../../../adapters/azure/channel.js";
import type { ActivityJson } from "../../../src/activity/activity.js";
import { splitText } from "../../../src/core/conversation/split-text.js";
import { startAzureDouble, type Fault } from "../../support/azure-double.js";
import { openBench, type Bench } from "./support/open-bench.js";

const person = 1;
const message = (text: string): ActivityJson => ({ type: "message", text, textFormat: "plain" });
const answer: ActivityJson = {
  ...message("Ở xã.\nhttps://example.vn/ks"),
  suggestedActions: { to: [], actions: [{ type: "imBack", title: "Lệ phí", value: "Lệ phí" }] },
  channelData: { tlso: { answerId: "a1", status: "answered_service_field", body: "Ở xã.", citations: [] } },
};

let bench: Bench;
beforeEach(async () => {
  bench = await openBench();
  bench.double.said(person);
});
afterEach(() => bench.close());

function placeOf(changes: Partial<Place> = {}): Place {
  const { serviceUrl, bot } = bench.double;
  return { serviceUrl, channelId: "msteams", conversationId: `a:person-${person}`, botId: bot.id, userId: `29:person-${person}`, isGroup: false, ...changes };
}

const deliver = (activity = message("Trả lời"), changes: Partial<Place> = {}) => bench.azure.pushChannel.deliver(referenceTo(placeOf(changes)), activity);

describe("deliver", () => {
  it("sends, and tells the number of the message", async () => {
    const result = await deliver();
    const [said] = bench.double.said(person);
    expect(result).toEqual({ outcome: "sent", providerMessageId: said?.id });
    expect(bench.double.sent).toEqual([
      {
        type: "message",
        text: "Trả lời",
        textFormat: "xml",
        locale: "vi-VN",
        inputHint: "acceptingInput",
        channelId: "msteams",
        serviceUrl: bench.double.serviceUrl,
        conversation: { id: "a:person-1" },
        from: { id: bench.double.bot.id },
        recipient: { id: "29:person-1" },
      },
    ]);
  });

  it.each([
    ["marks of Markdown and HTML", "*đậm* _nghiêng_ `mã` [a](b) <b>x</b> </i> &lt; &amp;amp; \"quote\" 'x' \\_ # > | {} ~ ="],
    ["emoji", "Gia đình 👨‍👩‍👧‍👦, cờ 🇻🇳, tay 👍🏽."],
    ["NFD", "Giấy khai sinh của trẻ".normalize("NFD")],
    ["marks of direction", "Tên \u200fعلي\u200e và \u2067abc\u2069."],
    ["zero-width characters", "số\u200bhóa \u2060và\u200d \ufeffdịch vụ"],
    ["lines", "Giấy tờ:\n- Tờ khai\n- Giấy chứng sinh\n\nNộp ở xã."],
  ])("shows %s as they are", async (_what, text) => {
    for (const channelId of ["msteams", "webchat"]) expect((await deliver(message(text), { channelId })).outcome).toBe("sent");
    expect(bench.double.said(person).map((said) => said.text)).toEqual([text, text]);
  });

  it.each(["ữ", "😀", "&", '"', "<ữ> "])("shows 10,000 characters of %s in parts of the size that the channel names", async (unit) => {
    const text = unit.repeat(10_000 / unit.length).trim();
    const parts = splitText(text, bench.azure.pushChannel.channel.capabilities.maxTextLength);
    for (const part of parts) expect((await deliver(message(part))).outcome).toBe("sent");
    const whole = bench.double.said(person).map((said) => said.text);
    expect(whole.join("").replaceAll(" ", "")).toBe(text.replaceAll(" ", ""));
  });

  it("shows an answer in Teams with a card of buttons, and its address as a link", async () => {
    expect((await deliver(answer)).outcome).toBe("sent");
    const [said] = bench.double.said(person);
    expect(said).toMatchObject({ text: "Ở xã.\nhttps://example.vn/ks", links: ["https://example.vn/ks"] });
    expect(said?.buttons.map(({ title, card }) => [title, card?.displayText, card?.value])).toEqual([
      ["Lệ phí", "Lệ phí", { tlso: { kind: "suggestion", text: "Lệ phí" } }],
      ["👍", "👍", { tlso: { kind: "rating", rating: "up", answerId: "a1" } }],
      ["👎", "👎", { tlso: { kind: "rating", rating: "down", answerId: "a1" } }],
    ]);
  });

  it("shows an answer elsewhere with suggested actions, in plain text", async () => {
    expect((await deliver(answer, { channelId: "webchat" })).outcome).toBe("sent");
    const [said] = bench.double.said(person);
    expect(said?.sent).toMatchObject({ text: answer.text, textFormat: "plain" });
    expect(said?.buttons).toEqual(["Lệ phí", "👍", "👎"].map((title) => ({ title, card: undefined })));
  });

  it("speaks in a group", async () => {
    bench.double.said("to-dan-pho");
    expect((await deliver(answer, { conversationId: "19:to-dan-pho@thread.v2", isGroup: true })).outcome).toBe("sent");
    expect(bench.double.said("to-dan-pho")[0]?.sent.conversation).toEqual({ id: "19:to-dan-pho@thread.v2", isGroup: true });
  });

  it.each<[string, Fault, object]>([
    ["a quota", { status: 429, code: "Throttled", retryAfterSeconds: 7 }, { outcome: "later", reason: "429 Throttled", afterMs: 7000 }],
    ["a quota without a time", { status: 429, code: "Throttled" }, { outcome: "later", reason: "429 Throttled" }],
    ["two messages at the same time", { status: 412, code: "PreconditionFailed" }, { outcome: "later", reason: "412 PreconditionFailed" }],
    ["a fault of the server's", { status: 500, code: "ServiceError" }, { outcome: "later", reason: "500 ServiceError" }],
    ["a gateway's page", { status: 502, page: "<html></html>" }, { outcome: "later", reason: "502" }],
    ["a page that says no", { status: 403, page: "<html></html>" }, { outcome: "later", reason: "403, not an answer of the Bot Connector" }],
    [
      "a page instead of the answer",
      { status: 200, page: "<html></html>" },
      { outcome: "later", reason: "not an answer of the Bot Connector", isUncertain: true },
    ],
    ["a lost connection", "drop", { outcome: "later", reason: expect.stringMatching(/^no connection/u) as string, isUncertain: true }],
    ["a message that is too long", { status: 413, code: "MessageSizeTooBig" }, { outcome: "refused", reason: "413 MessageSizeTooBig", isUnreachable: false }],
    ["a message that is wrong", { status: 400, code: "Bad Argument" }, { outcome: "refused", reason: "400 Bad Argument", isUnreachable: false }],
    [
      "being blocked",
      { status: 403, code: "ConversationBlockedByUser" },
      { outcome: "refused", reason: "403 ConversationBlockedByUser", isUnreachable: true, isBlocked: true },
    ],
    [
      "being uninstalled",
      { status: 403, code: "ForbiddenOperationException" },
      { outcome: "refused", reason: "403 ForbiddenOperationException", isUnreachable: true },
    ],
    ["a group that is gone", { status: 404, code: "ConversationNotFound" }, { outcome: "refused", reason: "404 ConversationNotFound", isUnreachable: true }],
    ["the wrong server of a cloud", { status: 403, code: "InvalidBotApiHost" }, { outcome: "refused", reason: "403 InvalidBotApiHost", isUnreachable: false }],
  ])("tells what %s means", async (_what, fault, result) => {
    bench.double.fail(person, fault);
    expect(await deliver()).toEqual(result);
  });

  it("gives up on an answer after 15 seconds", async () => {
    bench.double.fail(person, "hang");
    const result = deliver();
    await bench.waits.pass(15_000);
    expect(await result).toEqual({ outcome: "later", reason: "no answer in time", isUncertain: true });
  });

  it("says that nobody is there when nobody is", async () => {
    const closed = await startAzureDouble();
    const { url } = closed;
    await closed.close();
    const other = await openBench({ settings: { serviceOrigins: [url] } });
    const place = placeOf({ serviceUrl: `${url}/apac/` });
    expect(await other.azure.pushChannel.deliver(referenceTo(place), message("Trả lời"))).toEqual({ outcome: "later", reason: "no connection: ECONNREFUSED" });
    await other.close();
  });

  it("sends neither the token nor a word to an address that is not allowed", async () => {
    for (const serviceUrl of [
      "https://attacker.example/",
      "http://smba.trafficmanager.net/apac/",
      `${bench.double.url.replace("127.0.0.1", "localhost")}/apac/`,
    ])
      expect(await deliver(message("Trả lời"), { serviceUrl })).toEqual({ outcome: "refused", reason: "serviceUrl is not allowed", isUnreachable: true });
    expect(bench.double.asked.tokens).toBe(0);
  });

  it("refuses what cannot be shown, and conversations of other channels", async () => {
    expect(await deliver({ type: "event", name: "x" })).toMatchObject({ outcome: "refused", isUnreachable: false });
    expect(await deliver(message(" \n"))).toMatchObject({ outcome: "refused", isUnreachable: false });
    const foreign = { channelId: "telegram", conversation: { id: "telegram-1" } };
    expect(await bench.azure.pushChannel.deliver(foreign, message("x"))).toMatchObject({ outcome: "refused", isUnreachable: true });
  });
});

describe("the token", () => {
  it("is asked for once, and anew five minutes before it ends", async () => {
    await Promise.all([deliver(), deliver()]);
    bench.clock.now += (3599 - 300) * 1000 - 1;
    await deliver();
    expect(bench.double.asked.tokens).toBe(1);
    bench.clock.now += 1;
    expect((await deliver()).outcome).toBe("sent");
    expect(bench.double.asked.tokens).toBe(2);
  });

  it("is thrown away when it is not accepted", async () => {
    await deliver();
    bench.double.revokeTokens();
    expect(await deliver()).toEqual({ outcome: "later", reason: "401", afterMs: 60_000 });
    expect((await deliver()).outcome).toBe("sent");
  });

  it("is waited for while Entra cannot give one", async () => {
    bench.double.failTokens({ status: 503, page: "<html></html>" }, { status: 429, code: "x" }, "drop", { status: 200, page: "<html></html>" });
    const reasons = [await deliver(), await deliver(), await deliver(), await deliver()].map((result) => result.outcome === "later" && result.reason);
    expect(reasons).toEqual([
      "no token: status 503",
      "no token: status 429",
      expect.stringMatching(/^no token: no connection/u) as string,
      "no token: no token in the answer",
    ]);
    expect((await deliver()).outcome).toBe("sent");
  });

  it("is not given for a secret that has run out: an operator reads so at the start, and deliveries wait a minute", async () => {
    bench.double.isExpired = true;
    await bench.azure.start();
    expect(bench.faults).toMatchObject([{ code: "azure_credentials_refused", message: expect.stringContaining("invalid_client AADSTS7000222") as string }]);
    expect(await deliver()).toEqual({ outcome: "later", reason: "invalid_client AADSTS7000222", afterMs: 60_000 });
    for (const fault of bench.faults) expect(String(fault)).not.toContain(bench.double.appSecret);
  });
});

describe("showTyping", () => {
  it("shows it, and fails for nobody", async () => {
    await bench.azure.pushChannel.showTyping(referenceTo(placeOf()));
    expect(bench.double.typingIn(person)).toBe(1);
    bench.double.block(person);
    await bench.azure.pushChannel.showTyping(referenceTo(placeOf()));
    await bench.azure.pushChannel.showTyping(referenceTo(placeOf({ serviceUrl: "https://attacker.example" })));
    expect(bench.double.typingIn(person)).toBe(1);
  });
});
