import pg from "pg";
import { afterAll, beforeAll, expect, inject, it, vi } from "vitest";
import { superuser } from "../../src/storage/embedded/create-cluster.js";
import { createTestDatabase, type TestDatabase } from "../support/database.js";
import { DirectLineClient, TestStream } from "../support/direct-line-client.js";
import { startTestApplication, type TestApplication } from "../support/test-application.js";

const deadline = { timeout: 20_000, interval: 20 };
let administrator: pg.Client;
let database: TestDatabase;
let server: TestApplication;
let name: string;

beforeAll(async () => {
  administrator = new pg.Client({ ...inject("testServer"), user: superuser, database: "postgres" });
  await administrator.connect();
  database = await createTestDatabase();
  name = (await database.pool.query<{ name: string }>("SELECT current_database() AS name")).rows[0]?.name ?? "";
  server = await startTestApplication({ database });
});
afterAll(async () => {
  await server.stop();
  await database.drop();
  await administrator.end();
});

async function goAway(): Promise<void> {
  await administrator.query(`ALTER DATABASE ${name} ALLOW_CONNECTIONS false`);
  await administrator.query("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1", [name]);
}

it("says that it cannot serve while the database is away, and goes on by itself when it is back", async () => {
  const client = new DirectLineClient(server.url);
  const grant = await client.start();
  const stream = new TestStream(grant.streamUrl);
  await client.ask(grant, "trước");
  await vi.waitUntil(() => stream.activities.length === 3, deadline);

  await goAway();
  const away = await fetch(`${server.url}/readyz`);
  expect([away.status, await away.json()]).toEqual([503, { status: "not ready", running: true, index: true, database: false }]);
  expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
  expect((await fetch(`${server.url}/metrics`)).status).toBe(200);
  // 5xx: clients try again. Nothing is acknowledged that is not stored.
  const refused = await client.post(grant, { type: "message", text: "lúc vắng", channelData: { clientActivityID: "c-1" } });
  expect([refused.status, await refused.json()]).toEqual([500, { error: { code: "ServiceError", message: "The service failed" } }]);

  await administrator.query(`ALTER DATABASE ${name} ALLOW_CONNECTIONS true`);
  await vi.waitUntil(async () => (await fetch(`${server.url}/readyz`)).status === 200, deadline);
  const id = await client.say(grant, "lúc vắng", "c-1");
  await vi.waitUntil(() => stream.activities.some(({ replyToId }) => replyToId === id), deadline);
  expect(stream.texts.filter((text) => text === "lúc vắng")).toHaveLength(1);
  stream.socket.close();
});
