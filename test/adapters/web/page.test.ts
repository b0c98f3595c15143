import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { html } from "../../../adapters/web/page/html.js";
import { DirectLineClient, type Grant } from "../../support/direct-line-client.js";
import { FakeAnswerer, fakeBrain } from "../../support/fake-brain.js";
import { startTestApplication, type TestApplication } from "../../support/test-application.js";

let server: TestApplication;
beforeAll(async () => {
  server = await startTestApplication({ environment: { ALLOWED_ORIGINS: "https://phutho.example", LIMIT_MESSAGES_PER_CONVERSATION: "6" } });
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
