/**
 * Kills a server in the middle of conversations and counts what was lost: `npx tsx test/load/crash.ts [rounds] [conversations]`,
 * 20 and 10 by default. The database is a PostgreSQL of its own, which is not killed.
 */
import { rm } from "node:fs/promises";
import { openDatabase } from "../../src/storage/open-database.js";
import { startEmbeddedPostgres } from "../../src/storage/embedded/start-embedded-postgres.js";
import { talkThroughCrashes } from "../support/talk-through-crashes.js";
import { temporaryDirectory } from "../support/temporary-directory.js";

const [rounds = 20, conversations = 10] = process.argv.slice(2).map(Number);
const dataDir = await temporaryDirectory();
const { connection, stop } = await startEmbeddedPostgres({ dataDir });
const { user, password, database, host, port } = connection;
const databaseUrl = `postgres://${user}:${password}@/${database}?host=${encodeURIComponent(host)}&port=${port}`;
await (await openDatabase({ databaseUrl, dataDir })).close();
const report = await talkThroughCrashes({
  databaseUrl,
  rounds,
  conversations,
  chance: Math.random,
  onRound: (round, acknowledged) => console.error(`round ${round}: ${acknowledged} messages`),
});
console.log(JSON.stringify(report, undefined, 2));
await stop();
await rm(dataDir, { recursive: true, force: true });
