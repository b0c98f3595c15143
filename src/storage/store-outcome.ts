import type pg from "pg";
import type { ClaimedTurn, TurnOutcome } from "../core/conversation/turn-queue.js";
import { insertBehind, insertDeliveries, tellOf } from "./append-activities.js";

/**
 * Ends the loan, moves the memory on, writes the replies, and has them delivered if the channel's server must be called for that.
 * @returns how many turns of the conversation still wait; `undefined` if the loan holds no more, and nothing was stored.
 */
export async function storeOutcome(
  client: pg.PoolClient,
  { id, lease }: ClaimedTurn,
  { replies, state, isPushed }: TurnOutcome & { readonly isPushed: boolean },
): Promise<number | undefined> {
  const { rows } = await client.query<{ waiting_turns: number }>(
    `WITH turn AS (
       UPDATE inbox SET done_at = now(), activity = NULL, lease = NULL, leased_until = NULL, holder = NULL
       WHERE id = $1 AND lease = $2 AND done_at IS NULL
       RETURNING conversation_id
     ), conversation AS (
       UPDATE conversations SET state = $3, last_place = last_place + $4, waiting_turns = waiting_turns - 1, last_active_at = now()
       FROM turn WHERE conversations.id = turn.conversation_id
       RETURNING id, channel_id, last_place, waiting_turns
     ), said AS (
       ${insertBehind("conversation", "$5", "$4")}
     ), delivered AS (
       ${insertDeliveries("conversation", "said", "$6")}
     )
     SELECT waiting_turns, CASE WHEN $4 > 0 THEN ${tellOf("$6")} END FROM conversation`,
    [id, lease, JSON.stringify(state), replies.length, JSON.stringify(replies), isPushed],
  );
  return rows[0]?.waiting_turns;
}

/**
 * Makes the next turn of the conversation the one that can be lent. A statement of its own: the conversation's row is
 * locked by now, so it sees every turn that has come in.
 */
export async function putNextForward(client: pg.PoolClient, { id, conversationId }: ClaimedTurn): Promise<void> {
  await client.query(
    `UPDATE inbox SET is_next = true
     WHERE id = (SELECT min(id) FROM inbox WHERE conversation_id = $1 AND done_at IS NULL AND id > $2)`,
    [conversationId, id],
  );
}
