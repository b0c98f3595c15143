import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { referenceTo } from "../../../adapters/telegram/channel.js";
import type { ActivityJson } from "../../../src/activity/activity.js";
import { splitText } from "../../../src/core/conversation/split-text.js";
import { startTelegramDouble, type Fault } from "../../support/telegram-double.js";
import { openBench, type Bench } from "./support/open-bench.js";

const userId = 1203456789;
const reference = referenceTo({ address: { chatId: String(userId) }, userId: String(userId) });
const message = (text: string): ActivityJson => ({ type: "message", text, textFormat: "plain" });

let bench: Bench;
beforeEach(async () => {
  bench = await openBench();
  bench.double.say(userId, "chào");
});
afterEach(() => bench.close());

const deliver = (activity = message("Trả lời"), to = reference) => bench.telegram.pushChannel.deliver(to, activity);

describe("deliver", () => {
  it("sends, and tells the number of the message", async () => {
    const result = await deliver();
    const [sent] = bench.double.said(userId);
    expect(result).toEqual({ outcome: "sent", providerMessageId: String(sent?.message_id) });
    expect(bench.double.callsOf("sendmessage")[0]?.parameters).toEqual({
      chat_id: String(userId),
      text: "Trả lời",
      parse_mode: "HTML",
      link_preview_options: { is_disabled: true },
    });
  });

  it.each([
    ["marks of Markdown and HTML", "*đậm* _nghiêng_ `mã` [a](b) <b>x</b> </i> &lt; &amp;amp; \"quote\" 'x' \\_ # > | {} ~ ="],
    ["emoji", "Gia đình 👨‍👩‍👧‍👦, cờ 🇻🇳, tay 👍🏽."],
    ["NFD", "Giấy khai sinh của trẻ".normalize("NFD")],
    ["marks of direction", "Tên \u200fعلي\u200e và \u2067abc\u2069."],
    ["zero-width characters", "số\u200bhóa \u2060và\u200d \ufeffdịch vụ"],
    ["lines", "Giấy tờ:\n- Tờ khai\n- Giấy chứng sinh\n\nNộp ở xã."],
  ])("shows %s as they are", async (_what, text) => {
    expect((await deliver(message(text))).outcome).toBe("sent");
    expect(bench.double.said(userId)).toMatchObject([{ text }]);
  });

  it.each(["ữ", "😀", "&", "<ữ> "])("shows 10,000 characters of %s in parts of the size that the channel names", async (unit) => {
    const text = unit.repeat(10_000 / unit.length).trim();
    const parts = splitText(text, bench.telegram.pushChannel.channel.capabilities.maxTextLength);
    for (const part of parts) expect((await deliver(message(part))).outcome).toBe("sent");
    const whole = bench.double.said(userId).map((sent) => sent.text);
    expect(whole.join("").replaceAll(" ", "")).toBe(text.replaceAll(" ", ""));
    expect(bench.double.said(userId).some(({ entities }) => entities !== undefined)).toBe(false);
  });

  it("shows an answer with its buttons", async () => {
    const activity = {
      ...message("Ở xã.\nNguồn: Khai sinh."),
      suggestedActions: { to: [], actions: [{ type: "imBack", title: "Lệ phí", value: "Lệ phí" }] },
      channelData: {
        tlso: { answerId: "a1", status: "answered_service_field", body: "Ở xã.", citations: [{ title: "Khai sinh", url: "https://example.vn/ks" }] },
      },
    };
    expect((await deliver(activity)).outcome).toBe("sent");
    expect(bench.double.said(userId)).toMatchObject([
      {
        text: "Ở xã.\nNguồn: Khai sinh.",
        entities: [{ type: "text_link", url: "https://example.vn/ks", offset: 13, length: 9 }],
        reply_markup: { inline_keyboard: [[{ text: "Lệ phí" }], [{ text: "👍" }, { text: "👎" }]] },
      },
    ]);
  });

  it("waits as long as Telegram asks", async () => {
    bench.double.fail("sendmessage", { code: 429, description: "Too Many Requests: retry after 7", parameters: { retry_after: 7 } });
    expect(await deliver()).toEqual({ outcome: "later", reason: "429 retry after 7", afterMs: 7000 });
    expect((await deliver()).outcome).toBe("sent");
  });

  it("holds all messages, and the sign of typing, when a second chat is told to wait", async () => {
    const neighbour = 1398765432;
    const other = referenceTo({ address: { chatId: String(neighbour) }, userId: String(neighbour) });
    bench.double.meet(neighbour);
    const quota = { code: 429, description: "Too Many Requests: retry after 7", parameters: { retry_after: 7 } };
    bench.double.fail("sendmessage", quota, quota);
    expect(await deliver()).not.toHaveProperty("isForAll");
    expect(await deliver(message("Trả lời"), other)).toEqual({ outcome: "later", reason: "429 retry after 7", afterMs: 7000, isForAll: true });
    await bench.telegram.pushChannel.showTyping(reference);
    expect(bench.double.callsOf("sendchataction")).toEqual([]);
    bench.clock.now += 7_000;
    await bench.telegram.pushChannel.showTyping(reference);
    expect(bench.double.callsOf("sendchataction")).toHaveLength(1);
  });

  it("tries again later after a fault of Telegram's", async () => {
    bench.double.fail("sendmessage", { code: 502, description: "Bad Gateway" });
    expect(await deliver()).toEqual({ outcome: "later", reason: "502 Bad Gateway" });
  });

  it.each<[string, Fault, string]>([
    ["a page of a proxy", { status: 502, page: "<html><body>Bad gateway</body></html>" }, "not an answer of the Bot API"],
    ["a page that says 200", { status: 200, page: "<html>login</html>" }, "not an answer of the Bot API"],
    ["JSON of something else", { status: 200, page: "{}" }, "not an answer of the Bot API"],
    ["nothing at all", { status: 200, page: "null" }, "not an answer of the Bot API"],
    ["a dropped connection", "drop", "no connection: UND_ERR_SOCKET"],
  ])("tries again later after %s, and says that it may have arrived", async (_what, fault, reason) => {
    bench.double.fail("sendmessage", fault);
    expect(await deliver()).toEqual({ outcome: "later", reason, isUncertain: true });
  });

  it("tries again later where no answer comes within 15 seconds", async () => {
    bench.double.fail("sendmessage", "hang");
    const result = deliver();
    await bench.waits.pass(15_000);
    expect(await result).toEqual({ outcome: "later", reason: "no answer in time", isUncertain: true });
  });

  it("tries again later where nobody listens", async () => {
    const closed = await startTelegramDouble();
    const other = await openBench({ apiRoot: closed.url });
    await closed.close();
    const result = await other.telegram.pushChannel.deliver(reference, message("a"));
    expect(result).toEqual({ outcome: "later", reason: "no connection: ECONNREFUSED" });
    await other.close();
  });

  it.each(["7000000001:AAF-another-token_0123456789abcdef", "not a token"])("waits for the operator where the token is %s", async (token) => {
    const other = await openBench({ token });
    const result = await other.telegram.pushChannel.deliver(reference, message("a"));
    expect(result).toMatchObject({ outcome: "later", afterMs: 60_000, reason: expect.stringMatching(/^40[14] /) as string });
    await other.close();
  });

  it("gives up on somebody who blocked the bot, and writes again when it is let in", async () => {
    bench.double.block(userId);
    expect(await deliver()).toEqual({ outcome: "refused", reason: "403 bot was blocked by the user", isUnreachable: true, isBlocked: true });
    bench.double.unblock(userId);
    expect((await deliver()).outcome).toBe("sent");
  });

  it.each([
    "chat not found",
    "not enough rights to send text messages to the chat",
    "have no rights to send a message",
    "message thread not found",
    "TOPIC_CLOSED",
    "PEER_ID_INVALID",
  ])("gives up on where nobody reads: %s", async (description) => {
    bench.double.fail("sendmessage", { code: 400, description: `Bad Request: ${description}` });
    expect(await deliver()).toEqual({ outcome: "refused", reason: `400 ${description}`, isUnreachable: true });
  });

  it("gives up on a text that is too long, not on the person", async () => {
    expect(await deliver(message("a".repeat(4097)))).toEqual({ outcome: "refused", reason: "400 message is too long", isUnreachable: false });
    expect(bench.double.callsOf("sendmessage")).toHaveLength(1);
  });

  it.each([{ type: "typing" }, { type: "event", name: "x" }, message(""), message(" ")])("has nothing to send of %j", async (activity) => {
    expect(await deliver(activity)).toMatchObject({ outcome: "refused", isUnreachable: false });
    expect(bench.double.callsOf("sendmessage")).toEqual([]);
  });

  it("finds that a text of invisible characters is none", async () => {
    expect(await deliver(message("\u200b\u2060"))).toEqual({ outcome: "refused", reason: "400 message text is empty", isUnreachable: false });
  });

  it("sends once more without markup where it could not be read", async () => {
    const unreadable = { code: 400, description: 'Bad Request: can\'t parse entities: Unsupported start tag "x" at byte offset 3' };
    bench.double.fail("sendmessage", unreadable);
    expect((await deliver(message("1 < 2 & 3"))).outcome).toBe("sent");
    expect(bench.double.said(userId)).toMatchObject([{ text: "1 < 2 & 3" }]);
    bench.double.fail("sendmessage", unreadable, unreadable);
    expect(await deliver()).toEqual({ outcome: "refused", reason: "400 can't parse entities", isUnreachable: false });
  });

  it("follows a group that became a supergroup", async () => {
    const moved = bench.double.migrate(bench.double.group(-412345678, "group"), -1002012345678);
    const inGroup = referenceTo({ address: { chatId: "-412345678", userId: "5" }, userId: "5" });
    expect((await deliver(message("Trả lời"), inGroup)).outcome).toBe("sent");
    expect(bench.double.said(moved.id)).toMatchObject([{ text: "Trả lời" }]);
  });

  it("does not follow for ever", async () => {
    const moved = { code: 400, description: "Bad Request: group chat was upgraded to a supergroup chat", parameters: { migrate_to_chat_id: -1005 } };
    bench.double.fail("sendmessage", moved, moved);
    expect(await deliver()).toMatchObject({ outcome: "refused", isUnreachable: false });
  });

  it("gives up on a group that put the bot out", async () => {
    const group = bench.double.group(-1005);
    bench.double.removeFrom(group);
    const inGroup = referenceTo({ address: { chatId: "-1005", userId: "5" }, userId: "5" });
    expect(await deliver(message("a"), inGroup)).toEqual({
      outcome: "refused",
      reason: "403 bot was kicked from the supergroup chat",
      isUnreachable: true,
      isBlocked: true,
    });
  });

  it("answers in the topic in which it was asked", async () => {
    const group = bench.double.group(-1005);
    await deliver(message("a"), referenceTo({ address: { chatId: "-1005", threadId: "17", userId: "5" }, userId: "5" }));
    expect(bench.double.said(group.id)).toMatchObject([{ message_thread_id: 17 }]);
  });

  it("does not take a conversation of another channel for its own", async () => {
    const other = { ...reference, conversation: { ...reference.conversation, id: "webchat-1" } };
    expect(await deliver(message("a"), other)).toMatchObject({ outcome: "refused", isUnreachable: true });
  });

  it("never tells the token or a text", async () => {
    const faults: Fault[] = [
      "drop",
      { code: 400, description: `Bad Request: something about "điều bí mật" and 'điều bí mật'` },
      { code: 403, description: "Forbidden: bot was blocked by the user" },
      { code: 404, description: "Not Found" },
      { status: 500, page: "<p>điều bí mật</p>" },
    ];
    for (const fault of faults) {
      bench.double.fail("sendmessage", fault);
      const said = JSON.stringify(await deliver(message("điều bí mật")));
      expect(said).not.toContain("bí mật");
      expect(said).not.toContain(bench.double.token.split(":")[1]);
    }
  });
});

describe("showTyping", () => {
  it("shows it where the conversation takes place", async () => {
    bench.double.group(-1005);
    await bench.telegram.pushChannel.showTyping(reference);
    await bench.telegram.pushChannel.showTyping(referenceTo({ address: { chatId: "-1005", threadId: "17", userId: "5" }, userId: "5" }));
    expect(bench.double.callsOf("sendchataction").map(({ parameters }) => parameters)).toEqual([
      { chat_id: String(userId), action: "typing" },
      { chat_id: "-1005", action: "typing", message_thread_id: 17 },
    ]);
  });

  it("never fails, and gives up after 3 seconds", async () => {
    bench.double.fail("sendchataction", { code: 429, description: "Too Many Requests: retry after 30", parameters: { retry_after: 30 } }, "drop", "hang");
    await bench.telegram.pushChannel.showTyping(reference);
    await bench.telegram.pushChannel.showTyping(reference);
    const hanging = bench.telegram.pushChannel.showTyping(reference);
    await bench.waits.pass(3_000);
    await expect(hanging).resolves.toBeUndefined();
  });
});
