import type pg from "pg";
import type { Inbound } from "../activity/reception.js";
import { conversationSignals } from "./signal-conversation.js";

/** The NOTIFY channel on which workers hear that a turn has come in. */
export const arrivals = "inbox_arrivals";

const noLimit = 2_147_483_647;
/** PostgreSQL's code. */
const uniqueViolation = "23505";

/** Arrivals in the conversation's current minute, this one included. */
const minuteRuns = "now() < minute_started_at + interval '1 minute'";
const minuteCount = `CASE WHEN ${minuteRuns} THEN minute_count + 1 ELSE 1 END`;

/**
 * $1 conversation, $2 channel, $3 the sender's id, $4 activity, $5 whether it is part of the log, $6 arrivals allowed in a
 * minute. Gives one row that tells what became of it.
 */
const statement = `
  WITH earlier AS MATERIALIZED (
    SELECT place FROM inbox WHERE channel_id = $2 AND provider_id = $3
  ), conversation AS (
    UPDATE conversations
    SET minute_count = ${minuteCount},
        minute_started_at = CASE WHEN ${minuteRuns} THEN minute_started_at ELSE now() END,
        last_place = CASE WHEN $5::boolean AND ${minuteCount} <= $6::integer THEN last_place + 1 ELSE last_place END,
        waiting_turns = CASE WHEN ${minuteCount} <= $6 THEN waiting_turns + 1 ELSE waiting_turns END,
        last_active_at = now(),
        unreachable_since = NULL
    WHERE id = $1 AND NOT EXISTS (SELECT FROM earlier)
    RETURNING id, last_place, waiting_turns, minute_count, ceil(extract(epoch FROM minute_started_at + interval '1 minute' - now()))::integer AS seconds_left
  ), accepted AS (
    SELECT id, CASE WHEN $5 THEN last_place END AS place, waiting_turns = 1 AS is_next FROM conversation WHERE minute_count <= $6
  ), logged AS (
    INSERT INTO activities (conversation_id, place, activity) SELECT id, place, $4::jsonb FROM accepted WHERE place IS NOT NULL
  ), waiting AS (
    INSERT INTO inbox (channel_id, provider_id, conversation_id, place, activity, is_next) SELECT $2, $3, id, place, $4::jsonb, is_next FROM accepted
  ), told AS (
    SELECT pg_notify('${arrivals}', ''), CASE WHEN place IS NOT NULL THEN pg_notify('${conversationSignals}', 'changed ' || id) END FROM accepted
  )
  SELECT EXISTS (SELECT FROM conversation) AS "isKnown",
         EXISTS (SELECT FROM earlier) AS "isDuplicate",
         (SELECT count(*) FROM told) > 0 AS "isStored",
         coalesce((SELECT place FROM earlier), (SELECT place FROM accepted)) AS place,
         (SELECT seconds_left FROM conversation) AS "secondsLeft"`;

/** What became of an arrival. */
export interface ArrivalRow {
  readonly isKnown: boolean;
  readonly isDuplicate: boolean;
  readonly isStored: boolean;
  /** Of it, or of the earlier one that it repeats; null for what is no part of the log. */
  readonly place: string | null;
  /** Until the conversation's minute is over. */
  readonly secondsLeft: number | null;
}

/** One statement, and so one transaction: the conversation's row is locked first, so arrivals of one conversation pass one by one. */
export async function storeArrival(pool: pg.Pool, inbound: Inbound): Promise<ArrivalRow> {
  const { activity, providerId, isVisible, maxPerMinute = noLimit } = inbound;
  const values = [activity.conversation.id, activity.channelId, providerId, JSON.stringify(activity), isVisible, maxPerMinute];
  try {
    const { rows } = await pool.query<ArrivalRow>(statement, values);
    return rows[0] as ArrivalRow;
  } catch (error) {
    // The same message came in at the same moment, and is stored now.
    if ((error as { code?: string }).code === uniqueViolation) return storeArrival(pool, inbound);
    throw error;
  }
}
