import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { TokenSigner } from "../../../adapters/web/token-signer.js";
import { DirectLineClient, streamStatus, TestStream, type Grant } from "../../support/direct-line-client.js";
import { startTestApplication, type TestApplication } from "../../support/test-application.js";

const secret = "operator-secret-operator-secret-123";
const deadline = { timeout: 10_000, interval: 10 };

let server: TestApplication;
let client: DirectLineClient;
let mine: Grant;
let theirs: Grant;

beforeAll(async () => {
  server = await startTestApplication({ environment: { WEB_CHAT_SECRET: secret, LIMIT_MESSAGES_PER_ADDRESS: "100000" } });
  client = new DirectLineClient(server.url);
  mine = await client.start();
  theirs = await client.start();
  await client.ask(theirs, "bí mật của người khác");
});
afterAll(() => server.stop());

async function outcome(response: Promise<Response>): Promise<[number, string]> {
  const answered = await response;
  return [answered.status, ((await answered.json()) as { error: { code: string } }).error.code];
}

describe("a token", () => {
  const everyRequest = ({ conversationId }: Grant, token: string | undefined): [string, () => Promise<Response>][] => [
    ["reading", () => client.request("GET", `/conversations/${conversationId}/activities`, { ...(token && { token }) })],
    ["posting", () => client.request("POST", `/conversations/${conversationId}/activities`, { ...(token && { token }), body: { type: "message", text: "x" } })],
    ["reconnecting", () => client.request("GET", `/conversations/${conversationId}`, { ...(token && { token }) })],
    [
      "uploading",
      () =>
        client.request("POST", `/conversations/${conversationId}/upload`, { ...(token && { token }), body: "x", headers: { "content-type": "text/plain" } }),
    ],
  ];
  const signer = (key: string, now = Date.now()) => new TokenSigner(key, () => now);
  const owner = () => ({ conversationId: theirs.conversationId, userId: "dl_forged" });

  it.each([
    ["of another conversation", () => mine.token, "BadToken"],
    ["signed with another secret", () => signer("x".repeat(40)).sign("conversation", owner(), 1800), "BadToken"],
    ["for the stream", () => signer(secret).sign("stream", owner(), 60), "BadToken"],
    ["for the form", () => signer(secret).sign("form", owner(), 60), "BadToken"],
    ["that has expired", () => signer(secret, Date.now() - 3_600_000).sign("conversation", owner(), 1800), "TokenExpired"],
    ["that is none", () => "nonsense", "BadToken"],
  ])("%s opens nothing: 403, which clients take for renewable, never 404", async (_, token, code) => {
    for (const [, request] of everyRequest(theirs, token())) expect(await outcome(request())).toEqual([403, code]);
    if (token() !== mine.token) expect(await outcome(client.request("POST", "/tokens/refresh", { token: token() }))).toEqual([403, code]);
  });

  it("is needed everywhere", async () => {
    for (const [, request] of everyRequest(theirs, undefined)) expect(await outcome(request())).toEqual([401, "MissingToken"]);
    expect(await outcome(client.request("POST", "/tokens/refresh"))).toEqual([401, "MissingToken"]);
    expect(await outcome(client.request("POST", "/conversations"))).toEqual([401, "MissingToken"]);
  });

  it("opens no stream of another conversation, and no stream later than a minute", async () => {
    const foreign = theirs.streamUrl.replace(/t=.*/, mine.streamUrl.slice(mine.streamUrl.indexOf("t=")));
    expect(await streamStatus(foreign)).toBe(403);
    const late = signer(secret, Date.now() - 61_000).sign("stream", { conversationId: mine.conversationId, userId: "dl" }, 60);
    expect(await streamStatus(mine.streamUrl.replace(/t=.*/, `t=${late}`))).toBe(403);
    expect(await streamStatus(mine.streamUrl.replace(/t=.*/, `t=${mine.token}`))).toBe(403);
    expect(await streamStatus(mine.streamUrl.replace(/t=.*/, ""))).toBe(403);
    expect(await streamStatus(mine.streamUrl)).toBe(101);
  });

  it("of a conversation that is gone says so: 404, which ends it for the client", async () => {
    const gone = await client.start();
    await server.database.pool.query("DELETE FROM conversations WHERE id = $1", [gone.conversationId]);
    expect(await outcome(client.request("GET", `/conversations/${gone.conversationId}`, { token: gone.token }))).toEqual([404, "ConversationNotFound"]);
    expect(await outcome(client.post(gone, { type: "message", text: "x" }))).toEqual([404, "ConversationNotFound"]);
  });

  it("decides who speaks, whatever the body says", async () => {
    const { id } = (await (await client.post(mine, { type: "message", text: "tôi là ai", from: { id: "dl_somebody_else", role: "bot" } })).json()) as {
      id: string;
    };
    const activities = await client.readUntil(mine, (all) => all.some(({ replyToId }) => replyToId === id));
    const { user } = JSON.parse(Buffer.from(mine.token.split(".")[1] ?? "", "base64url").toString()) as { user: string };
    expect(activities.find((activity) => activity.id === id)?.from).toEqual({ id: user, role: "user" });
    expect(activities.find(({ replyToId }) => replyToId === id)?.recipient).toMatchObject({ id: user });
  });

  it("stays the same user in the same conversation when it is renewed", async () => {
    const renewed = (await (await client.request("POST", "/tokens/refresh", { token: mine.token })).json()) as Grant;
    expect(renewed).toMatchObject({ conversationId: mine.conversationId, expires_in: 1800 });
    const claims = (token: string) => JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString()) as { user: string };
    expect(claims(renewed.token).user).toBe(claims(mine.token).user);
  });
});

