import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { DirectLineClient, streamStatus, TestStream, type Grant } from "../../support/direct-line-client.js";
import { FakeAnswerer, fakeBrain } from "../../support/fake-brain.js";
import { startTestApplication, type TestApplication } from "../../support/test-application.js";

const secret = "operator-secret-operator-secret-123";
const deadline = { timeout: 10_000, interval: 10 };
const manyMessages = { LIMIT_MESSAGES_PER_CONVERSATION: "1000", LIMIT_MESSAGES_PER_ADDRESS: "100000", LIMIT_CONVERSATIONS_PER_ADDRESS: "100000" };

let server: TestApplication;
let client: DirectLineClient;
const answerer = new FakeAnswerer();

beforeAll(async () => {
  server = await startTestApplication({
    environment: { WEB_CHAT_SECRET: secret, ALLOWED_ORIGINS: "https://phutho.example", ...manyMessages },
    brain: fakeBrain(answerer),
  });
  client = new DirectLineClient(server.url);
});
afterAll(() => server.stop());

async function outcome(response: Promise<Response>): Promise<[number, unknown]> {
  const answered = await response;
  const body = (await answered.json()) as { error?: { code: string } };
  return [answered.status, body.error?.code ?? body];
}

describe("POST /tokens/generate", () => {
  const generate = (headers: Record<string, string>, body?: object) => client.request("POST", "/tokens/generate", { headers, ...(body && { body }) });

  it("grants a half hour in a new conversation to a page of ours and of an allowed site", async () => {
    for (const origin of [server.url, "https://phutho.example"]) {
      expect(await outcome(generate({ origin }))).toEqual([
        200,
        { conversationId: expect.stringMatching(/^webchat-/) as string, token: expect.any(String) as string, expires_in: 1800 },
      ]);
    }
  });

  it("refuses other sites, programs without the secret, and a wrong secret", async () => {
    expect(await outcome(generate({ origin: "https://evil.example" }))).toEqual([403, "OriginNotAllowed"]);
    expect(await outcome(generate({}))).toEqual([401, "MissingToken"]);
    expect(await outcome(generate({ authorization: `Bearer ${secret}x` }))).toEqual([403, "BadToken"]);
  });

  it("lets the operator name the user, in either case of letters, and nobody else", async () => {
    const userOf = async (response: Response) => {
      const { token } = (await response.json()) as Grant;
      return (JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString()) as { user: string }).user;
    };
    expect(await userOf(await generate({ authorization: `Bearer ${secret}` }, { User: { Id: "can-bo-7" } }))).toBe("can-bo-7");
    expect(await userOf(await generate({ authorization: `Bearer ${secret}` }, { user: { id: "can-bo-8" } }))).toBe("can-bo-8");
    expect(await userOf(await generate({ origin: server.url }, { user: { id: "can-bo-7" } }))).toMatch(/^dl_/);
  });

  it("tells browsers of allowed sites that they may read the answer, and others not", async () => {
    const preflight = (origin: string) =>
      fetch(`${server.url}/v3/directline/conversations/x/activities`, { method: "OPTIONS", headers: { origin, "access-control-request-method": "POST" } });
    const allowed = await preflight("https://phutho.example");
    expect([allowed.status, allowed.headers.get("access-control-allow-origin"), allowed.headers.get("access-control-allow-headers")]).toEqual([
      204,
      "https://phutho.example",
      expect.stringContaining("authorization"),
    ]);
    expect((await preflight("https://evil.example")).headers.get("access-control-allow-origin")).toBeNull();
  });
});

