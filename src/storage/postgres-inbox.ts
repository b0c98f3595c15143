import type pg from "pg";
import type { ActivityJson } from "../activity/activity.js";
import { activityIdOf } from "../activity/conversation-log.js";
import type { Inbound, NewConversation, Receipt, Reception } from "../activity/reception.js";
import type { ConversationState } from "../core/conversation/conversation-state.js";
import type { ClaimedTurn, TurnOutcome, TurnQueue } from "../core/conversation/turn-queue.js";
import { insertBehind } from "./append-activities.js";
import { inTransaction } from "./in-transaction.js";
import { listenToChannel } from "./listen-to-channel.js";
import { saveFeedback } from "./save-feedback.js";
import { conversationSignals } from "./signal-conversation.js";

const arrivals = "inbox_arrivals";
/**
 * How long a turn waits when its worker's machine has gone without a word; a process that dies is noticed at once.
 * Longer than a worker may be too busy to renew.
 */
const leaseSeconds = 10;

const noLimit = 2_147_483_647;
/** PostgreSQL's code. */
const uniqueViolation = "23505";

/** Arrivals in the conversation's current minute, this one included. */
const minuteRuns = "now() < minute_started_at + interval '1 minute'";
const minuteCount = `CASE WHEN ${minuteRuns} THEN minute_count + 1 ELSE 1 END`;

/**
 * $1 conversation, $2 channel, $3 the sender's id, $4 activity, $5 whether it is part of the log, $6 arrivals allowed in a
 * minute. Gives one row that tells what became of it.
 */
const storeArrival = `
  WITH earlier AS MATERIALIZED (
    SELECT place FROM inbox WHERE channel_id = $2 AND provider_id = $3
  ), conversation AS (
    UPDATE conversations
    SET minute_count = ${minuteCount},
        minute_started_at = CASE WHEN ${minuteRuns} THEN minute_started_at ELSE now() END,
        last_place = CASE WHEN $5::boolean AND ${minuteCount} <= $6::integer THEN last_place + 1 ELSE last_place END,
        waiting_turns = CASE WHEN ${minuteCount} <= $6 THEN waiting_turns + 1 ELSE waiting_turns END,
        last_active_at = now()
    WHERE id = $1 AND NOT EXISTS (SELECT FROM earlier)
    RETURNING id, last_place, waiting_turns, minute_count, ceil(extract(epoch FROM minute_started_at + interval '1 minute' - now()))::integer AS seconds_left
  ), accepted AS (
    SELECT id, CASE WHEN $5 THEN last_place END AS place, waiting_turns = 1 AS is_next FROM conversation WHERE minute_count <= $6
  ), logged AS (
    INSERT INTO activities (conversation_id, place, activity) SELECT id, place, $4::jsonb FROM accepted WHERE place IS NOT NULL
  ), waiting AS (
    INSERT INTO inbox (channel_id, provider_id, conversation_id, place, activity, is_next) SELECT $2, $3, id, place, $4::jsonb, is_next FROM accepted
  ), told AS (
    SELECT pg_notify('${arrivals}', ''), CASE WHEN place IS NOT NULL THEN pg_notify('${conversationSignals}', 'changed ' || id) END FROM accepted
  )
  SELECT EXISTS (SELECT FROM conversation) AS "isKnown",
         EXISTS (SELECT FROM earlier) AS "isDuplicate",
         (SELECT count(*) FROM told) > 0 AS "isStored",
         coalesce((SELECT place FROM earlier), (SELECT place FROM accepted)) AS place,
         (SELECT seconds_left FROM conversation) AS "secondsLeft"`;

