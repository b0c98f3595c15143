import { Api, InputFile } from "grammy";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { escapeHtml } from "../../../adapters/shared/html.js";
import { parseHtml } from "../../support/telegram/parse-html.js";
import { playTelegram } from "../../support/telegram/play-telegram.js";
import { botUser, startTelegramDouble, type TelegramDouble } from "../../support/telegram-double.js";

const userId = 1203456789;

let double: TelegramDouble;
let clock: number;
beforeEach(async () => {
  clock = Date.parse("2026-11-25T08:00:00Z");
  double = await startTelegramDouble({ now: () => clock });
  double.say(userId, "chào");
});
afterEach(() => double.close());

interface Answer {
  readonly ok: boolean;
  readonly error_code?: number;
  readonly description?: string;
  readonly result?: unknown;
  readonly parameters?: unknown;
}

async function call(method: string, body: RequestInit["body"], headers: Record<string, string> = {}): Promise<Answer> {
  const response = await fetch(`${double.url}/bot${double.token}/${method}`, { method: "POST", headers, body });
  return (await response.json()) as Answer;
}

const json = (method: string, parameters: object = {}): Promise<Answer> => call(method, JSON.stringify(parameters), { "content-type": "application/json" });
const send = (parameters: object): Promise<Answer> => json("sendMessage", { chat_id: userId, text: "a", ...parameters });
const keyboard = (...buttons: object[]): object => ({ reply_markup: { inline_keyboard: [buttons] } });

