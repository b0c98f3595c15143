import type pg from "pg";

/** Providers repeat a message for a day at most. */
const keepDoneTurnsDays = 2;
/** How long operators can look up what became of a message. */
const keepDoneDeliveriesDays = 7;
/** Longer than any worker tries: what waits still is of a channel that no process serves any more. */
const keepPendingDeliveriesDays = 2;
/** How long it can be looked up who got an announcement; afterwards, only what became of it. */
const keepRecipientsDays = 90;
/** A conversation that rests for so long is forgotten with all that was said in it. */
export const keepConversationsDays = 30;

/** Whom an office enrolled and who never came is forgotten; the console says so. */
const keepUnjoinedDays = 180;
/** How long questions, which bear no identity, serve to make the answers better. */
const keepQuestionsDays = 180;

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
  await partLedgers(pool);
  await pool.query("DELETE FROM questions WHERE asked_at < now() - make_interval(days => $1)", [keepQuestionsDays]);
  await pool.query("DELETE FROM question_wordings WHERE last_asked_at < now() - make_interval(days => $1)", [keepQuestionsDays]);
  await pool.query("DELETE FROM question_groups WHERE NOT EXISTS (SELECT FROM question_wordings WHERE group_id = question_groups.id)");
  await pool.query("DELETE FROM staff_sessions WHERE created_at < now() - interval '1 day'");
  await pool.query("DELETE FROM staff_links WHERE expires_at < now()");
  await pool.query("DELETE FROM sign_in_attempts WHERE last_at < now() - interval '1 day'");
  await pool.query("DELETE FROM link_codes WHERE expires_at < now()");
  await pool.query("DELETE FROM enrolments WHERE learner_id IS NULL AND enrolled_at < now() - make_interval(days => $1)", [keepUnjoinedDays]);
  await pool.query("DELETE FROM request_counts WHERE window_ends_at < now()");
  await pool.query("DELETE FROM kept WHERE kept_until < now()");
}

/**
 * Of a conversation with a learner, or with somebody who wants announcements, the address stays: so that a reminder, or the
 * announcement, arrives, and who comes back is known. What was said is deleted, announcements among it.
 */
async function forgetConversations(pool: pg.Pool, passingChannelIds: readonly string[]): Promise<void> {
  const resting = "last_active_at < now() - make_interval(days => $1)";
  const isKept = `(EXISTS (SELECT FROM learner_conversations WHERE conversation_id = conversations.id)
    OR EXISTS (SELECT FROM subscriptions WHERE conversation_id = conversations.id AND unsubscribed_at IS NULL AND channel_id <> ALL ($2::text[])))`;
  const parameters = [keepConversationsDays, passingChannelIds];
  await pool.query(`DELETE FROM conversations WHERE ${resting} AND NOT ${isKept}`, parameters);
  await pool.query(`UPDATE conversations SET state = NULL, created_at = last_active_at WHERE ${resting} AND state IS NOT NULL AND ${isKept}`, parameters);
  await pool.query(
    `DELETE FROM activities USING conversations
     WHERE conversations.id = conversation_id AND ${resting} AND activities.created_at < now() - make_interval(days => $1) AND ${isKept}`,
    parameters,
  );
}

/** Parts the ledgers of old announcements from the conversations. */
async function partLedgers(pool: pg.Pool): Promise<void> {
  await pool.query(
    `WITH old AS (
       UPDATE announcements SET unlinked_at = now()
       WHERE unlinked_at IS NULL AND state IN ('finished', 'cancelled') AND updated_at < now() - make_interval(days => $1) RETURNING id
     )
     UPDATE announcement_recipients SET conversation_id = NULL FROM old WHERE announcement_id = old.id`,
    [keepRecipientsDays],
  );
}