describe("a conversation", () => {
  it("starts once: again it is the same, and the bot greets once", async () => {
    const { token, conversationId } = await client.generate();
    const statuses = [];
    for (let i = 0; i < 3; i++) statuses.push((await client.request("POST", "/conversations", { token })).status);
    expect(statuses).toEqual([201, 200, 200]);
    const { activities } = await client.read({ token, conversationId } as Grant);
    expect(activities.map(({ text, id }) => [id, text?.slice(0, 4)])).toEqual([[`${conversationId}|0000001`, "Chào"]]);
  });

  it("can be started by the operator's secret for a user", async () => {
    const grant = (await (await client.request("POST", "/conversations", { token: secret, body: { user: { id: "can-bo-9" } } })).json()) as Grant;
    const answer = await client.ask({ ...grant, token: secret }, "chào");
    expect(answer.recipient).toMatchObject({ id: "can-bo-9" });
  });

  it("holds for clients that know us the parts of an answer", async () => {
    const answer = await client.ask(await client.start(), "lệ phí");
    expect(answer.channelData).toEqual({
      tlso: {
        answerId: expect.any(String) as string,
        status: "answered_article",
        body: "Trả lời thứ 1: lệ phí",
        citations: [expect.objectContaining({ documentId: "article/test", quote: "Câu được dẫn.", quoteKind: "summary" as const }) as unknown],
      },
    });
    expect(JSON.stringify(answer)).not.toContain("_channelId");
  });

  it("shows what each said, as themselves", async () => {
    const grant = await client.start();
    await client.ask(grant, "chào");
    const { activities } = await client.read(grant);
    expect(activities.map(({ from }) => from?.role)).toEqual(["bot", "user", "bot"]);
    expect(activities.every(({ timestamp }) => typeof timestamp === "string")).toBe(true);
  });

  it("never shows conversationUpdate", async () => {
    const grant = await client.start();
    await client.ask(grant, "chào");
    expect((await client.read(grant)).activities.map(({ type }) => type)).toEqual(["message", "message", "message"]);
  });

  it("is read on from a watermark; empty, absent, a dash and nonsense mean the start", async () => {
    const grant = await client.start();
    await client.ask(grant, "chào");
    for (const watermark of ["", "-", "abc", "-5", "1e3", "99999999999999999999"]) expect((await client.read(grant, watermark)).activities).toHaveLength(3);
    expect(await client.read(grant, "2")).toMatchObject({ activities: [{ id: `${grant.conversationId}|0000003` }], watermark: "3" });
    expect(await client.read(grant, "3")).toEqual({ activities: [], watermark: "3" });
  });

  it("is answered with an apology and a number that the log knows when the answer fails, and goes on", async () => {
    const grant = await client.start();
    await client.ask(grant, "một");
    const apology = await client.ask(grant, "cái này hỏng");
    const [, failureId = ""] = /nêu mã (\S+)\.$/.exec(apology.text ?? "") ?? [];
    expect(failureId).toMatch(/^[\w-]{8}$/);
    expect(server.log.find((line) => line.includes(failureId))).toContain("the fake answerer was asked to fail");
    expect((await client.ask(grant, "hai")).text).toContain("Trả lời thứ 2: hai");
  });

  it("keeps each question in its order when they come at once", async () => {
    const grants = await Promise.all([client.start(), client.start(), client.start()]);
    const questions = Array.from({ length: 12 }, (_, index) => `câu ${index}`);
    await Promise.all(grants.flatMap((grant) => questions.map((question) => client.say(grant, question))));
    for (const grant of grants) {
      const activities = await client.readUntil(grant, (all) => all.filter(({ from }) => from?.role === "bot").length === questions.length + 1);
      const asked = activities.filter(({ from }) => from?.role === "user");
      const replies = activities.filter(({ replyToId }) => replyToId !== undefined);
      expect(replies.map(({ replyToId }) => replyToId)).toEqual(asked.map(({ id }) => id));
      expect(replies.map(({ text = "" }) => text.split("\n")[0])).toEqual(asked.map(({ text }, index) => `Trả lời thứ ${index + 1}: ${text}`));
    }
  });

  it("answers a message that was sent twice once, and names it the same", async () => {
    const grant = await client.start();
    const ids = await Promise.all(Array.from({ length: 5 }, () => client.say(grant, "một lần thôi", "same-id")));
    expect(new Set(ids).size).toBe(1);
    await client.ask(grant, "xong");
    const { activities } = await client.read(grant);
    expect(activities.filter(({ text }) => text === "một lần thôi")).toHaveLength(1);
    expect(activities.filter(({ replyToId }) => replyToId === ids[0])).toHaveLength(1);
    expect(await client.say(grant, "một lần thôi", "same-id")).toBe(ids[0]);
  });

  it("masks personal data before it is stored anywhere, and says so", async () => {
    const grant = await client.start();
    const answer = await client.ask(grant, "số căn cước của tôi là 001099012345 thì làm lại ở đâu");
    expect(answer.text).toContain("Tôi đã che thông tin cá nhân");
    const { rows } = await server.database.pool.query<{ found: boolean }>(
      "SELECT (SELECT count(*) FROM activities WHERE activity::text LIKE '%001099012345%') + (SELECT count(*) FROM inbox WHERE activity::text LIKE '%001099012345%') + (SELECT count(*) FROM conversations WHERE state::text LIKE '%001099012345%') AS found",
    );
    expect(Number(rows[0]?.found)).toBe(0);
    expect(server.log.join("\n")).not.toContain("001099012345");
    expect(answerer.asked.join("\n")).not.toContain("001099012345");
  });
});

