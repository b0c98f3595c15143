import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { html } from "../../../adapters/shared/markup.js";
import { DirectLineClient, type Grant } from "../../support/direct-line-client.js";
import { FakeAnswerer, fakeBrain } from "../../support/fake-brain.js";
import { startTestApplication, type TestApplication } from "../../support/test-application.js";

let server: TestApplication;
beforeAll(async () => {
  server = await startTestApplication({
    environment: { ALLOWED_ORIGINS: "https://phutho.example", LIMIT_MESSAGES_PER_CONVERSATION: "6", LIMIT_MESSAGES_PER_ADDRESS: "6000" },
  });
});
afterAll(() => server.stop());

interface Sent {
  status: number;
  text: string;
  /** Hidden fields of the form that came back. */
  fields: Record<string, string>;
  headers: Headers;
}

async function send(fields: Record<string, string>, url = server.url): Promise<Sent> {
  const response = await fetch(`${url}/chat`, { method: "POST", body: new URLSearchParams(fields) });
  const text = flat(await response.text());
  const hidden = [...text.matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)" \/>/g)].map(([, name = "", value = ""]) => [name, value] as const);
  return { status: response.status, text, fields: Object.fromEntries(hidden), headers: response.headers };
}

/** Markup without line breaks and indents. */
const flat = (markup: string) => markup.replace(/\s+/g, " ");

/** What stands on the page, without markup. */
const visible = (markup: string) => flat(markup.replace(/<[^>]*>/g, " "));

describe("html", () => {
  it("shows what is put in as text, whatever it is", () => {
    const evil = `"><script>alert('1')</script>&`;
    expect(html`<p title="${evil}">${evil}${[html`<b>${evil}</b>`]}${false}${undefined}${0}</p>`.text).not.toMatch(/<script|title="">/);
    expect(html`<p>${"a<b"}</p>`.text).toBe("<p>a&lt;b</p>");
  });
});

describe("the page", () => {
  it("greets and offers topics without a script, and tells the script its settings", async () => {
    const response = await fetch(server.url);
    const text = flat(await response.text());
    expect([response.status, response.headers.get("content-type")]).toEqual([200, "text/html; charset=utf-8"]);
    expect(text).toContain('<html lang="vi" >');
    expect(text).toContain('<div id="chat" data-max-chars="2000" data-suggest="/suggest"');
    expect(text).toMatch(/<p data-greeting>Chào anh\/chị\./);
    expect(text).toMatch(/<button name="choice" value="Làm giấy tờ" data-topic>Làm giấy tờ<\/button>/);
    expect(text).toMatch(/<label for="question">/);
  });

  it("allows nothing but what the server sends, and no frame", async () => {
    const { headers } = await fetch(server.url);
    const policy = headers.get("content-security-policy") ?? "";
    for (const rule of [
      "default-src 'none'",
      "script-src 'self';",
      "style-src 'self';",
      "connect-src 'self'",
      "form-action 'self'",
      "base-uri 'none'",
      "frame-ancestors 'none'",
    ])
      expect(policy).toContain(rule);
    expect(policy).not.toMatch(/unsafe|https?:|\*/);
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("x-frame-options")).toBe("SAMEORIGIN");
    expect(headers.get("referrer-policy")).toBe("no-referrer");
    expect(headers.get("cache-control")).toBe("no-store");
  });

  it("may be framed by allowed sites where it is made for that, before and after the form is sent", async () => {
    const embedded = await fetch(`${server.url}/?embed=1`);
    expect(embedded.headers.get("content-security-policy")).toContain("frame-ancestors 'self' https://phutho.example");
    expect(embedded.headers.get("x-frame-options")).toBeNull();
    expect(await embedded.text()).toContain("data-embed");
    const sent = await send({ question: "chào", embed: "1" });
    expect(sent.headers.get("content-security-policy")).toContain("frame-ancestors 'self' https://phutho.example");
    expect(sent.fields).toMatchObject({ embed: "1" });
  });

  it("asks browsers to use TLS only where people reach it by TLS", async () => {
    expect((await fetch(server.url)).headers.get("strict-transport-security")).toBeNull();
    const secure = await startTestApplication({ environment: { PUBLIC_URL: "https://troly.example" } });
    const { headers } = await fetch(secure.url);
    expect(headers.get("strict-transport-security")).toMatch(/max-age=\d+/);
    expect(headers.get("content-security-policy")).toContain("connect-src 'self' wss://troly.example");
    await secure.stop();
  });
});

