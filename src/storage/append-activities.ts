import type pg from "pg";
import type { ActivityJson } from "../activity/activity.js";
import { activityIdOf } from "../activity/conversation-log.js";
import { conversationSignals } from "./signal-conversation.js";

/** Puts activities behind the last one in the log of a conversation. Ids and times are not stored with them: they follow from place and row. */
export async function appendActivities(pool: pg.Pool, conversationId: string, activities: readonly ActivityJson[]): Promise<void> {
  await pool.query(
    `WITH conversation AS (
       UPDATE conversations SET last_place = last_place + $2, last_active_at = now() WHERE id = $1 RETURNING id, last_place
     ), said AS (
       ${insertBehind("conversation", "$3", "$2")}
     )
     SELECT pg_notify('${conversationSignals}', 'changed ' || id) FROM conversation`,
    [conversationId, activities.length, JSON.stringify(activities)],
  );
}

/**
 * The statement that writes activities to their places, for use in one whose CTE `conversation` has moved `last_place` on
 * by their number: its row stays locked until the transaction ends, so that places are seen in order.
 */
export function insertBehind(conversation: string, activities: string, count: string): string {
  return `INSERT INTO activities (conversation_id, place, activity)
       SELECT id, last_place - ${count} + place, activity - 'id' - 'timestamp'
       FROM ${conversation}, jsonb_array_elements(${activities}::jsonb) WITH ORDINALITY AS list (activity, place)`;
}

/** An activity as it stands in the log. */
export function asLogged(row: { conversation_id: string; place: string; activity: ActivityJson; created_at: Date }): ActivityJson {
  const place = Number(row.place);
  return { ...row.activity, id: activityIdOf(row.conversation_id, place), timestamp: row.created_at.toISOString() };
}
