/**
 * A channel whose server fails in every way, beside the web chat: `npx tsx test/load/faults.ts [chats]`, 60 by default.
 * Each chat's first message meets three faults of different kinds, hangs of 30 s among them. Prints the times of web chat
 * answers before and during, and what became of the channel's answers.
 */
import { rm } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { createPool } from "../../src/storage/create-pool.js";
import { openDatabase } from "../../src/storage/open-database.js";
import { startEmbeddedPostgres } from "../../src/storage/embedded/start-embedded-postgres.js";
import { DirectLineClient } from "../support/direct-line-client.js";
import { spawnServer } from "../support/spawn-server.js";
import { temporaryDirectory } from "../support/temporary-directory.js";
import { secretHeader, webhookPath } from "../support/test-channel/test-channel.js";
import { TestProvider, type ProviderFault } from "../support/test-channel/test-provider.js";

const [chats = 60] = process.argv.slice(2).map(Number);
const faults: readonly ProviderFault[] = ["too_many", "server_error", "html_page", "dropped", "hang"];
const faultsEach = 3;
const askEveryMs = 200;
const quietMs = 15_000;
const secret = "a secret that only tests know";

const dataDir = await temporaryDirectory();
const { connection, stop } = await startEmbeddedPostgres({ dataDir });
const { user, password, database, host, port } = connection;
const databaseUrl = `postgres://${user}:${password}@/${database}?host=${encodeURIComponent(host)}&port=${port}`;
await (await openDatabase({ databaseUrl, dataDir })).close();
const pool = createPool({ connectionString: databaseUrl });
const provider = await TestProvider.start();
const server = await spawnServer({
  DATABASE_URL: databaseUrl,
  PORT: "0",
  ANSWER_MS: "0",
  TEST_PROVIDER_URL: provider.url,
  TEST_CHANNEL_SECRET: secret,
  LIMIT_MESSAGES_PER_CONVERSATION: "100000",
  LIMIT_MESSAGES_PER_ADDRESS: "100000",
  LIMIT_CONVERSATIONS_PER_ADDRESS: "100000",
});
const url = `http://127.0.0.1:${server.port}`;
const client = new DirectLineClient(url);

/** Asks in the web chat until `isOver`, and gives the times until each answer could be read. */
async function askWhile(isOver: () => boolean): Promise<number[]> {
  const times: number[] = [];
  let grant = await client.start();
  while (!isOver()) {
    // The client reads a conversation's first page.
    if (times.length % 50 === 49) grant = await client.start();
    const startedAt = performance.now();
    await client.ask(grant, "một câu hỏi");
    times.push(performance.now() - startedAt);
    await sleep(askEveryMs);
  }
  return times.sort((a, b) => a - b);
}

function percentiles(times: readonly number[]) {
  const at = (share: number): number => Math.round(times[Math.min(times.length - 1, Math.floor(share * times.length))] ?? Number.NaN);
  return { count: times.length, p50Ms: at(0.5), p95Ms: at(0.95), maxMs: at(1) };
}

async function statesOfDeliveries(): Promise<Record<string, number>> {
  const { rows } = await pool.query<{ state: string; count: string }>("SELECT state, count(*) FROM deliveries GROUP BY state");
  return Object.fromEntries(rows.map(({ state, count }) => [state, Number(count)]));
}

async function untilDelivered(): Promise<void> {
  while (provider.taken.length < 2 * chats) await sleep(100);
}

const quietUntil = performance.now() + quietMs;
console.log(JSON.stringify({ name: "web chat, before", ...percentiles(await askWhile(() => performance.now() > quietUntil)) }));

for (let chat = 0; chat < chats; chat++) {
  provider.fail(`${chat}`, ...Array.from({ length: faultsEach }, (_, index) => faults[(chat + index) % faults.length] as ProviderFault));
  const headers = { "content-type": "application/json", [secretHeader]: secret };
  await fetch(url + webhookPath, { method: "POST", headers, body: JSON.stringify({ id: `${chat}`, chat: `${chat}`, text: "hỏi" }) });
}
const startedAt = performance.now();
let isDelivered = false;
const delivering = untilDelivered().then(() => (isDelivered = true));
console.log(JSON.stringify({ name: "web chat, during", ...percentiles(await askWhile(() => isDelivered)) }));
await delivering;
console.log(
  JSON.stringify({
    name: "the failing channel",
    chats,
    requests: provider.requests,
    deliveries: await statesOfDeliveries(),
    seconds: Math.round((performance.now() - startedAt) / 1000),
  }),
);

await server.stop();
await provider.stop();
await pool.end();
await stop();
await rm(dataDir, { recursive: true, force: true });