describe("Telegram's double", () => {
  it("serves grammY as it is", async () => {
    const api = new Api(double.token, { apiRoot: double.url });
    expect(await api.getMe()).toMatchObject({ id: botUser.id, username: botUser.username, is_bot: true });
    expect(await api.sendMessage(userId, "<b>a</b>", { parse_mode: "HTML" })).toMatchObject({ text: "a", entities: [{ type: "bold", offset: 0, length: 1 }] });
    await expect(api.sendDocument(userId, new InputFile(Buffer.from("x")))).rejects.toThrow("method not found");
  });

  it.each<[string, RequestInit["body"], Record<string, string>]>([
    ["JSON", JSON.stringify({ chat_id: userId, text: "ữ", reply_markup: { inline_keyboard: [] } }), { "content-type": "application/json" }],
    [
      "JSON with JSON in texts",
      JSON.stringify({ chat_id: String(userId), text: "ữ", reply_markup: '{"inline_keyboard":[]}' }),
      { "content-type": "application/json" },
    ],
    ["a form", new URLSearchParams({ chat_id: String(userId), text: "ữ", reply_markup: '{"inline_keyboard":[]}' }), {}],
    ["a form in parts", multipart({ chat_id: String(userId), text: "ữ", reply_markup: '{"inline_keyboard":[]}' }), {}],
  ])("takes parameters as %s", async (_how, body, headers) => {
    expect(await call("sendMessage", body, headers)).toMatchObject({ ok: true, result: { text: "ữ", chat: { id: userId } } });
  });

  it("refuses other tokens and methods in Telegram's words", async () => {
    const at = async (path: string): Promise<unknown> => (await fetch(double.url + path)).json();
    expect(await at("/bot7000000001:AAF-another-token_0123456789abcdef/getMe")).toEqual({ ok: false, error_code: 401, description: "Unauthorized" });
    expect(await at("/botx/getMe")).toMatchObject({ error_code: 404, description: "Not Found" });
    expect(await at(`/bot${double.token}/sendLove`)).toMatchObject({ error_code: 404 });
    expect(double.calls).toEqual([]);
  });

  it.each<[string, object, string]>([
    ["an unknown parameter", { parse_mod: "HTML" }, "parse_mod"],
    ["an unknown button field", keyboard({ text: "a", callback: "b" }), "reply_markup"],
    ["a button without use", keyboard({ text: "a" }), "reply_markup"],
    ["another parse mode", { parse_mode: "Markdown" }, "parse_mode"],
    ["an empty text", { text: " \n" }, "message text is empty"],
    ["a text of what is not seen", { text: "\u200b\u2060" }, "message text is empty"],
    ["a text that is too long", { text: "ữ".repeat(4097) }, "message is too long"],
    ["an unknown chat", { chat_id: 5 }, "chat not found"],
    ["data of 65 bytes", keyboard({ text: "a", callback_data: "ữ".repeat(22) }), "BUTTON_DATA_INVALID"],
    ["a button without words", keyboard({ text: " ", callback_data: "a" }), "non-empty"],
    ["a reply to nothing", { reply_parameters: { message_id: 1 } }, "message to be replied not found"],
  ])("refuses %s", async (_what, parameters, description) => {
    expect(await send(parameters)).toMatchObject({ ok: false, error_code: 400, description: expect.stringContaining(description) as string });
    expect(double.said(userId)).toEqual([]);
  });

  it("counts characters of what is read: markup and halves of characters do not count", async () => {
    expect(await send({ text: `<a href="https://example.vn">${"😀".repeat(4096)}</a>`, parse_mode: "HTML" })).toMatchObject({ ok: true });
    expect(await send({ text: "&amp;".repeat(4097), parse_mode: "HTML" })).toMatchObject({ ok: false });
  });

  it.each([
    ["<b>a", `Can't find end tag corresponding to start tag "b"`],
    ["a</b>", "Unexpected end tag at byte offset 1"],
    ["ữ<b>a</i>", `Unmatched end tag at byte offset 7, expected "</b>", found "</i>"`],
    ["<x>a</x>", `Unsupported start tag "x" at byte offset 0`],
    ["1 < 2", "Unclosed start tag at byte offset 2"],
    ["a <- b > c", `Unsupported start tag "-" at byte offset 2`],
    ["<span>a</span>", `Tag "span" must have class "tg-spoiler" at byte offset 0`],
    ['<a ="x">a</a>', `Empty attribute name in the tag "a" at byte offset 0`],
    ["<b>a</b", "Unclosed end tag at byte offset 4"],
  ])("reads no markup like %s", async (text, reason) => {
    expect(await send({ text, parse_mode: "HTML" })).toEqual({ ok: false, error_code: 400, description: `Bad Request: can't parse entities: ${reason}` });
  });

  it.each([
    ["a &lt;b&gt; &amp; &quot;c&quot; &#272;&#x111; &nbsp; & &;", 'a <b> & "c" Đđ &nbsp; & &;', []],
    ["<B>a<i>b</i></B>", "ab", ["bold 0 2", "italic 1 1"]],
    ["<a href='https://e.vn/?a=1&amp;b=2'>x</a>", "x", ["text_link 0 1 https://e.vn/?a=1&b=2"]],
    ['<a href="nothing">x</a><b></b>', "x", []],
    ["<blockquote expandable>x</blockquote><tg-spoiler>y</tg-spoiler>", "xy", ["blockquote 0 1", "spoiler 1 1"]],
    ['<pre><code class="language-ts">x</code></pre>', "x", ["pre 0 1", "code 0 1"]],
  ])("reads %s", (html, text, entities) => {
    const read = parseHtml(html);
    expect(read.text).toBe(text);
    expect(read.entities.map(({ type, offset, length, url }) => [type, offset, length, url].filter((part) => part !== undefined).join(" ")).sort()).toEqual(
      [...entities].sort(),
    );
  });

  it("reads any text that was escaped", () => {
    const texts = fc.string({ unit: "grapheme" });
    fc.assert(
      fc.property(texts, (text) => {
        expect(parseHtml(escapeHtml(text))).toEqual({ text, entities: [] });
      }),
    );
  });

  it("trims a text, and moves its entities with it", async () => {
    expect(await send({ text: " \u202e\t<b>a\r\nb</b> ", parse_mode: "HTML" })).toMatchObject({
      result: { text: "a\nb", entities: [{ type: "bold", offset: 0, length: 3 }] },
    });
  });

  it("gives updates again until a higher number is asked for", async () => {
    double.say(userId, "hai");
    const idsFrom = async (offset: number): Promise<number[]> =>
      ((await json("getUpdates", { offset })).result as { update_id: number }[]).map(({ update_id: id }) => id);
    const [first = 0, second = 0] = await idsFrom(0);
    expect(await idsFrom(0)).toEqual([first, second]);
    expect(await idsFrom(second)).toEqual([second]);
    expect(await idsFrom(0)).toEqual([second]);
    expect(await idsFrom(second + 1)).toEqual([]);
    expect(double.waiting).toBe(0);
  });

  it("holds a request for news until there is some, and lets only one wait", async () => {
    await json("getUpdates", { offset: 10 ** 9 });
    const first = json("getUpdates", { timeout: 50 });
    await double.until(() => double.callsOf("getupdates").length === 2);
    const second = json("getUpdates", { timeout: 50 });
    expect(await first).toMatchObject({ error_code: 409, description: expect.stringContaining("terminated by other getUpdates request") as string });
    double.say(userId, "hai");
    expect(await second).toMatchObject({ result: [{ message: { text: "hai" } }] });
  });

  it("refuses to be asked for news while a webhook is set, and keeps only the kinds that are wanted", async () => {
    await json("getUpdates", { offset: 10 ** 9, allowed_updates: ["callback_query"] });
    double.say(userId, "nobody wants to know");
    expect(double.waiting).toBe(0);
    await json("setWebhook", { url: "https://example.vn/x" });
    expect(await json("getUpdates")).toMatchObject({ error_code: 409, description: expect.stringContaining("webhook is active") as string });
    expect(await json("getWebhookInfo")).toMatchObject({ result: { url: "https://example.vn/x", pending_update_count: 0 } });
    await json("deleteWebhook");
    expect(await json("getUpdates")).toEqual({ ok: true, result: [] });
  });

  it.each([
    [{ url: "http://example.vn/x" }, "An HTTPS URL must be provided"],
    [{ url: "nothing" }, "invalid webhook URL"],
    [{ url: "https://example.vn", secret_token: "có dấu" }, "secret token contains unallowed characters"],
    [{ url: "https://example.vn", secret_token: "a".repeat(257) }, "secret token is too long"],
  ])("refuses the webhook %j", async (parameters, description) => {
    expect(await json("setWebhook", parameters)).toMatchObject({ ok: false, error_code: 400, description: expect.stringContaining(description) as string });
  });

  it("forgets pressed buttons after a while", async () => {
    await send(keyboard({ text: "Lệ phí", callback_data: "s:Lệ phí" }));
    const [message] = double.said(userId);
    const id = message === undefined ? "" : double.press(userId, message, "Lệ phí");
    expect(await json("answerCallbackQuery", { callback_query_id: id, text: "x".repeat(201) })).toMatchObject({ description: "Bad Request: MESSAGE_TOO_LONG" });
    expect(await json("answerCallbackQuery", { callback_query_id: id })).toEqual({ ok: true, result: true });
    clock += 20_000;
    expect(await json("answerCallbackQuery", { callback_query_id: id })).toMatchObject({
      error_code: 400,
      description: expect.stringContaining("query is too old") as string,
    });
  });

  it("takes so many messages a second", async () => {
    const strict = await startTelegramDouble({ now: () => clock, messagesPerSecond: 2 });
    strict.say(userId, "chào");
    const statuses: number[] = [];
    for (let number = 0; number < 3; number += 1) {
      const body = JSON.stringify({ chat_id: userId, text: "a" });
      statuses.push(
        (await fetch(`${strict.url}/bot${strict.token}/sendMessage`, { method: "POST", headers: { "content-type": "application/json" }, body })).status,
      );
    }
    expect(statuses).toEqual([200, 200, 429]);
    await strict.close();
  });
});