describe("the stream", () => {
  it("begins with what was said, goes on with what is said, each once", async () => {
    const grant = await client.start();
    const stream = new TestStream(grant.streamUrl);
    await client.ask(grant, "một");
    await client.ask(grant, "hai");
    await vi.waitUntil(() => stream.activities.length === 5, deadline);
    expect(stream.activities.map(({ id }) => id)).toEqual([1, 2, 3, 4, 5].map((place) => `${grant.conversationId}|000000${place}`));
    expect(stream.frames.at(-1)?.watermark).toBe("5");
    stream.socket.close();
  });

  it("replays exactly what a client missed", async () => {
    const grant = await client.start();
    await client.ask(grant, "một");
    const { streamUrl } = await client.reconnect(grant, "2");
    const stream = new TestStream(streamUrl);
    await vi.waitUntil(() => stream.activities.length === 1, deadline);
    expect(stream.texts[0]).toContain("Trả lời thứ 1");
    stream.socket.close();
  });

  it("shows that the bot is typing while an answer takes its time, on the stream only", async () => {
    const slow = new FakeAnswerer();
    const slowServer = await startTestApplication({ brain: fakeBrain(slow) });
    const slowClient = new DirectLineClient(slowServer.url);
    const grant = await slowClient.start();
    const stream = new TestStream(grant.streamUrl);
    await stream.opened;
    await slowClient.say(grant, "câu này chậm");
    await vi.waitUntil(() => stream.activities.some(({ type }) => type === "typing"), deadline);
    slow.release();
    await slowClient.readUntil(grant, (all) => all.length === 3);
    expect((await slowClient.read(grant)).activities.map(({ type }) => type)).toEqual(["message", "message", "message"]);
    stream.socket.close();
    await slowServer.stop();
  });

  it("delivers a long conversation in frames, in order, without a gap", async () => {
    const grant = await client.start();
    for (let i = 0; i < 130; i++) await server.application.proactiveMessages.send(grant.conversationId, `thông báo ${i}`);
    const stream = new TestStream((await client.reconnect(grant)).streamUrl);
    await vi.waitUntil(() => stream.activities.length === 131, deadline);
    expect(stream.texts.slice(1)).toEqual(Array.from({ length: 130 }, (_, i) => `thông báo ${i}`));
    expect(stream.frames.length).toBeGreaterThan(2);
    stream.socket.close();
  });

  it("takes empty frames, and drops whoever sends large ones", async () => {
    const grant = await client.start();
    const stream = new TestStream(grant.streamUrl);
    await stream.opened;
    stream.socket.send("");
    await client.ask(grant, "vẫn còn");
    await vi.waitUntil(() => stream.activities.length === 3, deadline);
    stream.socket.send("x".repeat(5000));
    await stream.closed;
  });
});

describe("feedback", () => {
  const rows = async () =>
    (await server.database.pool.query<{ status: string; rating: string; comment: string }>("SELECT status, rating, comment FROM feedback ORDER BY created_at"))
      .rows;

  it("is kept by the answer's id, the last word counts, and personal data in it is masked", async () => {
    const grant = await client.start();
    const { tlso } = (await client.ask(grant, "lệ phí")).channelData as { tlso: { answerId: string } };
    const rate = (rating: string, comment?: string) =>
      client.post(grant, { type: "event", name: "feedback", value: { answerId: tlso.answerId, rating, comment } });
    await rate("up");
    await rate("down", "thiếu giá, gọi tôi 0912345678");
    await client.ask(grant, "xong");
    expect(await rows()).toEqual([{ status: "answered_article", rating: "down", comment: "thiếu giá, gọi tôi [số điện thoại đã che]" }]);
  });

  it("is taken as a reaction to a message too", async () => {
    const grant = await client.start();
    const answer = await client.ask(grant, "thời hạn");
    await client.post(grant, { type: "messageReaction", replyToId: answer.id, reactionsAdded: [{ type: "like" }] });
    await client.ask(grant, "xong");
    expect((await rows()).at(-1)).toMatchObject({ rating: "up" });
  });

  it("counts only for answers of the same conversation", async () => {
    const before = await rows();
    const theirs = await client.start();
    const { tlso } = (await client.ask(theirs, "của người khác")).channelData as { tlso: { answerId: string } };
    const mine = await client.start();
    await client.post(mine, { type: "event", name: "feedback", value: { answerId: tlso.answerId, rating: "down" } });
    await client.post(mine, { type: "event", name: "feedback", value: { answerId: "made up", rating: "down" } });
    await client.ask(mine, "xong");
    expect(await rows()).toEqual(before);
  });
});

it("answers unknown paths in the protocol's form", async () => {
  expect(await outcome(client.request("GET", "/nowhere"))).toEqual([404, "NotFound"]);
});

it("takes a stream only as a WebSocket", async () => {
  const { streamUrl } = await client.start();
  expect(await streamStatus(streamUrl)).toBe(101);
  expect((await fetch(streamUrl.replace("ws:", "http:"))).status).toBe(404);
});