describe("a body", () => {
  it.each([
    ["JSON", "application/json", JSON.stringify({ type: "message", text: "x".repeat(5_000_000) })],
    ["a form", "application/x-www-form-urlencoded", `question=${"x".repeat(5_000_000)}`],
  ])("of 5 MB as %s is refused, and the server goes on", async (_, type, body) => {
    const path = type.includes("json") ? `/v3/directline/conversations/${mine.conversationId}/activities` : "/chat";
    const response = await fetch(`${server.url}${path}`, {
      method: "POST",
      body,
      headers: { authorization: `Bearer ${mine.token}`, "content-type": type },
    }).catch(() => undefined);
    // The server may hang up while the client is still sending.
    if (response !== undefined) expect(response.status).toBe(413);
    expect((await client.ask(mine, "còn đó không")).text).toContain("còn đó không");
  });

  it("of 5 MB sent without saying how long it is, too", async () => {
    let sent = 0;
    const chunks = new ReadableStream({
      pull(controller) {
        if (sent >= 5_000_000) return controller.close();
        controller.enqueue(new TextEncoder().encode("x".repeat(50_000)));
        sent += 50_000;
      },
    });
    const init = { method: "POST", body: chunks, duplex: "half", headers: { authorization: `Bearer ${mine.token}`, "content-type": "application/json" } };
    const response = await fetch(`${server.url}/v3/directline/conversations/${mine.conversationId}/activities`, init as RequestInit).catch(() => undefined);
    if (response !== undefined) expect(response.status).toBe(413);
  });

  it.each([
    ["broken JSON", "{", "application/json"],
    ["a forbidden name", '{"type":"message","text":"x","__proto__":{"a":1}}', "application/json"],
    ["no JSON", "type=message", "application/x-www-form-urlencoded"],
    ["another kind", "x", "text/plain"],
  ])("with %s is refused in the protocol's form, without details", async (_, body, type) => {
    const response = await client.request("POST", `/conversations/${mine.conversationId}/activities`, {
      token: mine.token,
      body,
      headers: { "content-type": type },
    });
    expect([response.status, await response.json()]).toEqual([
      400,
      { error: { code: "BadArgument", message: expect.stringMatching(/^The request is not valid/) as string } },
    ]);
  });
});

