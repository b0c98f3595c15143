import type pg from "pg";
import type { ActivityJson } from "../activity/activity.js";
import { activityIdOf } from "../activity/conversation-log.js";
import { conversationSignals } from "./signal-conversation.js";

/** The NOTIFY channel on which workers hear that something is to be delivered; the payload is the id of its channel. */
export const deliveryArrivals = "delivery_arrivals";

/**
 * Puts activities behind the last one in the log of a conversation. Ids and times are not stored with them: they follow from
 * place and row.
 * @param isPushed whether the channel's server must be called to deliver them.
 */
export async function appendActivities(pool: pg.Pool, conversationId: string, activities: readonly ActivityJson[], isPushed: boolean): Promise<void> {
  await pool.query(
    `WITH conversation AS (
       UPDATE conversations SET last_place = last_place + $2, last_active_at = now() WHERE id = $1 RETURNING id, channel_id, last_place
     ), said AS (
       ${insertBehind("conversation", "$3", "$2")}
     ), delivered AS (
       ${insertDeliveries("conversation", "said", "$4")}
     )
     SELECT ${tellOf("$4")} FROM conversation`,
    [conversationId, activities.length, JSON.stringify(activities), isPushed],
  );
}

/**
 * The statement that writes activities to their places, for use in one whose CTE `conversation` has moved `last_place` on
 * by their number: its row stays locked until the transaction ends, so that places are seen in order.
 */
export function insertBehind(conversation: string, activities: string, count: string): string {
  return `INSERT INTO activities (conversation_id, place, activity)
       SELECT id, last_place - ${count} + place, activity - 'id' - 'timestamp'
       FROM ${conversation}, jsonb_array_elements(${activities}::jsonb) WITH ORDINALITY AS list (activity, place)
       RETURNING place`;
}

/** The statement that has what `insertBehind` wrote delivered, in the same transaction, if the parameter `isPushed` is true. */
export function insertDeliveries(conversation: string, said: string, isPushed: string): string {
  return `INSERT INTO deliveries (conversation_id, place, channel_id)
       SELECT id, place, channel_id FROM ${conversation}, ${said} WHERE ${isPushed}::boolean`;
}

/** The call that tells of what was said: whoever delivers it, or else whoever shows it. */
export function tellOf(isPushed: string): string {
  return `CASE WHEN ${isPushed}::boolean THEN pg_notify('${deliveryArrivals}', channel_id) ELSE pg_notify('${conversationSignals}', 'changed ' || id) END`;
}

/** An activity as it stands in the log. */
export function asLogged(row: { conversation_id: string; place: string; activity: ActivityJson; created_at: Date }): ActivityJson {
  const place = Number(row.place);
  return { ...row.activity, id: activityIdOf(row.conversation_id, place), timestamp: row.created_at.toISOString() };
}
