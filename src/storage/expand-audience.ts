import type pg from "pg";
import type { ChannelLimits } from "../core/announcements/audience-count.js";
import { channelsValue, isInAudience, obstacle, standingJoins } from "./announcement-audience.js";

/**
 * Puts the next recipients of one announcement that is being sent into its ledger: one statement, which moves on the place
 * that it has come to. Whoever is killed in between has done nothing. People are taken in the order of their conversations.
 * @returns false if no announcement has anybody left to be put in
 */
export async function expandAudience(
  pool: pg.Pool,
  { limit, channels, now }: { limit: number; channels: readonly ChannelLimits[]; now: Date },
): Promise<boolean> {
  const { rowCount } = await pool.query(
    `WITH target AS MATERIALIZED (
       SELECT id, audience, topic, expanded_to FROM announcements WHERE state = 'sending' AND expanded_at IS NULL
       ORDER BY is_emergency DESC, started_at, id LIMIT 1 FOR UPDATE SKIP LOCKED
     ), batch AS MATERIALIZED (
       SELECT s.* FROM target CROSS JOIN LATERAL (
         SELECT s.conversation_id, s.channel_id FROM subscriptions AS s
         WHERE s.unsubscribed_at IS NULL AND s.conversation_id > coalesce(expanded_to, '') AND ${isInAudience("audience", "topic")}
         ORDER BY s.conversation_id LIMIT $1
       ) AS s
     ), standing AS (
       SELECT s.conversation_id, s.channel_id, ${obstacle("$3")} AS obstacle
       FROM batch AS s JOIN conversations AS c ON c.id = s.conversation_id ${standingJoins("$2")}
     ), entered AS (
       INSERT INTO announcement_recipients (announcement_id, conversation_id, channel_id, state, reason, done_at)
       SELECT target.id, conversation_id, channel_id, CASE WHEN obstacle IS NULL THEN 'pending' ELSE 'skipped' END, obstacle, CASE WHEN obstacle IS NOT NULL THEN now() END
       FROM standing, target ORDER BY conversation_id ON CONFLICT DO NOTHING
     )
     UPDATE announcements SET
       expanded_to = coalesce((SELECT max(conversation_id) FROM batch), announcements.expanded_to),
       expanded_at = CASE WHEN (SELECT count(*) FROM batch) < $1 THEN now() END
     FROM target WHERE announcements.id = target.id`,
    [limit, channelsValue(channels), now.getTime()],
  );
  return (rowCount ?? 0) > 0;
}