describe("nobody's words or secrets", () => {
  it("are in the log", async () => {
    const grant = await client.start();
    await client.ask(grant, "một câu rất riêng");
    await fetch(`${server.url}/suggest?q=rieng-tu-dang-go`);
    await client.request("GET", `/conversations/${grant.conversationId}?watermark=0&t=query-secret`, { token: "wrong" });
    const log = server.log.join("\n");
    expect(log).toContain('"route":"/suggest"');
    for (const secretText of ["rất riêng", "rieng-tu", "query-secret", grant.token, secret, '127.0.0.1"', "127.0.0.1:"])
      expect(log.replace(/Server listening at [^"]*/, "")).not.toContain(secretText);
  });
});

describe("limits", () => {
  let limited: TestApplication;
  const start = async (environment: Record<string, string>) => {
    limited = await startTestApplication({ environment });
    return new DirectLineClient(limited.url);
  };
  afterEach(() => limited.stop());

  it("hold for one conversation, and for it alone", async () => {
    const limitedClient = await start({ LIMIT_MESSAGES_PER_CONVERSATION: "3" });
    const [one, other] = [await limitedClient.start(), await limitedClient.start()];
    const statuses = [];
    // The conversation's own beginning counts too.
    for (let i = 0; i < 4; i++) statuses.push((await limitedClient.post(one, { type: "message", text: `${i}` })).status);
    expect(statuses).toEqual([200, 200, 429, 429]);
    const refused = await limitedClient.post(one, { type: "message", text: "x" });
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
    expect(await refused.json()).toMatchObject({ error: { code: "TooManyRequests" } });
    expect((await limitedClient.post(other, { type: "message", text: "x" })).status).toBe(200);
  });

  it("hold for one address, over all its conversations, a sixth of a minute's in ten seconds, and say when to come back", async () => {
    const limitedClient = await start({ LIMIT_MESSAGES_PER_ADDRESS: "30" });
    const grants = await Promise.all([limitedClient.start(), limitedClient.start()]);
    const responses = [];
    for (let i = 0; i < 8; i++) responses.push(await limitedClient.post(grants[i % 2] as Grant, { type: "message", text: `${i}` }));
    expect(responses.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 429, 429, 429]);
    expect(Number(responses.at(-1)?.headers.get("retry-after"))).toBeGreaterThan(0);
    expect(await responses.at(-1)?.json()).toMatchObject({ error: { code: "TooManyRequests" } });
  });

  it("hold for new conversations of one address, but not for the operator's own programs", async () => {
    const limitedClient = await start({ LIMIT_CONVERSATIONS_PER_ADDRESS: "2", WEB_CHAT_SECRET: secret });
    const generate = (headers: Record<string, string>) => limitedClient.request("POST", "/tokens/generate", { headers });
    const statuses = [];
    for (let i = 0; i < 3; i++) statuses.push((await generate({ origin: limited.url })).status);
    expect(statuses).toEqual([200, 200, 429]);
    expect((await generate({ authorization: `Bearer ${secret}` })).status).toBe(200);
  });

  it("hold over several processes together", async () => {
    const limitedClient = await start({ LIMIT_MESSAGES_PER_ADDRESS: "24" });
    const second = await startTestApplication({ database: limited.database, environment: { LIMIT_MESSAGES_PER_ADDRESS: "24" } });
    const grant = await limitedClient.start();
    const clients = [limitedClient, new DirectLineClient(second.url)];
    const statuses = [];
    for (let i = 0; i < 6; i++) statuses.push((await (clients[i % 2] as DirectLineClient).post(grant, { type: "message", text: `${i}` })).status);
    await second.stop();
    expect(statuses).toEqual([200, 200, 200, 200, 429, 429]);
  });

  it("hold for the streams of one address, and a stream that ends makes room", async () => {
    const limitedClient = await start({ LIMIT_STREAMS_PER_ADDRESS: "2" });
    const grants = await Promise.all([limitedClient.start(), limitedClient.start(), limitedClient.start()]);
    const [first, second] = grants.map(({ streamUrl }) => streamUrl).map((url, index) => (index < 2 ? new TestStream(url) : undefined));
    await Promise.all([first?.opened, second?.opened]);
    expect(await streamStatus(grants[2]?.streamUrl ?? "")).toBe(429);
    first?.socket.close();
    await vi.waitUntil(async () => (await streamStatus(grants[2]?.streamUrl ?? "")) === 101, deadline);
    second?.socket.close();
  });
});