describe("the double by hand", () => {
  it("lets somebody type what a person writes, and prints what the bot says", async () => {
    const printed: string[] = [];
    const typed: ((line: string) => void)[] = [];
    const waiting: string[] = [];
    const type = (line: string): void => {
      const take = typed.shift();
      if (take === undefined) waiting.push(line);
      else take(line);
    };
    const lines = {
      async *[Symbol.asyncIterator]() {
        for (;;) yield waiting.shift() ?? (await new Promise<string>((resolve) => typed.push(resolve)));
      },
    };
    let seen = (_: string): void => undefined;
    const appears = (part: string): Promise<string> =>
      new Promise((resolve) => {
        const found = printed.find((line) => line.includes(part));
        if (found !== undefined) resolve(found);
        else seen = (line) => line.includes(part) && resolve(line);
      });
    const playing = playTelegram({
      port: 0,
      lines,
      print: (line) => {
        printed.push(line);
        seen(line);
      },
    });
    const [, root = "", token = ""] = /TELEGRAM_API_ROOT=(\S+) TELEGRAM_BOT_TOKEN=(\S+)/u.exec(await appears("TELEGRAM_API_ROOT")) ?? [];
    const api = new Api(token, { apiRoot: root });
    type("xin chào");
    const [update] = await api.getUpdates({ timeout: 10 });
    expect(update?.message?.text).toBe("xin chào");
    await api.sendMessage(update?.message?.chat.id ?? 0, 'Ở <a href="https://e.vn">xã</a>.', {
      parse_mode: "HTML",
      reply_markup: { inline_keyboard: [[{ text: "Lệ phí", callback_data: "s:Lệ phí" }]] },
    });
    expect(await appears("bot: Ở xã.")).toBe("bot: Ở xã.\n  → xã: https://e.vn\n  [1] Lệ phí");
    type(":press 1");
    const [pressed] = await api.getUpdates({ offset: (update?.update_id ?? 0) + 1, timeout: 10 });
    expect(pressed?.callback_query?.data).toBe("s:Lệ phí");
    type(":quit");
    await playing;
  });
});

function multipart(fields: Record<string, string>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  return form;
}
