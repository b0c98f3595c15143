import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { spawnServer } from "./spawn-server.js";
import type { PushedServer, PushedUpdate } from "./pushed-server.js";

export interface PushPlan {
  /** The server of the channel. */
  readonly server: PushedServer;
  readonly databaseUrl: string;
  /** Messages that people write, spread evenly over the conversations. */
  readonly updates: number;
  readonly conversations: number;
  /** How often each is delivered. */
  readonly copies: number;
  /** Posts a second; undefined: as fast as they are taken. */
  readonly rate?: number;
  /** Processes are killed in turn, evenly over the time in which answers come. */
  readonly kills: number;
  /** Between 0 and 1: shuffles. */
  readonly chance: () => number;
  readonly onKill?: (kills: number, answers: number) => void;
}

/** What was found when all was over. */
export interface PushReport {
  readonly updates: number;
  readonly posts: number;
  /** Posts that failed because a process was away, and were sent again. */
  readonly repeatedPosts: number;
  readonly kills: number;
  readonly missing: number;
  /** Answers that a person got again. */
  readonly repeated: number;
  readonly mostRepeatedByOneKill: number;
  /** Of the repeated messages, those that our records do not mark as possibly sent twice. */
  readonly repeatedUnmarked: number;
  readonly markedUncertain: number;
  readonly outOfOrder: number;
  readonly answersPerSecond: number;
  /** From the first time that an update was posted until the provider had the answer. */
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly maxMs: number;
}

/** As many posts as a provider makes at the same time. */
const connections = 40;
const patienceMs = 120_000;

/** Two processes share a database and a channel, whose server hands in each update several times, in any order. */
export async function pushThroughCrashes(plan: PushPlan): Promise<PushReport> {
  const { server: channelServer } = plan;
  const environment = { DATABASE_URL: plan.databaseUrl, NODE_ENV: "production", LIMIT_MESSAGES_PER_CONVERSATION: "100000", ...channelServer.environment };
  const servers = [0, 1].map(() => spawnServer({ ...environment, PORT: "0" }));
  const ports = (await Promise.all(servers)).map(({ port }) => port);
  const updates = Array.from({ length: plan.updates }, (_, index): PushedUpdate => ({ index, chat: index % plan.conversations, text: `câu ${index}.` }));
  const answers = (): number => new Set(channelServer.taken.flatMap(({ text }) => questionIn(text) ?? [])).size;
  const startedAt = performance.now();
  const posting = postAll(updates, ports, plan);
  const killedAt: number[] = [];
  for (let kill = 0; kill < plan.kills; kill++) {
    await until(() => answers() >= ((kill + 1) * plan.updates) / (plan.kills + 1));
    const victim = kill % servers.length;
    const server = await servers[victim];
    killedAt.push(performance.now());
    await server?.kill();
    plan.onKill?.(kill + 1, answers());
    // The other one may be killed before this one is back.
    servers[victim] = spawnServer({ ...environment, PORT: String(ports[victim]) });
  }
  const { posts, repeatedPosts, postedAt } = await posting;
  await until(() => answers() === plan.updates);
  await untilNothingWaits(plan.databaseUrl);
  const seconds = ((channelServer.taken.at(-1)?.at ?? 0) - startedAt) / 1000;
  const uncertain = await uncertainMessages(plan.databaseUrl);
  for (const server of servers) await (await server).stop();
  await channelServer.stop();
  return { updates: updates.length, posts, repeatedPosts, kills: plan.kills, ...examine(channelServer, { updates, killedAt, uncertain, postedAt, seconds }) };
}

/** The question in an answer of the fake brain; `undefined` in a greeting. */
function questionIn(text: string): string | undefined {
  return /^Trả lời thứ \d+: (câu \d+\.)/u.exec(text)?.[1];
}

async function postAll(updates: readonly PushedUpdate[], ports: readonly number[], { server, copies, rate, chance }: PushPlan) {
  const deliveries = shuffled(Array.from({ length: copies }, () => updates).flat(), chance);
  const postedAt = new Map<string, number>();
  const startedAt = performance.now();
  let next = 0;
  let repeatedPosts = 0;

  async function postOn(port: number, update: PushedUpdate): Promise<void> {
    const { path, headers, body } = server.requestOf(update);
    for (;;) {
      const status = await fetch(`http://127.0.0.1:${port}${path}`, { method: "POST", headers: { "content-type": "application/json", ...headers }, body }).then(
        (response) => response.status,
        () => 0,
      );
      if (status === 200) return;
      repeatedPosts += 1;
      await sleep(50);
    }
  }

  async function keepPosting(): Promise<void> {
    for (let index = next++; index < deliveries.length; index = next++) {
      if (rate !== undefined) await sleep(Math.max(0, startedAt + (index * 1000) / rate - performance.now()));
      const update = deliveries[index] as PushedUpdate;
      if (!postedAt.has(update.text)) postedAt.set(update.text, performance.now());
      await postOn(ports[index % ports.length] ?? 0, update);
    }
  }

  await Promise.all(Array.from({ length: connections }, keepPosting));
  return { posts: deliveries.length, repeatedPosts, postedAt };
}

