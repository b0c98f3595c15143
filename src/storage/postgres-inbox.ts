import type pg from "pg";
import type { ActivityJson } from "../activity/activity.js";
import { activityIdOf } from "../activity/conversation-log.js";
import type { Inbound, NewConversation, Receipt, Reception } from "../activity/reception.js";
import type { ConversationState } from "../core/conversation/conversation-state.js";
import type { ClaimedTurn, TurnOutcome, TurnQueue } from "../core/conversation/turn-queue.js";
import { forgetWhatWasSaid } from "./forget-what-was-said.js";
import { inTransaction } from "./in-transaction.js";
import { listenToChannel } from "./listen-to-channel.js";
import { saveQuestion } from "./postgres-questions.js";
import { saveFeedback } from "./save-feedback.js";
import { saveSubscription } from "./save-subscription.js";
import { LearnerChangedError, saveTraining } from "./save-training.js";
import { arrivals, storeArrival } from "./store-arrival.js";
import { putNextForward, storeOutcome } from "./store-outcome.js";

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
  announced: { announcementId: number; question: string | null; sentAt: string } | null;
}

/** What came in and waits for its turn. Takes it from channels, and lends it to workers. */
export class PostgresInbox implements Reception, TurnQueue {
  readonly #pool: pg.Pool;
  readonly #holder: string | null;
  readonly #pushChannelIds: readonly string[];

  /**
   * @param holder name of this process's `Presence`; without it, only time tells that a worker is dead.
   * @param pushChannelIds the channels whose servers must be called to deliver replies.
   */
  constructor(pool: pg.Pool, holder: string | null = null, pushChannelIds: readonly string[] = []) {
    this.#pool = pool;
    this.#holder = holder;
    this.#pushChannelIds = pushChannelIds;
  }

  async open({ id, channelId, userId, reference }: NewConversation): Promise<void> {
    await this.#pool.query(
      `INSERT INTO conversations (id, channel_id, user_id, reference) VALUES ($1, $2, $3, $4::jsonb)
       ON CONFLICT (id) DO UPDATE SET reference = excluded.reference WHERE conversations.reference <> excluded.reference`,
      [id, channelId, userId, JSON.stringify(reference)],
    );
  }

  async receive(inbound: Inbound): Promise<Receipt> {
    const conversationId = inbound.activity.conversation.id;
    const { isKnown, isDuplicate, isStored, place, secondsLeft } = await storeArrival(this.#pool, inbound);
    const activityId = activityIdOf(conversationId, Number(place ?? 0));
    if (isDuplicate) return { outcome: "duplicate", activityId };
    if (!isKnown) return { outcome: "no_conversation" };
    return isStored ? { outcome: "stored", activityId } : { outcome: "too_many", retryAfterSeconds: Math.max(1, secondsLeft ?? 1) };
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
       RETURNING inbox.id, lease, inbox.channel_id, conversation_id, place, activity, state, received_at, attempts, (
         SELECT jsonb_build_object('announcementId', announcement_id, 'question', carries_question, 'sentAt', got.done_at)
         FROM announcement_recipients AS got JOIN announcements ON announcements.id = announcement_id
         WHERE got.conversation_id = inbox.conversation_id AND got.state IN ('sent', 'doubtful') AND got.done_at < received_at
         ORDER BY got.done_at DESC LIMIT 1
       ) AS announced`,
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
      const waitingTurns = await storeOutcome(client, turn, { ...outcome, isPushed: this.#pushChannelIds.includes(turn.channelId) });
      if (waitingTurns === undefined) return false;
      if (outcome.training !== undefined) await saveTraining(client, outcome.training);
      if (outcome.subscription !== undefined) await saveSubscription(client, outcome.subscription);
      if (waitingTurns > 0) await putNextForward(client, turn);
      if (outcome.feedback !== undefined) await saveFeedback(client, turn.conversationId, outcome.feedback);
      if (outcome.asked !== undefined) await saveQuestion(client, turn.channelId, outcome.asked);
      if (outcome.forgets === true) await forgetWhatWasSaid(client, turn, outcome.replies.length);
      return true;
    }).catch(async (error: unknown) => {
      if (!(error instanceof LearnerChangedError)) throw error;
      await this.#pool.query("UPDATE inbox SET leased_until = now() WHERE id = $1 AND lease = $2", [turn.id, turn.lease]);
      return false;
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
    announced: row.announced === null ? undefined : { ...row.announced, question: row.announced.question ?? undefined, sentAt: new Date(row.announced.sentAt) },
  };
}
