/**
 * Telegram under load: `npx tsx test/load/telegram.ts [updates] [conversations] [kills]`, 2,000, 500 and 0 by default. Two
 * processes over a PostgreSQL of its own, with webhooks, against Telegram's double, which takes 20 ms each way; each update
 * comes three times, shuffled, 24 posts a second (of which nearly all are new at first, and hardly any at last). Prints a
 * line of JSON for each: with as many messages a second as the bot likes, and with 30, Telegram's own limit, beyond which
 * it is told to wait. With kills, processes are killed in turn with kill -9, so often, during both.
 */
import { pushedTelegram } from "../support/telegram/pushed-telegram.js";
import { measurePush } from "./measure-push.js";

const [updates = 2_000, conversations = 500, kills = 0] = process.argv.slice(2).map(Number);
const plan = { updates, conversations, kills, rate: 24 };
const telegram = { conversations, oneWayMs: 20 };

await measurePush("Telegram", { ...plan, server: await pushedTelegram(telegram) });
await measurePush("Telegram, at most 30 messages a second", { ...plan, server: await pushedTelegram({ ...telegram, messagesPerSecond: 30 }) });
