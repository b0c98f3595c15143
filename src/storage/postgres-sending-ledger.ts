import type pg from "pg";
import type { ActivityJson, ConversationReference } from "../activity/activity.js";
import type { ChannelLimits } from "../core/announcements/audience-count.js";
import type { Measure, RecipientCount, SkipReason } from "../core/announcements/ledger.js";
import type { ClaimedRecipient, RecipientRecord, SendingLedger, Slots } from "../core/announcements/sending-ledger.js";
import { announcementChanges } from "./change-announcement.js";
import { expandAudience } from "./expand-audience.js";
import { listenToChannel } from "./listen-to-channel.js";
import { isPaused } from "./postgres-channel-pauses.js";
import { recordRecipients } from "./record-recipients.js";
import { putAnnouncementsIntoLogs } from "./put-announcements-into-logs.js";

/** Longer than any attempt takes; whoever dies before is noticed at once. */
const leaseSeconds = 120;
/** A reply that has waited for so long, in milliseconds, is being kept from leaving, as is one that was put off before: announcements step back. */
const replyWaitsMs = 1_000;

interface ClaimedRow {
  id: string;
  lease: string;
  announcement_id: string;
  obstacle: SkipReason | null;
  reference: ConversationReference | null;
  place: string | null;
  created_at: Date;
  attempts: number;
}

/** Announcements of which something may leave on the channel $1 now, where $2 tells whether only emergencies may. */
const live = `SELECT id FROM announcements WHERE state = 'sending' AND (is_emergency OR NOT $2::boolean) AND NOT ${isPaused("$1")}
              ORDER BY is_emergency DESC, started_at, id`;
const isWaiting = "waiting.announcement_id = live.id AND waiting.channel_id = $1 AND waiting.state = 'pending' AND waiting.next_at <= now()";

/** The ledgers of announcements in the database, for the senders of all processes. */
export class PostgresSendingLedger implements SendingLedger {
  readonly #pool: pg.Pool;
  readonly #holder: string | null;

  /** @param holder name of this process's `Presence`; without it, only time tells that a sender is dead. */
  constructor(pool: pg.Pool, holder: string | null = null) {
    this.#pool = pool;
    this.#holder = holder;
  }

  async openChannels(channelIds: readonly string[]): Promise<void> {
    await this.#pool.query("INSERT INTO announcement_rates (channel_id) SELECT unnest($1::text[]) ON CONFLICT DO NOTHING", [channelIds]);
  }

