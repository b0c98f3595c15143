import type pg from "pg";
import type { ActivityJson } from "../activity/activity.js";
import type { ClaimedRecipient } from "../core/announcements/sending-ledger.js";
import { conversationSignals } from "./signal-conversation.js";

/**
 * Puts announcements behind the last activity of their conversations and records them as sent: one statement, so neither is
 * done twice. An announcement keeps no conversation from being forgotten: `last_active_at` stays.
 */
export async function putAnnouncementsIntoLogs(
  pool: pg.Pool,
  said: readonly { readonly recipient: ClaimedRecipient; readonly activity: ActivityJson }[],
): Promise<void> {
  await pool.query(
    `WITH given AS MATERIALIZED (
       SELECT * FROM unnest($1::bigint[], $2::uuid[], $3::jsonb[]) AS given (id, lease, activity)
     ), sent AS (
       UPDATE announcement_recipients AS own
       SET state = 'sent', lease = NULL, leased_until = NULL, holder = NULL, done_at = now()
       FROM given WHERE own.id = given.id AND own.lease = given.lease AND own.state = 'sending'
       RETURNING conversation_id, activity
     ), conversation AS (
       UPDATE conversations SET last_place = last_place + 1 FROM sent WHERE conversations.id = conversation_id RETURNING conversations.id, last_place, activity
     ), said AS (
       INSERT INTO activities (conversation_id, place, activity) SELECT id, last_place, activity FROM conversation
     )
     SELECT pg_notify('${conversationSignals}', 'changed ' || id) FROM conversation`,
    [said.map(({ recipient }) => recipient.id), said.map(({ recipient }) => recipient.lease), said.map(({ activity }) => JSON.stringify(activity))],
  );
}
