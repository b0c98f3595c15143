import type pg from "pg";
import type { ActivityJson } from "../activity/activity.js";
import { activityIdOf } from "../activity/conversation-log.js";
import { signalConversation } from "./signal-conversation.js";

/**
 * Puts activities behind the last one in the log of a conversation. Its row is locked until the transaction ends, so
 * that places are seen in order. Ids and times are not stored with them: they follow from place and row.
 * @returns the place of the last one.
 */
export async function appendActivities(client: pg.PoolClient, conversationId: string, activities: readonly ActivityJson[]): Promise<number> {
  const { rows } = await client.query<{ last_place: string }>(
    "UPDATE conversations SET last_place = last_place + $2, last_active_at = now() WHERE id = $1 RETURNING last_place",
    [conversationId, activities.length],
  );
  const last = Number(rows[0]?.last_place);
  await client.query(
    `INSERT INTO activities (conversation_id, place, activity)
     SELECT $1, $2 + place, activity - 'id' - 'timestamp' FROM jsonb_array_elements($3) WITH ORDINALITY AS list (activity, place)`,
    [conversationId, last - activities.length, JSON.stringify(activities)],
  );
  await signalConversation(client, conversationId, "changed");
  return last;
}

/** An activity as it stands in the log. */
export function asLogged(row: { conversation_id: string; place: string; activity: ActivityJson; created_at: Date }): ActivityJson {
  const place = Number(row.place);
  return { ...row.activity, id: activityIdOf(row.conversation_id, place), timestamp: row.created_at.toISOString() };
}
