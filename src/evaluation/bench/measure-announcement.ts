import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type pg from "pg";
import { act, type Action } from "../../core/announcements/act.js";
import type { AnnouncementContent } from "../../core/announcements/announcement.js";
import { composeAnnouncement } from "../../core/announcements/compose-announcement.js";
import { Sender, type SenderOptions } from "../../core/announcements/sender.js";
import { openDatabase } from "../../storage/open-database.js";
import { PostgresAnnouncements } from "../../storage/postgres-announcements.js";
import { PostgresSendingLedger } from "../../storage/postgres-sending-ledger.js";

/** What it takes to send an announcement through a channel that takes everything at once. */
export interface AnnouncementResult {
  readonly recipients: number;
  /** Putting the audience into the ledger. */
  readonly expandSeconds: number;
  readonly expandedPerSecond: number;
  /** From the first recipient to the last. */
  readonly drainSeconds: number;
  readonly drainedPerSecond: number;
  /** Of this process, at most. */
  readonly rssMb: number;
  /** Of what a console page on announcements asks of the database meanwhile. */
  readonly pageP95Ms: number;
  readonly ledgerMb: number;
}

const channelId = "bench";
const limits = { channelId, perMinute: 6_000_000_000 };
const capabilities = { buttons: 0, links: true, maxTextLength: 4_000, richText: false, typing: false, edit: false, proactive: true, notifies: true };
const channel: SenderOptions["channels"][number] = {
  channel: { id: channelId, capabilities },
  limits,
  pushChannel: { channel: { id: channelId, capabilities }, deliver: () => Promise.resolve({ outcome: "sent" }), showTyping: () => Promise.resolve() },
};
/** An emergency, so that it goes out at whatever hour it is measured. */
const content: AnnouncementContent = {
  title: "Thông báo",
  text: "Nội dung thông báo cho {{xã}}.",
  links: [],
  audience: {},
  isEmergency: true,
  isTraining: false,
  repeatsWeekly: false,
  countsClicks: false,
};

/** Fills and drains one ledger on a PostgreSQL of its own. */
export async function measureAnnouncement(recipients: number): Promise<AnnouncementResult> {
  const dataDir = await mkdtemp(join(tmpdir(), "tro-ly-so-bench-"));
  // Where root starts it, PostgreSQL runs under another account.
  await chmod(dataDir, 0o755);
  const database = await openDatabase({ dataDir });
  try {
    await subscribe(database.pool, recipients);
    return await measureOn(database.pool, recipients);
  } finally {
    await database.close();
    await rm(dataDir, { recursive: true, force: true });
  }
}

async function measureOn(pool: pg.Pool, recipients: number): Promise<AnnouncementResult> {
  const store = new PostgresAnnouncements(pool);
  const ledger = new PostgresSendingLedger(pool);
  const id = await started(store);
  const expandSeconds = await secondsOf(async () => {
    while (await ledger.expand({ limit: 10_000, channels: [limits], now: new Date() }));
  });
  const sender = new Sender({
    ledger,
    store,
    channels: [channel],
    compose: (announcement, { capabilities: can }) =>
      composeAnnouncement({ content: announcement.content, capabilities: can, values: {}, addresses: { link: () => "", picture: () => "" } }),
    now: () => new Date(),
    chance: Math.random,
    wait: (ms, signal) => sleep(ms, undefined, { ...(signal && { signal }) }).catch(() => undefined),
    onFault: (error) => console.error(error),
  });
  const pages: number[] = [];
  let rss = 0;
  const drainSeconds = await secondsOf(async () => {
    await sender.start();
    while (!(await ledger.isDone(id))) {
      pages.push(1000 * (await secondsOf(() => page(store, id))));
      rss = Math.max(rss, process.memoryUsage.rss());
      await sleep(50);
    }
  });
  await sender.stop();
  const { rows } = await pool.query<{ size: string }>("SELECT pg_total_relation_size('announcement_recipients') AS size");
  return {
    recipients,
    expandSeconds: rounded(expandSeconds),
    expandedPerSecond: Math.round(recipients / expandSeconds),
    drainSeconds: rounded(drainSeconds),
    drainedPerSecond: Math.round(recipients / drainSeconds),
    rssMb: Math.round(rss / 2 ** 20),
    pageP95Ms: rounded(pages.sort((a, b) => a - b)[Math.floor(pages.length * 0.95)] ?? Number.NaN),
    ledgerMb: Math.round(Number(rows[0]?.size) / 2 ** 20),
  };
}

/** What the page of an announcement that is being sent, and the list beside it, show. */
async function page(store: PostgresAnnouncements, id: number): Promise<void> {
  await Promise.all([store.history(id), store.ledgerCounts(id), store.list({}, { offset: 0, limit: 20 })]);
}

async function subscribe(pool: pg.Pool, count: number): Promise<void> {
  await pool.query("SET statement_timeout = 0");
  await pool.query(
    `INSERT INTO conversations (id, channel_id, user_id, reference)
     SELECT 'bench-' || n, 'bench', n::text, jsonb_build_object('channelId', 'bench', 'conversation', jsonb_build_object('id', 'bench-' || n)) FROM generate_series(1, $1::integer) AS n`,
    [count],
  );
  await pool.query(
    `INSERT INTO subscriptions (conversation_id, channel_id, topics, role, consent_version, subscribed_at)
     SELECT id, channel_id, '{bench}', 'citizen', '1', now() FROM conversations`,
  );
  await pool.query("ANALYZE conversations, subscriptions");
}

/** An announcement that is being sent. */
async function started(store: PostgresAnnouncements): Promise<number> {
  const id = await store.create(content, "author");
  const now = new Date();
  const steps: [Action, string][] = [
    [{ kind: "submit" }, "author"],
    [{ kind: "approve", isConfirmed: true }, "approver"],
    [{ kind: "schedule", at: now, isConfirmed: true }, "author"],
    [{ kind: "start" }, "author"],
  ];
  for (const [action, by] of steps) await store.change(id, (current) => act(current, action, { actor: { id: by, mayDeclareEmergencies: true }, now }));
  return id;
}

async function secondsOf(work: () => Promise<void>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return (performance.now() - startedAt) / 1000;
}

function rounded(number: number): number {
  return Math.round(number * 10) / 10;
}