interface ArrivalRow {
  readonly isKnown: boolean;
  readonly isDuplicate: boolean;
  readonly isStored: boolean;
  readonly place: string | null;
  readonly secondsLeft: number | null;
}

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
    await this.#pool.query("INSERT INTO conversations (id, channel_id, user_id, reference) VALUES ($1, $2, $3, $4) ON CONFLICT (id) DO NOTHING", [
      id,
      channelId,
      userId,
      JSON.stringify(reference),
    ]);
  }

  async receive(inbound: Inbound): Promise<Receipt> {
    const conversationId = inbound.activity.conversation.id;
    const { isKnown, isDuplicate, isStored, place, secondsLeft } = await this.#store(inbound);
    const activityId = activityIdOf(conversationId, Number(place ?? 0));
    if (isDuplicate) return { outcome: "duplicate", activityId };
    if (!isKnown) return { outcome: "no_conversation" };
    return isStored ? { outcome: "stored", activityId } : { outcome: "too_many", retryAfterSeconds: Math.max(1, secondsLeft ?? 1) };
  }

  /** One statement, and so one transaction: the conversation's row is locked first, so arrivals of one conversation pass one by one. */
  async #store(inbound: Inbound): Promise<ArrivalRow> {
    const { activity, providerId, isVisible, maxPerMinute = noLimit } = inbound;
    try {
      const { rows } = await this.#pool.query<ArrivalRow>(storeArrival, [
        activity.conversation.id,
        activity.channelId,
        providerId,
        JSON.stringify(activity),
        isVisible,
        maxPerMinute,
      ]);
      return rows[0] as ArrivalRow;
    } catch (error) {
      // The same message came in at the same moment, and is stored now.
      if ((error as { code?: string }).code === uniqueViolation) return this.#store(inbound);
      throw error;
    }
  }

  async claim(limit: number, channelIds: readonly string[]): Promise<ClaimedTurn[]> {
    const { rows } = await this.#pool.query<TurnRow>(
      `WITH next AS (
         SELECT id FROM inbox AS own
         WHERE is_next AND done_at IS NULL AND channel_id = ANY ($2)
           AND (leased_until IS NULL OR leased_until < now()
             OR (holder IS NOT NULL AND NOT EXISTS (SELECT FROM pg_stat_activity WHERE application_name = own.holder)))
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
    await this.#pool.query("UPDATE inbox SET leased_until = now() + make_interval(secs => $2) WHERE lease = ANY ($1::uuid[]) AND done_at IS NULL", [
      leases,
      leaseSeconds,
    ]);
  }

  async finish(turn: ClaimedTurn, outcome: TurnOutcome): Promise<boolean> {
    return inTransaction(this.#pool, async (client) => {
      const waitingTurns = await storeOutcome(client, turn, outcome);
      if (waitingTurns === undefined) return false;
      if (waitingTurns > 0) await putNextForward(client, turn);
      if (outcome.feedback !== undefined) await saveFeedback(client, turn.conversationId, outcome.feedback);
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

/**
 * Ends the loan, moves the memory on and writes the replies.
 * @returns how many turns of the conversation still wait; `undefined` if the loan holds no more, and nothing was stored.
 */
async function storeOutcome(client: pg.PoolClient, { id, lease }: ClaimedTurn, { replies, state }: TurnOutcome): Promise<number | undefined> {
  const { rows } = await client.query<{ waiting_turns: number }>(
    `WITH turn AS (
       UPDATE inbox SET done_at = now(), activity = NULL, lease = NULL, leased_until = NULL, holder = NULL
       WHERE id = $1 AND lease = $2 AND done_at IS NULL
       RETURNING conversation_id
     ), conversation AS (
       UPDATE conversations SET state = $3, last_place = last_place + $4, waiting_turns = waiting_turns - 1, last_active_at = now()
       FROM turn WHERE conversations.id = turn.conversation_id
       RETURNING id, last_place, waiting_turns
     ), said AS (
       ${insertBehind("conversation", "$5", "$4")}
     )
     SELECT waiting_turns, CASE WHEN $4 > 0 THEN pg_notify('${conversationSignals}', 'changed ' || id) END FROM conversation`,
    [id, lease, JSON.stringify(state), replies.length, JSON.stringify(replies)],
  );
  return rows[0]?.waiting_turns;
}

/**
 * Makes the next turn of the conversation the one that can be lent. A statement of its own: the conversation's row is
 * locked by now, so it sees every turn that has come in.
 */
async function putNextForward(client: pg.PoolClient, { id, conversationId }: ClaimedTurn): Promise<void> {
  await client.query(
    `UPDATE inbox SET is_next = true
     WHERE id = (SELECT min(id) FROM inbox WHERE conversation_id = $1 AND done_at IS NULL AND id > $2)`,
    [conversationId, id],
  );
}

function asTurn(row: TurnRow): ClaimedTurn {
  const { place, activity, conversation_id: conversationId } = row;
  return {
    id: row.id,
    lease: row.lease,
    channelId: row.channel_id,
    conversationId,
    activity: place === null ? activity : { ...activity, id: activityIdOf(conversationId, Number(place)) },
    state: row.state ?? undefined,
    receivedAt: row.received_at,
    attempt: row.attempts,
  };
}
