import { rm } from "node:fs/promises";
import { openDatabase } from "../../src/storage/open-database.js";
import { startEmbeddedPostgres } from "../../src/storage/embedded/start-embedded-postgres.js";
import { pushThroughCrashes, type PushPlan } from "../support/push-through-crashes.js";
import { temporaryDirectory } from "../support/temporary-directory.js";

/** Each update comes so often. */
const copies = 3;

/** Two processes over a PostgreSQL of their own; prints what was found as a line of JSON. */
export async function measurePush(name: string, plan: Omit<PushPlan, "databaseUrl" | "copies" | "chance" | "onKill">): Promise<void> {
  const dataDir = await temporaryDirectory();
  const { connection, stop } = await startEmbeddedPostgres({ dataDir });
  const { user, password, database, host, port } = connection;
  const databaseUrl = `postgres://${user}:${password}@/${database}?host=${encodeURIComponent(host)}&port=${port}`;
  await (await openDatabase({ databaseUrl, dataDir })).close();
  const onKill = (count: number, answers: number): void => console.error(`kill ${count}: ${answers} answers`);
  const report = await pushThroughCrashes({ ...plan, databaseUrl, copies, chance: Math.random, onKill });
  console.log(JSON.stringify({ name, ...report }));
  await stop();
  await rm(dataDir, { recursive: true, force: true });
}