  async hasWork(channelId: string, isQuiet: boolean): Promise<boolean> {
    const { rows } = await this.#pool.query<{ has: boolean }>(
      `SELECT EXISTS (SELECT FROM (${live}) AS live WHERE EXISTS (SELECT FROM announcement_recipients AS waiting WHERE ${isWaiting})) AS has`,
      [channelId, isQuiet],
    );
    return rows[0]?.has === true;
  }

  /** The channel's row moves on by the slots that are taken: a leaky bucket without a burst. */
  async reserve(channelId: string, { most, gapMs, aheadMs }: { most: number; gapMs: number; aheadMs: number }): Promise<Slots> {
    const { rows } = await this.#pool.query<{ first: number | null; free: number | null }>({
      name: "announcement slots",
      text: `WITH taken AS (
         UPDATE announcement_rates SET free_at = greatest(free_at, clock_timestamp()) + make_interval(secs => $2::float * $3::float / 1000)
         WHERE channel_id = $1 AND free_at < clock_timestamp() + make_interval(secs => $4::float / 1000)
           AND NOT EXISTS (
             SELECT FROM deliveries WHERE deliveries.channel_id = $1 AND deliveries.state = 'pending' AND lease IS NULL
               AND next_at BETWEEN now() - interval '1 minute' AND now()
               AND (attempts > 0 OR next_at < now() - make_interval(secs => $5::float / 1000)))
         RETURNING free_at
       )
       SELECT (SELECT extract(epoch FROM free_at - clock_timestamp())::float * 1000 - $2::float * $3::float FROM taken) AS first,
              (SELECT extract(epoch FROM free_at - clock_timestamp())::float * 1000 FROM announcement_rates WHERE channel_id = $1) AS free`,
      values: [channelId, most, gapMs, aheadMs, replyWaitsMs],
    });
    const { first = null, free = null } = rows[0] ?? {};
    if (first !== null) return { count: most, inMs: Math.max(0, first) };
    return { count: 0, inMs: Math.max(aheadMs / 4, (free ?? 0) - aheadMs) };
  }

  async hold(channelId: string, forMs: number): Promise<void> {
    await this.#pool.query(
      "UPDATE announcement_rates SET free_at = greatest(free_at, clock_timestamp() + make_interval(secs => $2::float / 1000)) WHERE channel_id = $1",
      [channelId, forMs],
    );
  }

  async claim(channelId: string, limit: number, isQuiet: boolean): Promise<ClaimedRecipient[]> {
    const { rows } = await this.#pool.query<ClaimedRow>({
      name: "announcement claim",
      text: `WITH live AS MATERIALIZED (${live}), next AS MATERIALIZED (
         SELECT own.id FROM live CROSS JOIN LATERAL (
           SELECT id FROM announcement_recipients AS waiting WHERE ${isWaiting} ORDER BY next_at LIMIT $3 FOR UPDATE SKIP LOCKED
         ) AS own LIMIT $3
       ), claimed AS (
         UPDATE announcement_recipients AS own
         SET state = 'sending', reason = NULL, lease = gen_random_uuid(), leased_until = now() + make_interval(secs => $4), holder = $5, attempts = attempts + 1
         FROM next WHERE own.id = next.id
         RETURNING own.id, lease, announcement_id, conversation_id, own.created_at, attempts
       )
       SELECT claimed.*, reference, place, CASE
           WHEN c.id IS NULL THEN 'deleted'
           WHEN c.unreachable_since IS NOT NULL OR unsubscribed_why = 'blocked' THEN 'blocked'
           WHEN s.conversation_id IS NULL OR unsubscribed_at IS NOT NULL THEN 'unsubscribed'
         END AS obstacle
       FROM claimed LEFT JOIN conversations AS c ON c.id = claimed.conversation_id LEFT JOIN subscriptions AS s ON s.conversation_id = claimed.conversation_id`,
      values: [channelId, isQuiet, limit, leaseSeconds, this.#holder],
    });
    return rows.map(asClaimed);
  }

  record(done: readonly { readonly recipient: ClaimedRecipient; readonly record: RecipientRecord }[]): Promise<void> {
    return recordRecipients(this.#pool, done);
  }

  putIntoLogs(said: readonly { readonly recipient: ClaimedRecipient; readonly activity: ActivityJson }[]): Promise<void> {
    return putAnnouncementsIntoLogs(this.#pool, said);
  }

  async skipRest(announcementId: number, channelId: string, reason: SkipReason): Promise<void> {
    await this.#pool.query(
      "UPDATE announcement_recipients SET state = 'skipped', reason = $3, done_at = now() WHERE announcement_id = $1 AND channel_id = $2 AND state = 'pending'",
      [announcementId, channelId, reason],
    );
  }

  async due(now: Date): Promise<number[]> {
    const { rows } = await this.#pool.query<{ id: string }>(
      "SELECT id FROM announcements WHERE state = 'scheduled' AND scheduled_at <= $1 ORDER BY scheduled_at, id",
      [now],
    );
    return rows.map(({ id }) => Number(id));
  }

  expand(batch: { readonly limit: number; readonly channels: readonly ChannelLimits[]; readonly now: Date }): Promise<boolean> {
    return expandAudience(this.#pool, batch);
  }

  async takeBack(logChannelIds: readonly string[]): Promise<void> {
    await this.#pool.query(
      `UPDATE announcement_recipients
       SET state = 'pending', lease = NULL, leased_until = NULL, holder = NULL, is_uncertain = is_uncertain OR channel_id <> ALL ($1)
       WHERE state = 'sending' AND (leased_until < now()
         OR holder <> ALL (ARRAY (SELECT application_name FROM pg_stat_activity WHERE application_name IS NOT NULL)))`,
      [logChannelIds],
    );
  }

  async uncounted(forMs: number): Promise<{ id: number; isExpanded: boolean; measures: readonly Measure[] }[]> {
    const { rows } = await this.#pool.query<{ id: string; is_expanded: boolean; measures: Measure[] }>(
      `UPDATE announcements SET counted_at = now()
       WHERE id IN (
         SELECT id FROM announcements WHERE state IN ('sending', 'paused') AND started_at IS NOT NULL
           AND (counted_at IS NULL OR counted_at < now() - make_interval(secs => $1::float / 1000)) FOR UPDATE SKIP LOCKED)
       RETURNING id, expanded_at IS NOT NULL AS is_expanded, measures`,
      [forMs],
    );
    return rows.map(({ id, is_expanded: isExpanded, measures }) => ({ id: Number(id), isExpanded, measures }));
  }

  async count(announcementId: number): Promise<RecipientCount[]> {
    const { rows } = await this.#pool.query<RecipientCount>(
      `SELECT channel_id AS "channelId", state, CASE WHEN state IN ('failed', 'skipped') THEN reason ELSE '' END AS reason,
              count(*) FILTER (WHERE is_uncertain)::integer AS uncertain, count(*)::integer AS count
       FROM announcement_recipients WHERE announcement_id = $1 GROUP BY 1, 2, 3 ORDER BY 1, 2, 3`,
      [announcementId],
    );
    return rows;
  }

  async saveCounts(announcementId: number, counts: readonly RecipientCount[], measures: readonly Measure[]): Promise<void> {
    await this.#pool.query("UPDATE announcements SET counts = $2, measures = $3, counted_at = now() WHERE id = $1", [
      announcementId,
      JSON.stringify(counts),
      JSON.stringify(measures),
    ]);
  }

  async isDone(announcementId: number): Promise<boolean> {
    const { rows } = await this.#pool.query<{ done: boolean }>(
      `SELECT NOT EXISTS (SELECT FROM announcement_recipients WHERE announcement_id = $1 AND state = 'pending')
          AND NOT EXISTS (SELECT FROM announcement_recipients WHERE announcement_id = $1 AND state = 'sending') AS done`,
      [announcementId],
    );
    return rows[0]?.done === true;
  }

  async onChange(callback: () => void): Promise<() => Promise<void>> {
    return listenToChannel(this.#pool, announcementChanges, { onMessage: callback, onReconnect: () => Promise.resolve(callback()) });
  }
}

function asClaimed(row: ClaimedRow): ClaimedRecipient {
  return {
    id: Number(row.id),
    lease: row.lease,
    announcementId: Number(row.announcement_id),
    obstacle: row.obstacle ?? undefined,
    reference: row.reference ?? undefined,
    placeId: row.place ?? undefined,
    createdAt: row.created_at,
    attempt: row.attempts,
  };
}
