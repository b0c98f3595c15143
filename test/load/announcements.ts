/**
 * An announcement under load and under fire: `npx tsx test/load/announcements.ts [recipients] [--kill]`, 6,000 by default.
 * They are spread over four channels in proportion to what each takes in a second, and two processes share one PostgreSQL
 * and the doubles of the channels' servers, of which Telegram and the Official Account refuse more than that. Meanwhile
 * people write on Telegram, four times a second; the same before, in quiet. `--kill` kills a process every ten seconds.
 * Prints a line of JSON: by channel the rate that was reached beside the allowed one, who got nothing or got it twice, and
 * of those the ones that the ledger does not list as possibly doubled; the replies' 95th percentile in quiet and during.
 */
import { rm } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { startEmbeddedPostgres } from "../../src/storage/embedded/start-embedded-postgres.js";
import { openDatabase } from "../../src/storage/open-database.js";
import { PostgresAnnouncements } from "../../src/storage/postgres-announcements.js";
import { announce, wantAnnouncements } from "../support/announcing.js";
import type { PushedServer } from "../support/pushed-server.js";
import { spawnServer } from "../support/spawn-server.js";
import { pushedTelegram } from "../support/telegram/pushed-telegram.js";
import { temporaryDirectory } from "../support/temporary-directory.js";
import { idOf, startZaloBotDouble } from "../support/zalo-bot-double.js";
import { appId, appSecret, secretKey, startZaloOaDouble, userIdOf } from "../support/zalo-oa-double.js";

/** What each channel takes in a second. */
const perSecond = { telegram: 30, "zalo-bot": 10, "zalo-oa": 20, webchat: 40 } as const;
type ChannelId = keyof typeof perSecond;
const channelIds = Object.keys(perSecond) as ChannelId[];
const askers = 40;
const questionsPerSecond = 4;
const quietSeconds = 20;
const killEveryMs = 10_000;
const firstChat = 1_000_001;
const title = "Thông báo thử tải";

let isOver = false;
const total = Number(process.argv.slice(2).find((argument) => /^\d+$/u.test(argument)) ?? 6_000);
const kills = process.argv.includes("--kill");
const all = Object.values(perSecond).reduce((sum, rate) => sum + rate, 0);
const recipients = (channelId: ChannelId): number => Math.round((total * perSecond[channelId]) / all);

const dataDir = await temporaryDirectory();
const { connection, stop: stopDatabase } = await startEmbeddedPostgres({ dataDir });
const databaseUrl = `postgres://${connection.user}:${connection.password}@/${connection.database}?host=${encodeURIComponent(connection.host)}&port=${connection.port}`;
await (await openDatabase({ databaseUrl, dataDir })).close();
const pool = new pg.Pool({ connectionString: databaseUrl, max: 4 });
pool.on("error", () => undefined); // The database stops before its last connections are gone.

const telegram = await pushedTelegram({ conversations: askers + recipients("telegram"), oneWayMs: 20, messagesPerSecond: perSecond.telegram });
const zaloBot = await startZaloBotDouble();
const zaloOa = await startZaloOaDouble({ callsPerMinute: perSecond["zalo-oa"] * 60, echoes: false });
const idsOf: Record<ChannelId, string[]> = {
  telegram: numbers("telegram").map((n) => String(firstChat + askers + n)),
  "zalo-bot": numbers("zalo-bot").map((n) => idOf(n)),
  "zalo-oa": numbers("zalo-oa").map((n) => userIdOf(n)),
  webchat: numbers("webchat").map((n) => `c${n}`),
};
for (const id of idsOf["zalo-bot"]) zaloBot.meet(id);
for (const id of idsOf["zalo-oa"]) zaloOa.meet(id);
for (const channelId of channelIds) await fillDatabase(channelId);

