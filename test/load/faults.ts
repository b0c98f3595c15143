/**
 * Channels whose servers fail in every way, beside the web chat: `npx tsx test/load/faults.ts [people]`, 60 on each channel
 * by default. The first messages to each person meet three faults of different kinds, hangs of 30 s among them. For each
 * channel, prints the times of web chat answers before and during, and what became of the channel's messages.
 */
import { rm } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { startApplication } from "../../src/application.js";
import { readConfig } from "../../src/config.js";
import { createLogger } from "../../src/http/create-logger.js";
import { createPool } from "../../src/storage/create-pool.js";
import { openDatabase } from "../../src/storage/open-database.js";
import { startEmbeddedPostgres } from "../../src/storage/embedded/start-embedded-postgres.js";
import type { ContractFault, PushChannelHarness } from "../contracts/push-channel-contract.js";
import { azureHarness } from "../support/azure/azure-harness.js";
import { DirectLineClient } from "../support/direct-line-client.js";
import { fakeBrain } from "../support/fake-brain.js";
import { telegramHarness } from "../support/telegram/telegram-harness.js";
import { temporaryDirectory } from "../support/temporary-directory.js";
import { zaloBotHarness } from "../support/zalo-bot/zalo-bot-harness.js";
import { zaloOaHarness } from "../support/zalo-oa/zalo-oa-harness.js";

const [people = 60] = process.argv.slice(2).map(Number);
const faults: readonly ContractFault[] = ["too_many", "server_error", "html_page", "dropped", "hang"];
const faultsEach = 3;
const hangMs = 30_000;
const askEveryMs = 200;
const quietMs = 10_000;

const harnesses: Readonly<Record<string, () => Promise<PushChannelHarness>>> = {
  Telegram: () => telegramHarness({ hasWebhook: true, hangMs }),
  "Zalo Bot": () => zaloBotHarness({ hasWebhook: true, hangMs }),
  "Zalo OA": () => zaloOaHarness({ hangMs }),
  Azure: () => azureHarness({ hangMs }),
};

/** Asks in the web chat until `isOver`, and gives the times until each answer could be read. */
async function askWhile(url: string, isOver: () => boolean): Promise<{ count: number; p50Ms: number; p95Ms: number; maxMs: number }> {
  const client = new DirectLineClient(url);
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
  times.sort((a, b) => a - b);
  const at = (share: number): number => Math.round(times[Math.min(times.length - 1, Math.floor(share * times.length))] ?? Number.NaN);
  return { count: times.length, p50Ms: at(0.5), p95Ms: at(0.95), maxMs: at(1) };
}

for (const [name, createHarness] of Object.entries(harnesses)) {
  const dataDir = await temporaryDirectory();
  const { connection, stop } = await startEmbeddedPostgres({ dataDir });
  const { user, password, database, host, port } = connection;
  const databaseUrl = `postgres://${user}:${password}@/${database}?host=${encodeURIComponent(host)}&port=${port}`;
  await (await openDatabase({ databaseUrl, dataDir })).close();
  const pool = createPool({ connectionString: databaseUrl });
  const harness = await createHarness();
  const config = readConfig({
    PORT: "0",
    DATABASE_URL: databaseUrl,
    LIMIT_MESSAGES_PER_CONVERSATION: "100000",
    LIMIT_MESSAGES_PER_ADDRESS: "100000",
    LIMIT_CONVERSATIONS_PER_ADDRESS: "100000",
    ...harness.environment,
  });
  const application = await startApplication(config, {
    openBrain: () => Promise.resolve(fakeBrain()),
    pushChannels: [harness.opener],
    announce: () => undefined,
    logger: createLogger("fatal"),
  });
  await application.ready;
  const url = `http://127.0.0.1:${application.port}`;
  await harness.connect(url);

  const quietUntil = performance.now() + quietMs;
  const before = await askWhile(url, () => performance.now() > quietUntil);

  for (let person = 1; person <= people; person++) {
    harness.fail(person, ...Array.from({ length: faultsEach }, (_, index) => faults[(person + index) % faults.length] as ContractFault));
    await harness.receive({ id: person, person, text: "một câu hỏi" });
  }
  const startedAt = performance.now();
  let isDone = false;
  const done = (async () => {
    const unfinished = "SELECT FROM inbox WHERE done_at IS NULL UNION ALL SELECT FROM deliveries WHERE state = 'pending'";
    while ((await pool.query(unfinished)).rows.length > 0) await sleep(100);
    isDone = true;
  })();
  const during = await askWhile(url, () => isDone);
  await done;
  const { rows } = await pool.query<{ state: string; count: string }>("SELECT state, count(*) FROM deliveries GROUP BY state");
  const answered = Array.from({ length: people }, (_, index) => harness.readBy(index + 1)).filter((read) =>
    read.some(({ text }) => text.startsWith("Trả lời thứ")),
  );
  console.log(
    JSON.stringify({
      name,
      people,
      answered: answered.length,
      deliveries: Object.fromEntries(rows.map(({ state, count }) => [state, Number(count)])),
      seconds: Math.round((performance.now() - startedAt) / 1000),
      webChat: { before, during },
    }),
  );

  await application.stop();
  await harness.stop();
  await pool.end();
  await stop();
  await rm(dataDir, { recursive: true, force: true });
}
