import type pg from "pg";

/** Providers repeat a message for a day at most. */
const keepDoneTurnsDays = 2;
/** How long operators can look up what became of a message. */
const keepDoneDeliveriesDays = 7;
/** Longer than any worker tries: what waits still is of a channel that no process serves any more. */
const keepPendingDeliveriesDays = 2;
/** A conversation that rests for so long is forgotten with all that was said in it. */
export const keepConversationsDays = 30;

/** How long questions, which bear no identity, serve to make the answers better. */
const keepQuestionsDays = 180;

/** Removes what is kept for a time only. Harmless when several processes do it at once. */
export async function deleteWhatExpired(pool: pg.Pool): Promise<void> {
  await pool.query("DELETE FROM inbox WHERE done_at < now() - make_interval(days => $1)", [keepDoneTurnsDays]);
  await pool.query("DELETE FROM deliveries WHERE done_at < now() - make_interval(days => $1)", [keepDoneDeliveriesDays]);
  await pool.query(
    `UPDATE deliveries SET state = 'given_up', reason = 'no process serves the channel', lease = NULL, leased_until = NULL, holder = NULL, done_at = now()
     WHERE state = 'pending' AND created_at < now() - make_interval(days => $1)`,
    [keepPendingDeliveriesDays],
  );
  await forgetConversations(pool);
  await pool.query("DELETE FROM questions WHERE asked_at < now() - make_interval(days => $1)", [keepQuestionsDays]);
  await pool.query("DELETE FROM staff_sessions WHERE created_at < now() - interval '1 day'");
  await pool.query("DELETE FROM staff_links WHERE expires_at < now()");
  await pool.query("DELETE FROM sign_in_attempts WHERE last_at < now() - interval '1 day'");
  await pool.query("DELETE FROM link_codes WHERE expires_at < now()");
  await pool.query("DELETE FROM request_counts WHERE window_ends_at < now()");
  await pool.query("DELETE FROM kept WHERE kept_until < now()");
}

/** Of a learner's conversation the address stays, so that a reminder arrives and the learner is known on coming back. */
async function forgetConversations(pool: pg.Pool): Promise<void> {
  const resting = "last_active_at < now() - make_interval(days => $1)";
  const isLearners = "EXISTS (SELECT FROM learner_conversations WHERE conversation_id = conversations.id)";
  await pool.query(`DELETE FROM conversations WHERE ${resting} AND NOT ${isLearners}`, [keepConversationsDays]);
  await pool.query(
    `WITH forgotten AS (
       UPDATE conversations SET state = NULL, created_at = last_active_at WHERE ${resting} AND state IS NOT NULL AND ${isLearners} RETURNING id
     )
     DELETE FROM activities USING forgotten WHERE conversation_id = forgotten.id`,
    [keepConversationsDays],
  );
}
