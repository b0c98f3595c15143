import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { DirectLineClient } from "../../support/direct-line-client.js";
import { OfficialClient } from "../../support/official-client.js";
import { startTestApplication, type TestApplication } from "../../support/test-application.js";

const deadline = { timeout: 20_000, interval: 10 };
const online = 2;

let server: TestApplication;
let domain: string;
const clients: OfficialClient[] = [];

beforeEach(async () => {
  server = await startTestApplication();
  domain = `${server.url}/v3/directline`;
});
afterEach(async () => {
  for (const client of clients.splice(0)) client.end();
  await server.stop();
});

async function connect(options: {
  webSocket: boolean;
  token?: string;
  conversationId?: string;
  watermark?: string;
  random?: () => number;
}): Promise<OfficialClient> {
  const token = options.token ?? (await new DirectLineClient(server.url).generate()).token;
  const client = new OfficialClient({ domain, pollingInterval: 200, ...options, token });
  clients.push(client);
  return client;
}

describe.each([
  ["a WebSocket", true],
  ["polling", false],
])("botframework-directlinejs over %s", (_, webSocket) => {
  it("is greeted, asks, and gets its own message and the answer, each once and in order", async () => {
    const client = await connect({ webSocket });
    await vi.waitUntil(() => client.activities.length === 1, deadline);
    const id = await client.say("lệ phí bao nhiêu");
    await vi.waitUntil(() => client.activities.length === 3, deadline);
    const [greeting, question, answer] = client.activities;
    expect(greeting).toMatchObject({
      type: "message",
      from: { role: "bot" },
      suggestedActions: { actions: expect.arrayContaining([{ type: "imBack", title: "Làm giấy tờ", value: "Làm giấy tờ" }]) as unknown },
    });
    expect(greeting).not.toHaveProperty("replyToId");
    expect(question).toMatchObject({ id, text: "lệ phí bao nhiêu", from: { role: "user" } });
    expect(answer).toMatchObject({
      replyToId: id,
      text: expect.stringMatching(/^Trả lời thứ 1: lệ phí bao nhiêu\nNguồn: Bài kiểm thử/) as string,
      textFormat: "plain",
    });
  });

  it("gets back what it wrote in channelData", async () => {
    const client = await connect({ webSocket });
    await client.post({ type: "message", text: "chào", from: { id: "me" }, channelData: { clientActivityID: "c-1", postBack: true } });
    await vi.waitUntil(() => client.activities.length === 3, deadline);
    expect(client.activities[1]).toMatchObject({ channelData: { clientActivityID: "c-1", postBack: true } });
  });

  it("goes on in another client with token, conversation and watermark", async () => {
    const first = await connect({ webSocket });
    await first.say("một");
    await vi.waitUntil(() => first.activities.length === 3, deadline);
    const { conversationId, token } = first.client as unknown as { conversationId: string; token: string };
    first.end();
    const second = await connect({ webSocket, token, conversationId, watermark: "2" });
    await second.say("hai");
    await vi.waitUntil(() => second.activities.length === 3, deadline);
    expect(second.texts).toEqual([expect.stringContaining("một"), "hai", expect.stringContaining("Trả lời thứ 2")]);
  });

  it("is told of a message that nobody asked for, without waiting for one that it replies to", async () => {
    const client = await connect({ webSocket });
    await vi.waitUntil(() => client.activities.length === 1, deadline);
    const { conversationId } = client.client as unknown as { conversationId: string };
    await server.application.proactiveMessages.send(conversationId, "Mai cúp điện.");
    await vi.waitUntil(() => client.activities.length === 2, deadline);
    expect(client.activities[1]).toMatchObject({ text: "Mai cúp điện.", from: { role: "bot" } });
    expect(client.activities[1]).not.toHaveProperty("replyToId");
  });

  it("renews its token and goes on with the new one", async () => {
    const client = await connect({ webSocket });
    await vi.waitUntil(() => client.statuses.includes(online), deadline);
    // What its timer does every 15 minutes.
    const inner = client.client as unknown as { token: string; refreshToken(): { subscribe(next: (token: string) => void): void } };
    const before = inner.token;
    inner.token = await new Promise<string>((resolve) => inner.refreshToken().subscribe(resolve));
    expect(inner.token).toMatch(/^ey/);
    await client.say("chào");
    await vi.waitUntil(() => client.activities.length === 3, deadline);
    expect(typeof before).toBe("string");
  });

  it("is refused a file, and goes on", async () => {
    const client = await connect({ webSocket });
    await vi.waitUntil(() => client.statuses.includes(online), deadline);
    const { conversationId, token } = client.client as unknown as { conversationId: string; token: string };
    const form = new FormData();
    form.append("activity", new Blob([JSON.stringify({ type: "message" })], { type: "application/vnd.microsoft.activity" }));
    form.append("file", new Blob(["x".repeat(100_000)]), "giay-to.jpg");
    const response = await fetch(`${domain}/conversations/${conversationId}/upload?userId=me`, {
      method: "POST",
      headers: { authorization: `Bearer ${token}` },
      body: form,
    });
    expect([response.status, await response.json()]).toEqual([415, { error: { code: "UploadNotSupported", message: "This bot takes no files" } }]);
    await client.say("chào");
    await vi.waitUntil(() => client.activities.length === 3, deadline);
  });
});

it("comes back by itself after the server closed the stream, and misses nothing", async () => {
  const client = await connect({ webSocket: true, random: () => 0 });
  await client.say("một");
  await vi.waitUntil(() => client.activities.length === 3, deadline);
  const { conversationId } = client.client as unknown as { conversationId: string };

  const { port } = server.application;
  await server.application.stop();
  const again = await startTestApplication({ database: server.database, environment: { PORT: String(port) } });
  try {
    // Said while the client is away: it waits three seconds before it comes back.
    await again.application.proactiveMessages.send(conversationId, "trong lúc vắng");
    await vi.waitUntil(() => client.activities.length === 4, deadline);
    await client.say("hai");
    await vi.waitUntil(() => client.activities.length === 6, deadline);
    expect(client.texts.slice(3)).toEqual(["trong lúc vắng", "hai", expect.stringContaining("Trả lời thứ 2")]);
  } finally {
    client.end();
    await again.stop();
    await server.database.drop();
    server = await startTestApplication();
  }
});
