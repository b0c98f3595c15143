import type pg from "pg";
import type { ActivityJson, ConversationReference } from "../activity/activity.js";
import type { ClaimedDelivery, DeliveryQueue, DeliveryRecord } from "../core/conversation/delivery-queue.js";
import { appendActivities, asLogged, deliveryArrivals } from "./append-activities.js";
import { isPaused } from "./postgres-channel-pauses.js";
import { listenToChannel } from "./listen-to-channel.js";

/** As in the inbox: how long a delivery waits when its worker's machine has gone without a word. */
const leaseSeconds = 10;

interface DeliveryRow {
  conversation_id: string;
  place: string;
  lease: string;
  channel_id: string;
  reference: ConversationReference;
  activity: ActivityJson;
  created_at: Date;
  attempts: number;
  is_uncertain: boolean;
}

/** What waits on a channel. */
export interface WaitingDeliveries {
  readonly channelId: string;
  readonly count: number;
  readonly oldestSeconds: number;
}

/** What was said and is on its way to the servers of channels. */
export class PostgresOutbox implements DeliveryQueue {
  readonly #pool: pg.Pool;
  readonly #holder: string | null;

  /** @param holder name of this process's `Presence`; without it, only time tells that a worker is dead. */
  constructor(pool: pg.Pool, holder: string | null = null) {
    this.#pool = pool;
    this.#holder = holder;
  }

  /** Adds what was said outside a turn, to be delivered. */
  append(conversationId: string, activities: readonly ActivityJson[]): Promise<void> {
    return appendActivities(this.#pool, conversationId, activities, true);
  }

  /**
   * Places are given while the conversation's row is locked, so the earlier one of two is never seen later: whoever sees
   * none before it that waits may have it. A lease that is taken over was an attempt whose end nobody knows.
   */
  async claim(limit: number, channelId: string): Promise<ClaimedDelivery[]> {
    const { rows } = await this.#pool.query<DeliveryRow>(
      `WITH next AS (
         SELECT conversation_id, place FROM deliveries AS own
         WHERE channel_id = $2 AND state = 'pending' AND next_at <= now() AND NOT ${isPaused("$2")}
           AND (leased_until IS NULL OR leased_until < now()
             OR holder <> ALL (ARRAY (SELECT application_name FROM pg_stat_activity WHERE application_name IS NOT NULL)))
           AND place = (SELECT min(place) FROM deliveries AS waiting WHERE waiting.conversation_id = own.conversation_id AND waiting.state = 'pending')
         ORDER BY next_at LIMIT $1
         FOR UPDATE SKIP LOCKED
       )
       UPDATE deliveries AS own
       SET lease = gen_random_uuid(), leased_until = now() + make_interval(secs => $3), holder = $4, attempts = attempts + 1,
           is_uncertain = is_uncertain OR lease IS NOT NULL
       FROM next JOIN activities USING (conversation_id, place) JOIN conversations ON conversations.id = next.conversation_id
       WHERE own.conversation_id = next.conversation_id AND own.place = next.place
       RETURNING own.conversation_id, own.place, lease, own.channel_id, reference, activity, activities.created_at, attempts, is_uncertain`,
      [limit, channelId, leaseSeconds, this.#holder],
    );
    return rows.map(asDelivery);
  }

  async renew(leases: readonly string[]): Promise<void> {
    await this.#pool.query("UPDATE deliveries SET leased_until = now() + make_interval(secs => $2) WHERE lease = ANY ($1::uuid[]) AND state = 'pending'", [
      leases,
      leaseSeconds,
    ]);
  }

  /** One statement for each: it is carried out even if this process is killed as soon as it has been sent to the database. */
  async record({ conversationId, place, lease }: ClaimedDelivery, record: DeliveryRecord): Promise<void> {
    const delivery = [conversationId, place, lease];
    switch (record.state) {
      case "sent":
        await this.#pool.query(
          `UPDATE deliveries SET ${over("'sent'")}, provider_message_id = $4, reason = NULL, is_uncertain = is_uncertain OR lease IS DISTINCT FROM $3
           WHERE ${isIt}`,
          [...delivery, record.providerMessageId ?? null],
        );
        break;
      case "pending":
        await this.#pool.query(
          `UPDATE deliveries
           SET lease = NULL, leased_until = NULL, holder = NULL, reason = $4, next_at = now() + make_interval(secs => $5 / 1000.0), is_uncertain = is_uncertain OR $6
           WHERE ${isIt} AND lease = $3`,
          [...delivery, record.reason, record.waitMs, record.isUncertain],
        );
        break;
      case "refused":
        if (record.isUnreachable) await this.#pool.query(refuseAll, [...delivery, record.reason, record.isBlocked === true]);
        else await this.#pool.query(refuseOne, [...delivery, record.reason]);
        break;
      case "given_up":
        await this.#pool.query(`UPDATE deliveries SET ${over("'given_up'")}, reason = $4, is_uncertain = is_uncertain OR $5 WHERE ${isIt} AND lease = $3`, [
          ...delivery,
          record.reason,
          record.isUncertain,
        ]);
        break;
    }
  }

  async onArrival(callback: (channelId?: string) => void): Promise<() => Promise<void>> {
    return listenToChannel(this.#pool, deliveryArrivals, {
      onMessage: callback,
      onReconnect: () => Promise.resolve(callback()),
    });
  }

  /** How many deliveries wait, and since when the oldest does, for each channel on which some do. */
  async waiting(): Promise<WaitingDeliveries[]> {
    const { rows } = await this.#pool.query<{ channel_id: string; count: string; oldest: number }>(
      `SELECT channel_id, count(*), extract(epoch FROM now() - min(created_at))::float AS oldest FROM deliveries
       WHERE state = 'pending' GROUP BY channel_id`,
    );
    return rows.map(({ channel_id: channelId, count, oldest }) => ({ channelId, count: Number(count), oldestSeconds: oldest }));
  }
}

const isIt = "conversation_id = $1 AND place = $2 AND state = 'pending'";

function over(state: string): string {
  return `state = ${state}, lease = NULL, leased_until = NULL, holder = NULL, done_at = now()`;
}

const refuseOne = `UPDATE deliveries SET ${over("'refused'")}, reason = $4 WHERE ${isIt} AND lease = $3`;

/** The person cannot be reached: nothing else that waits in the conversation needs to be tried. Who has blocked the bot has left the announcements. */
const refuseAll = `
  WITH refused AS (${refuseOne} RETURNING conversation_id),
  dropped AS (
    UPDATE deliveries SET ${over("'refused'")}, reason = $4
    FROM refused WHERE deliveries.conversation_id = refused.conversation_id AND state = 'pending' AND place <> $2
  ),
  unsubscribed AS (
    UPDATE subscriptions SET unsubscribed_at = now(), unsubscribed_why = 'blocked', place = NULL
    FROM refused WHERE subscriptions.conversation_id = refused.conversation_id AND unsubscribed_at IS NULL AND $5::boolean
  )
  UPDATE conversations SET unreachable_since = now() FROM refused WHERE id = conversation_id AND unreachable_since IS NULL`;

function asDelivery(row: DeliveryRow): ClaimedDelivery {
  return {
    conversationId: row.conversation_id,
    place: Number(row.place),
    lease: row.lease,
    channelId: row.channel_id,
    reference: row.reference,
    activity: asLogged(row),
    createdAt: row.created_at,
    attempt: row.attempts,
    isUncertain: row.is_uncertain,
  };
}
