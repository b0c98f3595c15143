import type pg from "pg";
import type { DueReminder, ReminderStore } from "../core/training/remind-learners.js";

/** Reminders of learners, shared by all processes. */
export class PostgresReminders implements ReminderStore {
  readonly #pool: pg.Pool;

  constructor(pool: pg.Pool) {
    this.#pool = pool;
  }

  async claim(
    at: { readonly day: string; readonly hour: number; readonly endOfDay: Date },
    channelIds: readonly string[],
    limit: number,
  ): Promise<DueReminder[]> {
    const { rows } = await this.#pool.query<DueReminder>(
      `WITH waiting AS (
         SELECT id FROM learners
         WHERE reminder_hour <= $1 AND reminded_on IS DISTINCT FROM $2::date
           AND EXISTS (SELECT FROM item_memories WHERE learner_id = learners.id AND due < $3)
         LIMIT $5 FOR UPDATE SKIP LOCKED
       ), claimed AS (
         UPDATE learners SET reminded_on = $2::date FROM waiting WHERE learners.id = waiting.id RETURNING learners.id
       )
       SELECT (SELECT count(*)::integer FROM item_memories WHERE learner_id = claimed.id AND due < $3) AS "dueItems",
              ARRAY(SELECT conversations.id FROM learner_conversations JOIN conversations ON conversations.id = conversation_id
                    WHERE learner_id = claimed.id AND channel_id = ANY ($4) ORDER BY last_active_at DESC) AS "conversationIds"
       FROM claimed`,
      [at.hour, at.day, at.endOfDay, channelIds, limit],
    );
    return rows;
  }
}
