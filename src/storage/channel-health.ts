import type pg from "pg";

/** How a channel does: numbers of the last 24 hours. */
export interface ChannelHealth {
  readonly channelId: string;
  readonly lastArrival: Date | undefined;
  readonly arrivals: number;
  /** Of channels whose server must be called. */
  readonly sent: number;
  readonly waiting: number;
  readonly refused: number;
  readonly givenUp: number;
  /** Why the last one was refused or given up. */
  readonly lastReason: string | undefined;
}

interface HealthRow {
  channel_id: string;
  last_arrival: Date | null;
  arrivals: number;
  sent: number | null;
  waiting: number | null;
  refused: number | null;
  given_up: number | null;
  last_reason: string | null;
}

/** @param channelIds of the channels that are configured; others are left out. */
export async function channelHealth(pool: pg.Pool, channelIds: readonly string[]): Promise<ChannelHealth[]> {
  const { rows } = await pool.query<HealthRow>(
    `SELECT channel.id AS channel_id, came.last_arrival, coalesce(came.arrivals, 0) AS arrivals, went.*
     FROM unnest($1::text[]) WITH ORDINALITY AS channel (id, place)
     LEFT JOIN LATERAL (
       SELECT max(received_at) AS last_arrival, count(*) FILTER (WHERE received_at > now() - interval '1 day')::integer AS arrivals
       FROM inbox WHERE channel_id = channel.id
     ) came ON true
     LEFT JOIN LATERAL (
       SELECT count(*) FILTER (WHERE state = 'sent' AND done_at > now() - interval '1 day')::integer AS sent,
         count(*) FILTER (WHERE state = 'pending')::integer AS waiting,
         count(*) FILTER (WHERE state = 'refused' AND done_at > now() - interval '1 day')::integer AS refused,
         count(*) FILTER (WHERE state = 'given_up' AND done_at > now() - interval '1 day')::integer AS given_up,
         (array_agg(reason ORDER BY done_at DESC) FILTER (WHERE state IN ('refused', 'given_up')))[1] AS last_reason
       FROM deliveries WHERE channel_id = channel.id
     ) went ON true
     ORDER BY channel.place`,
    [channelIds],
  );
  return rows.map((row) => ({
    channelId: row.channel_id,
    lastArrival: row.last_arrival ?? undefined,
    arrivals: row.arrivals,
    sent: row.sent ?? 0,
    waiting: row.waiting ?? 0,
    refused: row.refused ?? 0,
    givenUp: row.given_up ?? 0,
    lastReason: row.last_reason ?? undefined,
  }));
}