const environment = {
  DATABASE_URL: databaseUrl,
  NODE_ENV: "production",
  LIMIT_MESSAGES_PER_CONVERSATION: "100000",
  ...telegram.environment,
  ZALO_BOT_TOKEN: zaloBot.token,
  ZALO_BOT_API_ROOT: zaloBot.url,
  ZALO_BOT_MONTHLY_MESSAGES: "100000000",
  ZALO_OA_APP_ID: appId,
  ZALO_OA_APP_SECRET: appSecret,
  ZALO_OA_SECRET_KEY: secretKey,
  ZALO_OA_REFRESH_TOKEN: zaloOa.refreshToken,
  ZALO_OA_API_ROOT: zaloOa.url,
  ZALO_OA_OAUTH_ROOT: zaloOa.url,
  ANNOUNCEMENTS_PER_MINUTE_TELEGRAM: String(perSecond.telegram * 60),
  ANNOUNCEMENTS_PER_MINUTE_ZALO_BOT: String(perSecond["zalo-bot"] * 60),
  ANNOUNCEMENTS_PER_MINUTE_ZALO_OA: String(perSecond["zalo-oa"] * 60),
  ANNOUNCEMENTS_PER_MINUTE_WEB: String(perSecond.webchat * 60),
};
const servers = [0, 1].map(() => spawnServer({ ...environment, PORT: "0" }));
const ports = (await Promise.all(servers)).map(({ port }) => port);

const quiet = await askFor(quietSeconds * 1000, 0);
const store = new PostgresAnnouncements(pool);
const startedAt = performance.now();
const id = await announce(store, { title, isEmergency: true });
const killing = kills ? killInTurn() : Promise.resolve(0);
const asking = askFor(Infinity, 100_000);
while ((await store.find(id))?.state !== "finished") await sleep(200);
isOver = true;
const seconds = (performance.now() - startedAt) / 1000;
const killCount = await killing;
const during = await asking;
const channels = Object.fromEntries(await Promise.all(channelIds.map(async (channelId) => [channelId, await reportOf(channelId)] as const)));
console.log(
  JSON.stringify({
    recipients: total,
    processes: 2,
    kills: killCount,
    seconds: round(seconds),
    channels,
    replies: { quietP95Ms: p95(quiet), duringP95Ms: p95(during), ratio: round(p95(during) / p95(quiet)), quiet: quiet.length, during: during.length },
  }),
);
for (const server of servers) await (await server).stop();
await Promise.all([telegram.stop(), zaloBot.close(), zaloOa.close(), pool.end()]);
await stopDatabase();
await rm(dataDir, { recursive: true, force: true });

function numbers(channelId: ChannelId): number[] {
  return Array.from({ length: recipients(channelId) }, (_, n) => n);
}

async function fillDatabase(channelId: ChannelId): Promise<void> {
  await pool.query(
    `INSERT INTO conversations (id, channel_id, user_id, reference)
     SELECT $1 || '-' || person, $1, person, jsonb_build_object('channelId', $1::text, 'conversation', jsonb_build_object('id', $1 || '-' || person)) FROM unnest($2::text[]) AS person`,
    [channelId, idsOf[channelId]],
  );
  await wantAnnouncements(pool, channelId);
  if (channelId === "zalo-oa")
    await pool.query(
      "INSERT INTO kept (name, value, kept_until) SELECT 'zalo-oa heard ' || id, to_jsonb(extract(epoch FROM now()) * 1000), now() + interval '7 days' FROM conversations WHERE channel_id = 'zalo-oa'",
    );
}

/** People write on Telegram until it is over. @returns how long each waited for the answer, in milliseconds */
async function askFor(ms: number, firstIndex: number): Promise<number[]> {
  const begin = performance.now();
  const postedAt = new Map<string, number>();
  for (let n = 0; !isOver && n * (1000 / questionsPerSecond) < ms; n++) {
    await sleep(Math.max(0, begin + (n * 1000) / questionsPerSecond - performance.now()));
    const update = { index: firstIndex + n, chat: n % askers, text: `câu ${firstIndex + n}.` };
    postedAt.set(update.text, performance.now());
    void post(telegram.requestOf(update), n);
  }
  await sleep(3_000);
  const answeredAt = new Map(telegram.taken.flatMap(({ text, at }) => [[/^Trả lời thứ \d+: (câu \d+\.)/u.exec(text)?.[1] ?? "", at] as const]));
  return [...postedAt].flatMap(([text, at]) => (answeredAt.has(text) ? [(answeredAt.get(text) ?? 0) - at] : []));
}

