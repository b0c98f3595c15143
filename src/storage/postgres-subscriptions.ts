import type pg from "pg";
import type { Role, Subscription, SubscriptionStore } from "../core/subscriptions/subscription.js";

interface SubscriptionRow {
  topics: string[];
  place: string | null;
  role: Role;
  consent_version: string;
  subscribed_at: Date;
  unsubscribed_at: Date | null;
}

/** Subscriptions in the database. What turns change is written by `saveSubscription`. */
export class PostgresSubscriptions implements SubscriptionStore {
  readonly #pool: pg.Pool;

  constructor(pool: pg.Pool) {
    this.#pool = pool;
  }

  async subscriptionOf(conversationId: string): Promise<Subscription | undefined> {
    const { rows } = await this.#pool.query<SubscriptionRow>(
      "SELECT topics, place, role, consent_version, subscribed_at, unsubscribed_at FROM subscriptions WHERE conversation_id = $1",
      [conversationId],
    );
    return rows[0] && asSubscription(rows[0]);
  }
}

function asSubscription(row: SubscriptionRow): Subscription {
  return {
    topics: row.topics,
    role: row.role,
    consentVersion: row.consent_version,
    subscribedAt: row.subscribed_at,
    ...(row.place !== null && { place: row.place }),
    ...(row.unsubscribed_at !== null && { unsubscribedAt: row.unsubscribed_at }),
  };
}
