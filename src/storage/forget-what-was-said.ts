import type pg from "pg";
import type { ClaimedTurn } from "../core/conversation/turn-queue.js";

/**
 * Deletes what was said in a conversation before a turn, at whose end it runs: the log with its deliveries, the subscription with its
 * evidence of consent, and what ties feedback and announcements to it. Memory is the turn's own to empty. What stays:
 * - the turn's message and its replies, so that they are delivered and that clients which wait for them see them, and what came in since;
 * - the conversation's address, without which nothing could be said; it goes with the conversation;
 * - the bare ids in the inbox, without content since their turns were done, for their two days: without them, a message that
 *   the channel's server sends again would bring back what was deleted.
 */
export async function forgetWhatWasSaid(client: pg.PoolClient, { id, conversationId }: ClaimedTurn, replies: number): Promise<void> {
  await client.query(
    `DELETE FROM activities USING conversations
     WHERE conversation_id = $1 AND conversations.id = $1 AND place <= last_place - $3
       AND place NOT IN (SELECT place FROM inbox WHERE conversation_id = $1 AND inbox.id >= $2 AND place IS NOT NULL)`,
    [conversationId, id, replies],
  );
  await client.query("DELETE FROM subscriptions WHERE conversation_id = $1", [conversationId]);
  await client.query("UPDATE feedback SET conversation_id = NULL WHERE conversation_id = $1", [conversationId]);
  await client.query("UPDATE announcement_recipients SET conversation_id = NULL WHERE conversation_id = $1 AND state NOT IN ('pending', 'sending')", [
    conversationId,
  ]);
  await client.query("UPDATE conversations SET created_at = now() WHERE id = $1", [conversationId]);
}