function shuffled<T>(items: T[], chance: () => number): T[] {
  for (let last = items.length - 1; last > 0; last--) {
    const other = Math.floor(chance() * (last + 1));
    [items[last], items[other]] = [items[other] as T, items[last] as T];
  }
  return items;
}

interface Findings {
  readonly updates: readonly PushedUpdate[];
  readonly killedAt: readonly number[];
  /** Chat and text of the messages that are marked as possibly sent twice. */
  readonly uncertain: ReadonlySet<string>;
  readonly postedAt: ReadonlyMap<string, number>;
  readonly seconds: number;
}

function examine({ taken }: PushedServer, { updates, killedAt, uncertain, postedAt, seconds }: Findings) {
  const firstAt = new Map<string, number>();
  const lastAt = new Map<string, number>();
  const repeatedByKill = killedAt.map(() => 0);
  let [repeated, repeatedUnmarked, outOfOrder] = [0, 0, 0];
  const answered = new Map<string, number>();
  for (const { chat, text, at } of taken) {
    const key = `${chat} ${text}`;
    if (firstAt.has(key)) {
      repeated += 1;
      if (!uncertain.has(key)) repeatedUnmarked += 1;
      const kill = nearest(killedAt, lastAt.get(key) ?? 0);
      if (kill >= 0) repeatedByKill[kill] = (repeatedByKill[kill] ?? 0) + 1;
      lastAt.set(key, at);
      continue;
    }
    firstAt.set(key, at);
    lastAt.set(key, at);
    if (questionIn(text) === undefined) continue;
    const count = (answered.get(chat) ?? 0) + 1;
    answered.set(chat, count);
    // The fake brain counts the turns of a conversation in the order in which they were played.
    if (!text.startsWith(`Trả lời thứ ${count}: `)) outOfOrder += 1;
  }
  const answeredAt = new Map([...firstAt].flatMap(([key, at]) => [[questionIn(key.slice(key.indexOf(" ") + 1)) ?? "", at] as const]));
  const times = updates.flatMap(({ text }) => (answeredAt.has(text) ? [(answeredAt.get(text) ?? 0) - (postedAt.get(text) ?? 0)] : [])).sort((a, b) => a - b);
  const atShare = (share: number): number => Math.round(times[Math.min(times.length - 1, Math.floor(share * times.length))] ?? Number.NaN);
  return {
    missing: updates.length - times.length,
    repeated,
    mostRepeatedByOneKill: Math.max(0, ...repeatedByKill),
    repeatedUnmarked,
    markedUncertain: uncertain.size,
    outOfOrder,
    answersPerSecond: Math.round(times.length / seconds),
    p50Ms: atShare(0.5),
    p95Ms: atShare(0.95),
    maxMs: atShare(1),
  };
}

/**
 * The kill that a message was under way at when it was taken, some milliseconds before or after. When it comes again says
 * nothing: it may have to wait for its turn until after the next kill.
 */
function nearest(killedAt: readonly number[], takenAt: number): number {
  const distances = killedAt.map((killed) => Math.abs(killed - takenAt));
  return distances.indexOf(Math.min(...distances));
}

/** Gives up after two minutes: what is missing is counted. */
async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = performance.now() + patienceMs;
  while (!(await isSo()) && performance.now() < deadline) await sleep(20);
}

async function untilNothingWaits(databaseUrl: string): Promise<void> {
  await until(
    async () => (await rowsOf(databaseUrl, "SELECT FROM inbox WHERE done_at IS NULL UNION ALL SELECT FROM deliveries WHERE state = 'pending'")).length === 0,
  );
}

async function uncertainMessages(databaseUrl: string): Promise<Set<string>> {
  const statement = `SELECT activity->'recipient'->>'id' AS chat, activity->>'text' AS text
    FROM deliveries JOIN activities USING (conversation_id, place) WHERE is_uncertain`;
  return new Set((await rowsOf(databaseUrl, statement)).map(({ chat, text }) => `${String(chat)} ${String(text)}`));
}

async function rowsOf(databaseUrl: string, statement: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client(databaseUrl);
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(statement)).rows;
  } finally {
    await client.end();
  }
}