describe("the form", () => {
  it("is answered with the conversation, the answer and its source in place", async () => {
    const { text, status } = await send({ question: "lệ phí" });
    expect(status).toBe(200);
    expect(visible(text)).toMatch(/Trợ lý số: Chào anh\/chị\..* Anh\/chị hỏi: lệ phí Trợ lý số: Trả lời thứ 1: lệ phí Nguồn: Bài kiểm thử/);
    expect(text).toMatch(
      /<details class="source">\s*<summary>Nguồn: [^<]*<\/summary>[\s\S]*<blockquote><p>Câu được dẫn\.<\/p><\/blockquote>[\s\S]*<a href="https:\/\/example\.vn\/bai" rel="noopener noreferrer">Mở trên example\.vn<\/a>/,
    );
    expect(text).toContain('<button name="choice" value="Lệ phí">Lệ phí</button>');
  });

  it("goes on with its conversation, by what is typed or by a button", async () => {
    const first = await send({ question: "một" });
    const second = await send({ ...first.fields, question: "không gửi cái này", choice: "hai" });
    expect(visible(second.text)).toMatch(/hỏi: một .*Trả lời thứ 1: một.* hỏi: hai .*Trả lời thứ 2: hai/);
    expect(second.text).not.toContain("không gửi cái này");
    expect(second.text).not.toContain("data-greeting");
  });

  it("asks once when it is sent again", async () => {
    const first = await send({ question: "một lần", messageId: "m1" });
    const again = await send({ ...first.fields, question: "một lần", messageId: "m1" });
    expect(again.text.match(/Trả lời thứ/g)).toHaveLength(1);
  });

  it("shows what people type as text", async () => {
    const { text } = await send({ question: `<img src=x onerror=alert(1)> "'&` });
    expect(text).not.toContain("<img");
    expect(text).toContain("&lt;img src=x onerror=alert(1)&gt; &quot;&#39;&amp;");
  });

  it.each(["", "nonsense", "a.b.c"])("begins anew with the token %j", async (token) => {
    const { text, status } = await send({ question: "chào", token });
    expect(status).toBe(200);
    expect(visible(text)).toContain("Trả lời thứ 1: chào");
  });

  it("begins anew, and says so, when its conversation is gone; the question is not lost", async () => {
    const first = await send({ question: "một" });
    await server.database.pool.query("DELETE FROM conversations");
    const second = await send({ ...first.fields, question: "hai" });
    expect(visible(second.text)).toMatch(/Cuộc trò chuyện trước đã kết thúc.*Trả lời thứ 1: hai/);
  });

  it("takes no token of the protocol for its own", async () => {
    const client = new DirectLineClient(server.url);
    const grant = await client.start();
    await client.ask(grant, "của protocol");
    expect((await send({ question: "chào", token: grant.token })).text).not.toContain("của protocol");
  });

  it("gives back a question that is too long, and one that came too fast", async () => {
    const long = await send({ question: "x".repeat(2001) });
    expect(long.status).toBe(400);
    expect(long.text).toContain("dài quá 2000 ký tự");
    expect(long.text).toContain("x".repeat(2001));
    let sent = await send({ question: "1" });
    for (let i = 2; i <= 7; i++) sent = await send({ ...sent.fields, question: `câu ${i}` });
    expect(sent.status).toBe(429);
    expect(visible(sent.text)).toMatch(/gửi hơi nhanh.*câu 7/);
  });

  it("survives any fields at all", async () => {
    for (const fields of [{}, { question: " " }, { question: "\0" }, { messageId: "x".repeat(5000), question: "a" }])
      expect((await send(fields as Record<string, string>)).status).toBeLessThan(500);
    expect(
      (
        await fetch(`${server.url}/chat`, {
          method: "POST",
          body: "question=a&question=b&token=1&token=2",
          headers: { "content-type": "application/x-www-form-urlencoded" },
        })
      ).status,
    ).toBe(200);
    expect((await fetch(`${server.url}/chat`, { method: "POST" })).status).toBe(200);
  });

  it("hands the conversation to the script when that comes late", async () => {
    const { text } = await send({ question: "một" });
    const [, conversationId = "", token = ""] = /data-conversation="([^"]+)" data-token="([^"]+)"/.exec(text) ?? [];
    const client = new DirectLineClient(server.url);
    expect((await client.read({ conversationId, token } as Grant)).activities.map(({ text: said }) => said?.split("\n")[0]?.slice(0, 20))).toEqual([
      "Chào anh/chị. Tôi là",
      "một",
      "Trả lời thứ 1: một",
    ]);
  });

  it("offers to look again when an answer takes long, and shows it then", async () => {
    const answerer = new FakeAnswerer();
    const slow = await startTestApplication({ brain: fakeBrain(answerer) });
    const first = await send({ question: "câu chậm" }, slow.url);
    expect(visible(first.text)).toMatch(/Câu trả lời chưa xong.*Xem câu trả lời/);
    answerer.release();
    await new DirectLineClient(slow.url).readUntil(
      Object.fromEntries([
        ["conversationId", /data-conversation="([^"]+)"/.exec(first.text)?.[1]],
        ["token", /data-token="([^"]+)"/.exec(first.text)?.[1]],
      ]) as unknown as Grant,
      (all) => all.length === 3,
    );
    const second = await send({ ...first.fields, look: "1" }, slow.url);
    expect(visible(second.text)).toContain("Trả lời thứ 1: câu chậm");
    expect(second.text).not.toContain('name="look"');
    await slow.stop();
  });
});

