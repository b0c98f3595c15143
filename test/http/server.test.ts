import { createServer as createNetServer } from "node:net";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { Brain } from "../../src/application.js";
import { fakeBrain } from "../support/fake-brain.js";
import { createTestDatabase } from "../support/database.js";
import { DirectLineClient } from "../support/direct-line-client.js";
import { startTestApplication, type TestApplication } from "../support/test-application.js";

const deadline = { timeout: 10_000, interval: 10 };

let server: TestApplication;
beforeAll(async () => {
  server = await startTestApplication();
});
afterAll(() => server.stop());

const get = (path: string, headers: Record<string, string> = {}) => fetch(`${server.url}${path}`, { headers });

describe("operators' pages", () => {
  it("say that the process is alive and can serve", async () => {
    expect(await (await get("/healthz")).json()).toEqual({ status: "ok" });
    const ready = await get("/readyz");
    expect([ready.status, await ready.json()]).toEqual([200, { status: "ready", running: true, index: true, database: true }]);
  });

  it("say that it cannot serve before the knowledge is loaded, while messages are kept and answered later", async () => {
    let open = (_: Brain): void => undefined;
    const early = await startTestApplication({ openBrain: () => new Promise((resolve) => (open = resolve)) });
    const ready = await fetch(`${early.url}/readyz`);
    expect([ready.status, await ready.json()]).toEqual([503, { status: "not ready", running: true, index: false, database: true }]);
    expect((await fetch(`${early.url}/suggest?q=a`)).status).toBe(503);
    expect((await fetch(`${early.url}/healthz`)).status).toBe(200);
    const client = new DirectLineClient(early.url);
    const grant = await client.start();
    const id = await client.say(grant, "hỏi sớm");
    open(fakeBrain());
    await client.readUntil(grant, (all) => all.some(({ replyToId }) => replyToId === id));
    expect((await fetch(`${early.url}/readyz`)).status).toBe(200);
    await early.stop();
  });

  it("count turns by how they ended, time, queue, streams and refusals, and name nobody", async () => {
    const client = new DirectLineClient(server.url);
    const grant = await client.start();
    await client.ask(grant, "một câu hỏi riêng");
    await client.ask(grant, "hỏng");
    await get("/nowhere");
    const text = await (await get("/metrics")).text();
    expect(text).toMatch(/^tlso_turns_total\{channel="webchat",status="answered_article"\} 1$/m);
    expect(text).toMatch(/^tlso_turns_total\{channel="webchat",status="error_internal"\} 1$/m);
    expect(text).toMatch(/^tlso_turns_total\{channel="webchat",status="smalltalk_greeting"\} 1$/m);
    expect(text).toMatch(/^tlso_turn_seconds_count\{channel="webchat"\} 3$/m);
    expect(text).toMatch(/^tlso_inbox_waiting 0$/m);
    expect(text).toMatch(/^tlso_streams 0$/m);
    expect(text).toMatch(/^tlso_http_failures_total\{status="404"\} \d+$/m);
    expect(text).not.toContain(grant.conversationId);
    expect(text).not.toContain("riêng");
  });
});

describe("suggestions", () => {
  it("are given to what is being typed, and may be kept by the browser", async () => {
    const response = await get(`/suggest?q=${encodeURIComponent("căn cước")}`);
    expect(await response.json()).toEqual({ suggestions: ["căn cước…"] });
    expect(response.headers.get("cache-control")).toBe("public, max-age=300");
  });

  it("survive odd requests", async () => {
    for (const path of ["/suggest", "/suggest?q=", "/suggest?q=a&q=b", `/suggest?q=${"x".repeat(5000)}`]) expect((await get(path)).status).toBe(200);
  });

  it("can be switched off", async () => {
    const without = await startTestApplication({ environment: { SUGGESTIONS: "off" } });
    expect((await fetch(`${without.url}/suggest?q=a`)).status).toBe(404);
    expect(await (await fetch(without.url)).text()).toContain('data-suggest=""');
    await without.stop();
  });
});

describe("what is not there", () => {
  it("is a page for people and JSON for programs", async () => {
    const page = await get("/nowhere", { accept: "text/html" });
    expect([page.status, page.headers.get("content-type")]).toEqual([404, "text/html; charset=utf-8"]);
    expect(await page.text()).toContain("Không có trang này");
    expect(await (await get("/nowhere")).json()).toEqual({ error: { status: 404, message: "Không có trang này" } });
  });
});

describe("the end", () => {
  it("finishes the answer that is under way, and closes streams so that clients come back", async () => {
    const ending = await startTestApplication();
    const client = new DirectLineClient(ending.url);
    const grant = await client.start();
    await client.say(grant, "ngay trước khi dừng");
    const database = ending.database;
    await ending.application.stop();
    const again = await startTestApplication({ database });
    const after = new DirectLineClient(again.url);
    await vi.waitUntil(async () => (await after.read(grant)).activities.length === 3, deadline);
    await again.stop();
    await database.drop();
  });
});

describe("a start that cannot be", () => {
  it("says that the port is taken", async () => {
    const taken = createNetServer();
    await new Promise<void>((resolve) => taken.listen(0, "127.0.0.1", resolve));
    const { port } = taken.address() as { port: number };
    await expect(startTestApplication({ environment: { PORT: String(port) } })).rejects.toMatchObject({
      code: "http_port_taken",
      message: expect.stringContaining(`127.0.0.1:${port}`) as string,
    });
    taken.close();
  });

  it("says that the machine has no such address", async () => {
    await expect(startTestApplication({ environment: { HOST: "192.0.2.1" } })).rejects.toMatchObject({ code: "http_address_unavailable" });
  });

  it("leaves no connection to the database behind", async () => {
    const database = await createTestDatabase();
    await expect(startTestApplication({ database, environment: { HOST: "192.0.2.1" } })).rejects.toThrow();
    await vi.waitUntil(
      async () => (await database.pool.query("SELECT FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()")).rowCount === 0,
      deadline,
    );
    await database.drop();
  });
});

describe("addresses behind proxies", () => {
  it("are believed of trusted proxies only", async () => {
    const limits = { LIMIT_CONVERSATIONS_PER_ADDRESS: "1" };
    const statusOf = (url: string, address: string) =>
      fetch(`${url}/v3/directline/tokens/generate`, { method: "POST", headers: { origin: url, "x-forwarded-for": address } }).then(({ status }) => status);
    const trusting = await startTestApplication({ environment: { ...limits, TRUST_PROXY: "loopback" } });
    expect([await statusOf(trusting.url, "203.0.113.1"), await statusOf(trusting.url, "203.0.113.2"), await statusOf(trusting.url, "203.0.113.1")]).toEqual([
      200, 200, 429,
    ]);
    // The whole network of an IPv6 customer is one address.
    expect([await statusOf(trusting.url, "2001:db8::1"), await statusOf(trusting.url, "2001:db8::2")]).toEqual([200, 429]);
    await trusting.stop();
    const distrusting = await startTestApplication({ environment: limits });
    expect([await statusOf(distrusting.url, "203.0.113.1"), await statusOf(distrusting.url, "203.0.113.2")]).toEqual([200, 429]);
    await distrusting.stop();
  });
});