async function post({ path, headers, body }: ReturnType<PushedServer["requestOf"]>, n: number): Promise<void> {
  for (let attempt = 0; ; attempt++) {
    const url = `http://127.0.0.1:${ports[(n + attempt) % 2] ?? 0}${path}`;
    const isTaken = await fetch(url, { method: "POST", headers: { "content-type": "application/json", ...headers }, body }).then(
      ({ ok }) => ok,
      () => false,
    );
    if (isTaken) return;
    await sleep(50);
  }
}

async function killInTurn(): Promise<number> {
  for (let kill = 0; ; kill++) {
    for (let waited = 0; waited < killEveryMs; waited += 100) {
      if (isOver) return kill;
      await sleep(100);
    }
    const victim = kill % 2;
    await (await servers[victim])?.kill();
    servers[victim] = spawnServer({ ...environment, PORT: String(ports[victim]) });
  }
}

async function reportOf(channelId: ChannelId) {
  const { rows } = await pool.query<{ person: string; state: string; is_uncertain: boolean; done: number }>(
    `SELECT substr(conversation_id, length($2) + 2) AS person, state, is_uncertain, extract(epoch FROM done_at)::float AS done
     FROM announcement_recipients WHERE announcement_id = $1 AND channel_id = $2`,
    [id, channelId],
  );
  const times = new Map<string, number>();
  for (const person of await takenOn(channelId)) times.set(person, (times.get(person) ?? 0) + 1);
  const listed = new Set(rows.filter((row) => row.is_uncertain).map(({ person }) => person));
  const doubled = [...times].filter(([, count]) => count > 1).map(([person]) => person);
  const moments = rows.filter(({ state }) => state === "sent" || state === "doubtful").map(({ done }) => done);
  const span = Math.max(...moments) - Math.min(...moments);
  const rate = (moments.length - 1) / span;
  return {
    recipients: rows.length,
    allowedPerSecond: perSecond[channelId],
    perSecond: round(rate),
    share: round(rate / perSecond[channelId]),
    ...(channelId === "telegram" && { shareWithReplies: shareWithReplies() }),
    lost: idsOf[channelId].filter((person) => !times.has(person)).length,
    doubled: doubled.length,
    doubledUnlisted: doubled.filter((person) => !listed.has(person)).length,
    listedAsDoubtful: listed.size,
    notSent: rows.filter(({ state }) => state !== "sent" && state !== "doubtful").length,
  };
}

/** Replies use the rate of Telegram too. */
function shareWithReplies(): number {
  const moments = telegram.taken.filter(({ text }) => text.includes(title)).map(({ at }) => at);
  const [first, last] = [Math.min(...moments), Math.max(...moments)];
  const messages = telegram.taken.filter(({ at }) => at >= first && at <= last).length;
  return round((messages - 1) / ((last - first) / 1000) / perSecond.telegram);
}

/** Who was handed the announcement, as often as they were. */
async function takenOn(channelId: ChannelId): Promise<string[]> {
  switch (channelId) {
    case "telegram":
      return telegram.taken.filter(({ text }) => text.includes(title)).map(({ chat }) => chat);
    case "zalo-bot":
      return zaloBot.sent.map(({ chatId }) => chatId);
    case "zalo-oa":
      return zaloOa.sent.map(({ userId }) => userId);
    case "webchat": {
      const { rows } = await pool.query<{ person: string }>(
        "SELECT substr(conversation_id, 9) AS person FROM activities WHERE conversation_id LIKE 'webchat-%'",
      );
      return rows.map(({ person }) => person);
    }
  }
}

function p95(times: readonly number[]): number {
  const sorted = [...times].sort((a, b) => a - b);
  return Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * 0.95))] ?? Number.NaN);
}

function round(number: number): number {
  return Math.round(number * 1000) / 1000;
}
