import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { createTestDatabase, type TestDatabase } from "../support/database.js";
import { DirectLineClient, TestStream, type Grant } from "../support/direct-line-client.js";
import { FakeAnswerer, fakeBrain } from "../support/fake-brain.js";
import { startTestApplication, type TestApplication } from "../support/test-application.js";

const deadline = { timeout: 20_000, interval: 10 };
const environment = { LIMIT_MESSAGES_PER_CONVERSATION: "1000", LIMIT_MESSAGES_PER_ADDRESS: "100000" };
let database: TestDatabase;
let servers: TestApplication[];
let clients: DirectLineClient[];

beforeAll(async () => {
  database = await createTestDatabase();
  const start = () =>
    startTestApplication({
      database,
      brain: fakeBrain(new FakeAnswerer(() => 5)),
      environment,
    });
  servers = [await start(), await start(), await start()];
  clients = servers.map(({ url }) => new DirectLineClient(url));
});
afterAll(async () => {
  for (const server of servers) await server.stop();
  await database.drop();
});

const clientOf = (index: number) => clients[index % clients.length] as DirectLineClient;

it("is one server to the outside: a token of one opens the conversation at all, and a stream at one shows what was said at another", async () => {
  const grant = await clientOf(0).start();
  const streamUrl = (await clientOf(1).reconnect(grant)).streamUrl;
  const stream = new TestStream(streamUrl);
  await clientOf(2).ask(grant, "một");
  await vi.waitUntil(() => stream.activities.length === 3, deadline);
  await servers[0]?.application.proactiveMessages.send(grant.conversationId, "tin mới");
  await vi.waitUntil(() => stream.texts.at(-1) === "tin mới", deadline);
  stream.socket.close();
});

it("answers every question once and in order, wherever it comes in", async () => {
  const grants = await Promise.all([0, 1, 2, 3].map((index) => clientOf(index).start()));
  const count = 15;
  const talk = async (grant: Grant) => {
    for (let i = 0; i < count; i++) await clientOf(i).say(grant, `câu ${i}`);
    const activities = await clientOf(0).readUntil(grant, (all) => all.length === 1 + 2 * count);
    const replies = activities.filter(({ replyToId }) => replyToId !== undefined);
    expect(replies.map(({ text = "" }) => text.split("\n")[0])).toEqual(Array.from({ length: count }, (_, i) => `Trả lời thứ ${i + 1}: câu ${i}`));
  };
  await Promise.all(grants.map(talk));
});

it("keeps messages, and goes on, when processes come and go", async () => {
  const grant = await clientOf(0).start();
  await clientOf(0).ask(grant, "một");
  const again = await startTestApplication({ database, environment });
  const client = new DirectLineClient(again.url);
  expect((await client.read(grant)).activities).toEqual((await clientOf(1).read(grant)).activities);
  expect((await client.ask(grant, "hai")).text).toContain("Trả lời thứ 2: hai");
  await again.stop();
});
