import type pg from "pg";
import type { ActivityJson } from "../activity/activity.js";
import { activityIdOf } from "../activity/conversation-log.js";
import type { Inbound, NewConversation, Receipt, Reception } from "../activity/reception.js";
import { newConversationState, type ConversationState } from "../core/conversation/conversation-state.js";
import type { ClaimedTurn, TurnOutcome, TurnQueue } from "../core/conversation/turn-queue.js";
import { appendActivities } from "./append-activities.js";
import { inTransaction } from "./in-transaction.js";
import { listenToChannel } from "./listen-to-channel.js";
import { saveFeedback } from "./save-feedback.js";

const arrivals = "inbox_arrivals";
/**
 * How long a turn waits when its worker's machine has gone without a word; a process that dies is noticed at once.
 * Longer than a worker may be too busy to renew.
 */
const leaseSeconds = 10;

interface TurnRow {
  id: string;
  lease: string;
  channel_id: string;
  conversation_id: string;
  place: string | null;
  activity: ActivityJson;
  state: ConversationState | null;
  received_at: Date;
  attempts: number;
}

/** What came in and waits for its turn. Takes it from channels, and lends it to workers. */
export class PostgresInbox implements Reception, TurnQueue {
  readonly #pool: pg.Pool;
  readonly #holder: string | null;

  /** @param holder name of this process's `Presence`; without it, only time tells that a worker is dead. */
  constructor(pool: pg.Pool, holder: string | null = null) {
    this.#pool = pool;
    this.#holder = holder;
  }

