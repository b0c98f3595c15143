import type pg from "pg";

/** Providers repeat a message for a day at most. */
const keepDoneTurnsDays = 2;
/** How long operators can look up what became of a message. */
const keepDoneDeliveriesDays = 7;
/** Longer than any worker tries: what waits still is of a channel that no process serves any more. */
const keepPendingDeliveriesDays = 2;
/** A conversation that rests for so long is forgotten with all that was said in it. */
export const keepConversationsDays = 30;

/**
 * Removes what is kept for a time only. Harmless when several processes do it at once.
 * @param passingChannelIds channels on which nobody comes back to a conversation that has rested for long.
 */
export async function deleteWhatExpired(pool: pg.Pool, passingChannelIds: readonly string[] = []): Promise<void> {
  await pool.query("DELETE FROM inbox WHERE done_at < now() - make_interval(days => $1)", [keepDoneTurnsDays]);
  await pool.query("DELETE FROM deliveries WHERE done_at < now() - make_interval(days => $1)", [keepDoneDeliveriesDays]);
  await pool.query(
    `UPDATE deliveries SET state = 'given_up', reason = 'no process serves the channel', lease = NULL, leased_until = NULL, holder = NULL, done_at = now()
     WHERE state = 'pending' AND created_at < now() - make_interval(days => $1)`,
    [keepPendingDeliveriesDays],
  );
  await forgetConversations(pool, passingChannelIds);
  await pool.query("DELETE FROM link_codes WHERE expires_at < now()");
  await pool.query("DELETE FROM request_counts WHERE window_ends_at < now()");
  await pool.query("DELETE FROM kept WHERE kept_until < now()");
}

/** Of a learner's or subscriber's conversation the address stays, so that reminders and announcements arrive, and who comes back is known. */
async function forgetConversations(pool: pg.Pool, passingChannelIds: readonly string[]): Promise<void> {
  const resting = "last_active_at < now() - make_interval(days => $1)";
  const isLearners = "EXISTS (SELECT FROM learner_conversations WHERE conversation_id = conversations.id)";
  const isSubscribers = `EXISTS (SELECT FROM subscriptions WHERE conversation_id = conversations.id AND unsubscribed_at IS NULL
                                 AND channel_id <> ALL ($2::text[]))`;
  const isKept = `(${isLearners} OR ${isSubscribers})`;
  const parameters = [keepConversationsDays, passingChannelIds];
  await pool.query(`DELETE FROM conversations WHERE ${resting} AND NOT ${isKept}`, parameters);
  await pool.query(
    `WITH forgotten AS (
       UPDATE conversations SET state = NULL, created_at = last_active_at WHERE ${resting} AND state IS NOT NULL AND ${isKept} RETURNING id
     )
     DELETE FROM activities USING forgotten WHERE conversation_id = forgotten.id`,
    parameters,
  );
}
