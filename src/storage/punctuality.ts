import type pg from "pg";
import { graceMs, type ChannelGap, type Punctuality } from "../core/announcements/punctuality.js";

/** The beginning and end of an announcement are told by the clocks of the processes, and all else by that of the database. */
const clocks = "interval '5 minutes'";

interface Row {
  channel_id: string;
  handed_over: number;
  in_time: number;
}

/**
 * The share of recipients to whom an announcement was handed over within the channel's own limit and ten seconds. From
 * the ledger, for each channel by itself:
 *
 * - All that was handed over on the channel since the announcement began stands in the order of its handing over: its own
 *   recipients, those of other announcements, and replies, which all take of one rate.
 * - The k-th of them could leave at the earliest when it was there, and one gap after the one before it could:
 *   earliest(k) = max(there(k), earliest(k − 1) + gap). That is the largest there(j) + (k − j) × gap of all j ≤ k, which
 *   one window function finds. A recipient is there when they are put into the ledger, or back into it by "send again"; a
 *   reply when it leaves.
 * - A recipient is in time if they were handed over no later than earliest(k) + 10 s.
 * - The clock stands still while nothing may leave: while the announcement was paused by hand, the channel was switched off, or it was night and
 *   the announcement no emergency.
 *
 * Waiting that a channel's server asks for beyond its stated rate counts as late, and so does a process that was killed.
 */
export async function punctualityOf(pool: pg.Pool, id: number, gaps: readonly ChannelGap[]): Promise<Punctuality[]> {
  const { rows } = await pool.query<Row>(
    `WITH own AS MATERIALIZED (
       SELECT is_emergency, least(min(recipients.created_at), min(done_at)) AS since, max(done_at) AS until
       FROM announcements JOIN announcement_recipients AS recipients ON announcement_id = announcements.id
       WHERE announcements.id = $1 AND recipients.state IN ('sent', 'doubtful') GROUP BY is_emergency
     ), gaps AS MATERIALIZED (
       SELECT "channelId" AS channel_id, "gapMs" / 1000 AS gap FROM jsonb_to_recordset($2::jsonb) AS given ("channelId" text, "gapMs" float)
     ), paused AS (
       SELECT done_at AS from_at, lead(done_at, 1, now()) OVER (ORDER BY id) AS to_at, action FROM announcement_events
       WHERE announcement_id = $1 AND action IN ('pause', 'resume', 'cancel')
     ), still AS (
       SELECT channel_id, tstzrange(from_at, to_at) AS span FROM paused CROSS JOIN gaps WHERE action = 'pause'
       UNION ALL SELECT channel_id, tstzrange(channel_pauses.since, coalesce(ended_at, now())) FROM channel_pauses JOIN gaps USING (channel_id), own
         WHERE channel_pauses.since < own.until AND coalesce(ended_at, now()) > own.since
       UNION ALL SELECT channel_id, tstzrange((night + time '21:00') AT TIME ZONE 'Asia/Ho_Chi_Minh', (night + interval '1 day 7 hours') AT TIME ZONE 'Asia/Ho_Chi_Minh')
         FROM own CROSS JOIN gaps CROSS JOIN LATERAL generate_series(
           date_trunc('day', own.since AT TIME ZONE 'Asia/Ho_Chi_Minh') - interval '1 day', own.until AT TIME ZONE 'Asia/Ho_Chi_Minh', interval '1 day') AS night
         WHERE NOT own.is_emergency
     ), idle AS MATERIALIZED (
       SELECT channel_id, unnest(range_agg(span)) AS span FROM still, own WHERE span && tstzrange(own.since, own.until) GROUP BY channel_id
     ), messages AS (
       SELECT channel_id, created_at AS there_at, done_at, announcement_id = $1 AS is_own FROM announcement_recipients, own
       WHERE announcement_id IN (SELECT other.id FROM announcements AS other WHERE other.id = $1
           OR (other.started_at < own.until + ${clocks} AND coalesce(other.finished_at, now()) > own.since - ${clocks}))
         AND state IN ('sent', 'doubtful') AND done_at BETWEEN own.since AND own.until
       UNION ALL SELECT channel_id, done_at, done_at, false FROM deliveries, own WHERE state = 'sent' AND done_at BETWEEN own.since AND own.until
     ), timed AS (
       SELECT channel_id, gap, is_own, ${activeSeconds("there_at")} AS there, ${activeSeconds("done_at")} AS done, done_at
       FROM messages JOIN gaps USING (channel_id)
       WHERE is_own OR NOT EXISTS (SELECT FROM idle) OR NOT EXISTS (SELECT FROM idle WHERE idle.channel_id = messages.channel_id AND span @> done_at)
     ), placed AS (
       SELECT *, row_number() OVER in_order AS k FROM timed WINDOW in_order AS (PARTITION BY channel_id ORDER BY done_at, there)
     ), judged AS (
       SELECT channel_id, is_own, done, k * gap + max(there - k * gap) OVER (PARTITION BY channel_id ORDER BY k) AS earliest FROM placed
     )
     SELECT channel_id, count(*)::integer AS handed_over, (count(*) FILTER (WHERE done <= earliest + $3))::integer AS in_time
     FROM judged WHERE is_own GROUP BY channel_id ORDER BY channel_id`,
    [id, JSON.stringify(gaps), graceMs / 1000],
  );
  return rows.map((row) => ({ channelId: row.channel_id, handedOver: row.handed_over, inTime: row.in_time }));
}

/** Seconds up to a moment, without those in which nothing could leave on the channel. @param at expression */
function activeSeconds(at: string): string {
  return `date_part('epoch', ${at}) - CASE WHEN EXISTS (SELECT FROM idle) THEN coalesce((
    SELECT sum(date_part('epoch', least(upper(span), ${at}) - lower(span))) FROM idle WHERE idle.channel_id = gaps.channel_id AND lower(span) < ${at}), 0) ELSE 0 END`;
}
