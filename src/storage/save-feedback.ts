import type pg from "pg";
import { placeOf } from "../activity/conversation-log.js";
import type { Feedback } from "../core/conversation/feedback.js";

/** Keeps feedback on an answer of this conversation. For anything else it does nothing: nobody judges another's answers. */
export async function saveFeedback(client: pg.PoolClient, conversationId: string, { about, rating, comment }: Feedback): Promise<void> {
  const answerId = "answerId" in about ? about.answerId : null;
  const place = "activityId" in about ? (placeOf(conversationId, about.activityId) ?? null) : null;
  await client.query(
    `INSERT INTO feedback (answer_id, conversation_id, status, rating, comment)
     SELECT tlso->>'answerId', $1, tlso->>'status', $4, $5
     FROM (SELECT place, activity->'channelData'->'tlso' AS tlso FROM activities WHERE conversation_id = $1) AS said
     WHERE (tlso->>'answerId' = $2 OR place = $3) AND tlso->>'answerId' IS NOT NULL
     LIMIT 1
     ON CONFLICT (answer_id) DO UPDATE SET rating = excluded.rating, comment = excluded.comment, updated_at = now()`,
    [conversationId, answerId, place, rating, comment],
  );
}
