/**
 * A channel whose server is called, under load and under fire: `npx tsx test/load/push-channel.ts [updates] [conversations] [kills]`,
 * 2,000, 500 and 20 by default. Two processes over a PostgreSQL of its own; each update comes three times, shuffled; the
 * provider takes 20 ms each way. Prints a line of JSON for each: as fast as updates are taken, at 24 posts a second
 * (of which nearly all are new at first, and hardly any at last), and the same while processes are killed in turn.
 */
import { rm } from "node:fs/promises";
import { openDatabase } from "../../src/storage/open-database.js";
import { startEmbeddedPostgres } from "../../src/storage/embedded/start-embedded-postgres.js";
import { pushThroughCrashes, type PushPlan } from "../support/push-through-crashes.js";
import { temporaryDirectory } from "../support/temporary-directory.js";

const [updates = 2_000, conversations = 500, kills = 20] = process.argv.slice(2).map(Number);
const copies = 3;
const postsPerSecond = 24;

async function measure(name: string, plan: Pick<PushPlan, "kills"> & Partial<Pick<PushPlan, "rate">>): Promise<void> {
  const dataDir = await temporaryDirectory();
  const { connection, stop } = await startEmbeddedPostgres({ dataDir });
  const { user, password, database, host, port } = connection;
  const databaseUrl = `postgres://${user}:${password}@/${database}?host=${encodeURIComponent(host)}&port=${port}`;
  await (await openDatabase({ databaseUrl, dataDir })).close();
  const report = await pushThroughCrashes({
    ...plan,
    databaseUrl,
    updates,
    conversations,
    copies,
    oneWayMs: 20,
    chance: Math.random,
    onKill: (count, answers) => console.error(`kill ${count}: ${answers} answers`),
  });
  console.log(JSON.stringify({ name, ...report }));
  await stop();
  await rm(dataDir, { recursive: true, force: true });
}

await measure("as fast as they are taken", { kills: 0 });
await measure("24 posts a second", { rate: postsPerSecond, kills: 0 });
await measure("24 posts a second, with kills", { rate: postsPerSecond, kills });