  async open({ id, channelId, userId, reference }: NewConversation): Promise<void> {
    await this.#pool.query(
      "INSERT INTO conversations (id, channel_id, user_id, reference) VALUES ($1, $2, $3, $4) ON CONFLICT (id) DO NOTHING",
      [id, channelId, userId, JSON.stringify(reference)],
    );
  }

  async receive(inbound: Inbound): Promise<Receipt> {
    const { activity, providerId, isVisible, maxPerMinute } = inbound;
    const conversationId = activity.conversation.id;
    let refusal: Receipt | undefined;
    const place = await inTransaction(this.#pool, async (client) => {
      const minute = await countArrival(client, conversationId);
      if (minute === undefined) return void (refusal = { outcome: "no_conversation" });
      const earlier = await this.#findEarlier(client, inbound);
      if (earlier !== undefined) return void (refusal = earlier);
      if (maxPerMinute !== undefined && minute.count > maxPerMinute) {
        return void (refusal = { outcome: "too_many", retryAfterSeconds: minute.secondsLeft });
      }
      const logged = isVisible ? await appendActivities(client, conversationId, [activity]) : undefined;
      await client.query(
        "INSERT INTO inbox (channel_id, provider_id, conversation_id, place, activity) VALUES ($1, $2, $3, $4, $5)",
        [activity.channelId, providerId, conversationId, logged, JSON.stringify(activity)],
      );
      await client.query(`NOTIFY ${arrivals}`);
      return logged ?? 0;
    });
    return refusal ?? { outcome: "stored", activityId: activityIdOf(conversationId, place ?? 0) };
  }

  async #findEarlier(client: pg.PoolClient, { activity, providerId }: Inbound): Promise<Receipt | undefined> {
    const { rows } = await client.query<{ conversation_id: string; place: string | null }>(
      "SELECT conversation_id, place FROM inbox WHERE channel_id = $1 AND provider_id = $2",
      [activity.channelId, providerId],
    );
    const [row] = rows;
    return row && { outcome: "duplicate", activityId: activityIdOf(row.conversation_id, Number(row.place ?? 0)) };
  }

  async claim(limit: number, channelIds: readonly string[]): Promise<ClaimedTurn[]> {
    const { rows } = await this.#pool.query<TurnRow>(
      `WITH next AS (
         SELECT id FROM inbox AS own
         WHERE done_at IS NULL AND channel_id = ANY ($2)
           AND (leased_until IS NULL OR leased_until < now()
             OR (holder IS NOT NULL AND NOT EXISTS (SELECT FROM pg_stat_activity WHERE application_name = own.holder)))
           AND NOT EXISTS (SELECT FROM inbox AS older WHERE older.conversation_id = own.conversation_id AND older.done_at IS NULL AND older.id < own.id)
         ORDER BY id LIMIT $1
         FOR UPDATE SKIP LOCKED
       )
       UPDATE inbox
       SET lease = gen_random_uuid(), leased_until = now() + make_interval(secs => $3), holder = $4, attempts = attempts + 1
       FROM next, conversations
       WHERE inbox.id = next.id AND conversations.id = inbox.conversation_id
       RETURNING inbox.id, lease, inbox.channel_id, conversation_id, place, activity, state, received_at, attempts`,
      [limit, channelIds, leaseSeconds, this.#holder],
    );
    return rows.map(asTurn);
  }

  async renew(leases: readonly string[]): Promise<void> {
    await this.#pool.query(
      "UPDATE inbox SET leased_until = now() + make_interval(secs => $2) WHERE lease = ANY ($1::uuid[]) AND done_at IS NULL",
      [leases, leaseSeconds],
    );
  }

  async finish({ id, lease, conversationId }: ClaimedTurn, { replies, state, feedback }: TurnOutcome): Promise<boolean> {
    return inTransaction(this.#pool, async (client) => {
      const { rowCount } = await client.query(
        "UPDATE inbox SET done_at = now(), activity = NULL, lease = NULL, leased_until = NULL, holder = NULL WHERE id = $1 AND lease = $2 AND done_at IS NULL",
        [id, lease],
      );
      if (rowCount === 0) return false;
      await client.query("UPDATE conversations SET state = $2 WHERE id = $1", [conversationId, JSON.stringify(state)]);
      if (replies.length > 0) await appendActivities(client, conversationId, replies);
      if (feedback !== undefined) await saveFeedback(client, conversationId, feedback);
      return true;
    });
  }

  async onArrival(callback: () => void): Promise<() => Promise<void>> {
    return listenToChannel(this.#pool, arrivals, {
      onMessage: callback,
      onReconnect: () => Promise.resolve(callback()),
    });
  }

  /** How many turns wait, and since when the oldest does. */
  async waiting(): Promise<{ count: number; oldestSeconds: number }> {
    const { rows } = await this.#pool.query<{ count: string; oldest: number }>(
      "SELECT count(*), coalesce(extract(epoch FROM now() - min(received_at)), 0)::float AS oldest FROM inbox WHERE done_at IS NULL",
    );
    return { count: Number(rows[0]?.count), oldestSeconds: rows[0]?.oldest ?? 0 };
  }
}

/** Counts an arrival in the conversation's current minute. Locks its row, so arrivals of one conversation pass one by one. */
async function countArrival(client: pg.PoolClient, conversationId: string): Promise<{ count: number; secondsLeft: number } | undefined> {
  const { rows } = await client.query<{ count: number; seconds_left: number }>(
    `UPDATE conversations
     SET minute_count = CASE WHEN now() < minute_started_at + interval '1 minute' THEN minute_count + 1 ELSE 1 END,
         minute_started_at = CASE WHEN now() < minute_started_at + interval '1 minute' THEN minute_started_at ELSE now() END
     WHERE id = $1
     RETURNING minute_count AS count, ceil(extract(epoch FROM minute_started_at + interval '1 minute' - now()))::int AS seconds_left`,
    [conversationId],
  );
  const [row] = rows;
  return row && { count: row.count, secondsLeft: Math.max(1, row.seconds_left) };
}

function asTurn(row: TurnRow): ClaimedTurn {
  const { place, activity, conversation_id: conversationId } = row;
  return {
    id: row.id,
    lease: row.lease,
    channelId: row.channel_id,
    conversationId,
    activity: place === null ? activity : { ...activity, id: activityIdOf(conversationId, Number(place)) },
    state: row.state ?? newConversationState,
    receivedAt: row.received_at,
    attempt: row.attempts,
  };
}
