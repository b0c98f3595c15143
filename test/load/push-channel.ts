/**
 * A channel whose server is called, under load and under fire: `npx tsx test/load/push-channel.ts [updates] [conversations] [kills]`,
 * 2,000, 500 and 20 by default. Two processes over a PostgreSQL of its own; each update comes three times, shuffled; the
 * provider takes 20 ms each way. Prints a line of JSON for each: as fast as updates are taken, at 24 posts a second
 * (of which nearly all are new at first, and hardly any at last), and the same while processes are killed in turn.
 */
import type { PushPlan } from "../support/push-through-crashes.js";
import { pushedProvider } from "../support/test-channel/pushed-provider.js";
import { measurePush } from "./measure-push.js";

const [updates = 2_000, conversations = 500, kills = 20] = process.argv.slice(2).map(Number);
const rate = 24;

async function measure(name: string, plan: Pick<PushPlan, "kills" | "rate">): Promise<void> {
  await measurePush(name, { ...plan, server: await pushedProvider(20), updates, conversations });
}

await measure("as fast as they are taken", { kills: 0 });
await measure("24 posts a second", { rate, kills: 0 });
await measure("24 posts a second, with kills", { rate, kills });
