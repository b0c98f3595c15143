import type pg from "pg";
import type { SubscriptionChange } from "../core/subscriptions/subscription.js";

/** Stores what a turn changed, in order, in the turn's transaction. */
export async function saveSubscription(client: pg.PoolClient, changes: readonly SubscriptionChange[]): Promise<void> {
  for (const change of changes) await save(client, change);
}

async function save(client: pg.PoolClient, change: SubscriptionChange): Promise<void> {
  if (change.kind === "unsubscribed") {
    await client.query(
      "UPDATE subscriptions SET unsubscribed_at = $2, unsubscribed_why = 'asked', place = NULL WHERE conversation_id = $1 AND unsubscribed_at IS NULL",
      [change.conversationId, change.at],
    );
    return;
  }
  const { conversationId, channelId, subscription } = change;
  const { topics, place, role, consentVersion, subscribedAt } = subscription;
  await client.query(
    `INSERT INTO subscriptions (conversation_id, channel_id, topics, place, role, consent_version, subscribed_at) VALUES ($1, $2, $3, $4, $5, $6, $7)
     ON CONFLICT (conversation_id) DO UPDATE SET topics = excluded.topics, place = excluded.place, role = excluded.role,
       consent_version = excluded.consent_version, subscribed_at = excluded.subscribed_at, unsubscribed_at = NULL, unsubscribed_why = NULL`,
    [conversationId, channelId, topics, place ?? null, role, consentVersion, subscribedAt],
  );
}
