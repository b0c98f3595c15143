import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { seededRandom } from "../../src/core/retrieval/seeded-random.js";
import { createTestDatabase, type TestDatabase } from "../support/database.js";
import { DirectLineClient } from "../support/direct-line-client.js";
import { pushThroughCrashes } from "../support/push-through-crashes.js";
import { pushedProvider } from "../support/test-channel/pushed-provider.js";
import { startTestApplication, type TestApplication } from "../support/test-application.js";
import { secretHeader, testChannel, webhookPath } from "../support/test-channel/test-channel.js";
import { TestProvider } from "../support/test-channel/test-provider.js";

const deadline = { timeout: 20_000, interval: 10 };
const webhookSecret = "a secret that only tests know";
let database: TestDatabase;
let provider: TestProvider;

beforeEach(async () => {
  database = await createTestDatabase();
  provider = await TestProvider.start();
});
afterEach(async () => {
  await provider.stop();
  await database.drop();
});

const start = (settings: { readonly webhookSecret?: string; readonly timeoutMs?: number } = { webhookSecret }) =>
  startTestApplication({ database, pushChannels: [testChannel({ apiRoot: provider.url, ...settings })] });

async function post(server: TestApplication, body: unknown, secret = webhookSecret): Promise<number> {
  const headers = { "content-type": "application/json", [secretHeader]: secret };
  return (await fetch(server.url + webhookPath, { method: "POST", headers, body: typeof body === "string" ? body : JSON.stringify(body) })).status;
}

const say = (server: TestApplication, chat: string, text: string) => post(server, { id: `${chat} ${text}`, chat, text });
const metricsOf = async (server: TestApplication) => (await fetch(`${server.url}/metrics`)).text();

describe("a channel whose server is called", () => {
  it("lets nobody in without the secret, which is made and kept where the operator sets none", async () => {
    const server = await start({});
    const { rows } = await database.pool.query<{ value: string }>("SELECT value FROM secrets WHERE name = 'test_webhook'");
    expect(await post(server, { id: "1", chat: "a", text: "x" }, "wrong")).toBe(401);
    expect(await post(server, { id: "1", chat: "a", text: "x" }, rows[0]?.value)).toBe(200);
    expect(await post(server, "{", rows[0]?.value)).toBe(400);
    expect(await post(server, { id: "1", chat: "a", text: "x".repeat(5_000_000) }, rows[0]?.value)).toBe(413);
    await server.stop();
    const again = await start({});
    expect(await post(again, { id: "2", chat: "a", text: "y" }, rows[0]?.value)).toBe(200);
    await vi.waitUntil(() => provider.takenIn("a").length === 3, deadline);
    await again.stop();
  });

  it("counts deliveries by what became of them, and what waits", async () => {
    const server = await start();
    provider.fail("b", "refused");
    provider.fail("c", "blocked");
    for (const chat of ["a", "b", "c"]) await say(server, chat, "hỏi");
    await vi.waitUntil(async () => (await metricsOf(server)).includes('tlso_deliveries_total{channel="test",outcome="unreachable"} 1'), deadline);
    await vi.waitUntil(async () => (await metricsOf(server)).includes('tlso_deliveries_total{channel="test",outcome="sent"} 3'), deadline);
    provider.fail("a", ...Array.from({ length: 10 }, () => "server_error" as const));
    await say(server, "a", "hỏi nữa");
    await vi.waitUntil(async () => (await metricsOf(server)).includes('outcome="later"'), deadline);
    const text = await metricsOf(server);
    expect(text).toMatch(/^tlso_deliveries_total\{channel="test",outcome="refused"\} 1$/m);
    expect(text).toMatch(/^tlso_delivery_seconds_count\{channel="test"\} 3$/m);
    expect(text).toMatch(/^tlso_outbox_waiting\{channel="test"\} 1$/m);
    expect(text).toMatch(/^tlso_outbox_oldest_seconds\{channel="test"\} \d+\.\d+$/m);
    await server.stop();
  });

  it("holds up neither other people nor the web chat while its server hangs", async () => {
    const server = await start({ webhookSecret, timeoutMs: 60_000 });
    for (const chat of ["a", "b", "c"]) {
      provider.fail(chat, "hang");
      await say(server, chat, "hỏi");
    }
    await vi.waitUntil(() => provider.requests > 0, deadline);
    await say(server, "d", "hỏi");
    await vi.waitUntil(() => provider.takenIn("d").length === 2, deadline);
    const webChat = new DirectLineClient(server.url);
    expect((await webChat.ask(await webChat.start(), "một")).text).toContain("Trả lời thứ 1: một");
    await provider.stop();
    await server.stop();
    provider = await TestProvider.start();
  });

  it("delivers after the next start what could not be delivered before the end", async () => {
    const server = await start();
    provider.fail("a", "server_error");
    await say(server, "a", "ngay trước khi dừng");
    await vi.waitUntil(() => provider.requests === 1, deadline);
    await server.stop();
    const again = await start();
    await vi.waitUntil(() => provider.takenIn("a").length === 2, deadline);
    expect(provider.takenIn("a")[1]?.text).toContain("Trả lời thứ 1: ngay trước khi dừng");
    await again.stop();
  });
});

it(
  "answers each update once and in order, however often and in whatever order it comes, and repeats one at most when a process is killed",
  {
    timeout: 240_000,
  },
  async () => {
    const report = await pushThroughCrashes({
      server: await pushedProvider(5),
      databaseUrl: database.url,
      updates: 200,
      conversations: 50,
      copies: 3,
      kills: 3,
      chance: seededRandom(3),
    });
    expect(report).toMatchObject({ updates: 200, posts: 600, kills: 3, missing: 0, outOfOrder: 0, repeatedUnmarked: 0 });
    expect(report.mostRepeatedByOneKill).toBeLessThanOrEqual(1);
    expect(report.repeated).toBeLessThanOrEqual(3);
  },
);