describe("ratings by the form", () => {
  /** The value of the button under the newest answer. */
  const button = (sent: Sent, rating: "up" | "down") => [...sent.text.matchAll(new RegExp(`name="rating" value="(${rating} [^"]+)"`, "g"))].at(-1)?.[1] ?? "";
  const saved = async (value: string) =>
    (await server.database.pool.query("SELECT rating, comment FROM feedback WHERE answer_id = $1", [value.split(" ")[1]])).rows as unknown[];

  it("are offered under an answer, and under no greeting", async () => {
    const { text } = await send({ question: "lệ phí" });
    expect(text.match(/name="rating" value="up /g)).toHaveLength(1);
    expect(visible(text)).toMatch(/Nguồn: .*Câu trả lời này có ích Thiếu hoặc sai/);
    expect(text).not.toContain('aria-pressed="true"');
  });

  it("are kept and shown; what stands in the field stays there, and nothing is asked", async () => {
    const asked = await send({ question: "lệ phí" });
    const rated = await send({ ...asked.fields, rating: button(asked, "up"), question: "đang gõ dở" });
    expect(rated.status).toBe(200);
    expect(rated.text).toMatch(/value="up [^"]+" aria-pressed="true"/);
    expect(visible(rated.text)).toContain("Cảm ơn anh/chị đã góp ý.");
    expect(rated.text).toMatch(/<textarea id="question"[^>]*>đang gõ dở<\/textarea>/);
    expect(rated.text.match(/class="question"/g)).toHaveLength(1);
    await vi.waitFor(async () => expect(await saved(button(asked, "up"))).toEqual([{ rating: "up", comment: "" }]));

    const later = await send({ ...rated.fields, question: "hai" });
    expect(later.text.match(/aria-pressed="true"/g)).toHaveLength(1);
  });

  it("ask what is wrong behind a bad one, and keep what is said, without personal data", async () => {
    const asked = await send({ question: "lệ phí" });
    const rated = await send({ ...asked.fields, rating: button(asked, "down") });
    expect(visible(rated.text)).toContain("Thiếu hoặc sai chỗ nào?");
    const commented = await send({ ...rated.fields, rating: button(rated, "down"), comment: "Thiếu mức giảm, gọi tôi 0912345678" });
    expect(commented.status).toBe(200);
    expect(visible(commented.text)).not.toContain("Thiếu hoặc sai chỗ nào?");
    await vi.waitFor(async () =>
      expect(await saved(button(asked, "down"))).toEqual([
        { rating: "down", comment: expect.stringMatching(/^Thiếu mức giảm, gọi tôi (?!0912345678)/) as string },
      ]),
    );
  });

  it("of another's answer change nothing", async () => {
    const [one, other] = [await send({ question: "một" }), await send({ question: "hai" })];
    await send({ ...one.fields, rating: button(one, "up") });
    await send({ ...other.fields, rating: button(one, "down") });
    await vi.waitFor(async () => expect(await saved(button(one, "up"))).toEqual([{ rating: "up", comment: "" }]));
    const last = await send({ ...other.fields, rating: button(other, "up") });
    await vi.waitFor(async () => expect(await saved(button(other, "up"))).toHaveLength(1));
    expect(last.text.match(/aria-pressed="true"/g)).toHaveLength(1);
    expect(await saved(button(one, "up"))).toEqual([{ rating: "up", comment: "" }]);
  });

  it("that come too fast or too late are told so, and nothing typed is lost", async () => {
    const asked = await send({ question: "1" });
    let sent = asked;
    for (let i = 2; i <= 7; i++) sent = await send({ ...asked.fields, rating: button(asked, "up"), question: "gõ dở" });
    expect(sent.status).toBe(429);
    expect(sent.text).toContain(">gõ dở</textarea>");
    await server.database.pool.query("DELETE FROM conversations");
    const late = await send({ ...asked.fields, rating: button(asked, "up"), question: "gõ dở" });
    expect(visible(late.text)).toContain("Cuộc trò chuyện trước đã kết thúc");
    expect(late.text).toContain(">gõ dở</textarea>");
  });

  it.each(["", "up", "sideways x", `up ${"x".repeat(200)}`, "up a b"])("are not read from %j", async (rating) => {
    const asked = await send({ question: "một" });
    const sent = await send({ ...asked.fields, rating, question: "hai" });
    expect(visible(sent.text)).toContain("Trả lời thứ 2: hai");
  });
});
