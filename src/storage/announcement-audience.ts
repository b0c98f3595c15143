import type pg from "pg";
import type { AudienceQuestion, ChannelCount, ChannelLimits } from "../core/announcements/audience-count.js";
import type { SkipReason } from "../core/announcements/ledger.js";

/** Whether the subscription `s` belongs to an audience: SQL over expressions for the audience and the topic. */
export function isInAudience(audience: string, topic: string): string {
  const limits = (name: string, value: string): string => `(coalesce(jsonb_array_length(${audience}->'${name}'), 0) = 0 OR ${audience}->'${name}' ? ${value})`;
  return `${limits("channels", "s.channel_id")} AND ${limits("places", "s.place")} AND ${limits("roles", "s.role")} AND (${topic} IS NULL OR ${topic} = ANY (s.topics))`;
}

/** The channels that are switched on, as `standing` reads them. */
export function channelsTable(parameter: string): string {
  return `jsonb_to_recordset(${parameter}::jsonb) AS open ("channelId" text, "hasWindow" boolean, "reachableMs" bigint, "freeMs" bigint)`;
}

/** The value of its parameter. */
export function channelsValue(channels: readonly ChannelLimits[]): string {
  return JSON.stringify(
    channels.map(({ channelId, window }) => ({
      channelId,
      hasWindow: window !== undefined,
      reachableMs: window && (window.mayCost ? window.possibleForMs : window.freeForMs),
      freeMs: window?.freeForMs,
    })),
  );
}

/**
 * What the subscription `s` of the conversation `c` is joined with to tell how it stands: the channel, as `open`, and when
 * the person was last heard, in the form in which channels keep it (`adapters/zalo/oa/contacts.ts`).
 */
export function standingJoins(channels: string): string {
  return `LEFT JOIN ${channelsTable(channels)} ON open."channelId" = s.channel_id
    LEFT JOIN kept AS heard ON open."hasWindow" AND heard.name = s.channel_id || ' heard ' || s.conversation_id AND heard.kept_until > now()`;
}

/** Milliseconds since the person was last heard. @param nowMs expression: milliseconds since 1970 */
const silentMs = (nowMs: string): string => `(${nowMs}::bigint - (heard.value #>> '{}')::numeric)`;

/** Why somebody who wants announcements gets none; null: they are reached. */
export function obstacle(nowMs: string): string {
  return `CASE
      WHEN open."channelId" IS NULL THEN 'channel_closed'
      WHEN c.unreachable_since IS NOT NULL THEN 'blocked'
      WHEN open."hasWindow" AND (heard.value IS NULL OR ${silentMs(nowMs)} > open."reachableMs") THEN 'outside_window'
    END`;
}

interface CountRow {
  channel_id: string;
  reason: SkipReason | null;
  count: string;
  paid: string;
}

/** Counts an audience by channel and obstacle. */
export async function countAudience(pool: pg.Pool, { audience, topic, channels, now }: AudienceQuestion): Promise<ChannelCount[]> {
  const { rows } = await pool.query<CountRow>(
    `SELECT channel_id, reason, count(*), count(*) FILTER (WHERE is_paid AND reason IS NULL) AS paid FROM (
       SELECT s.channel_id,
         CASE WHEN s.unsubscribed_why = 'blocked' THEN 'blocked' WHEN s.unsubscribed_at IS NOT NULL THEN 'unsubscribed' ELSE ${obstacle("$4")} END AS reason,
         open."hasWindow" AND ${silentMs("$4")} > open."freeMs" AS is_paid
       FROM subscriptions AS s JOIN conversations AS c ON c.id = s.conversation_id ${standingJoins("$3")}
       WHERE ${isInAudience("$1::jsonb", "$2::text")}
     ) AS counted GROUP BY channel_id, reason`,
    [JSON.stringify(audience), topic ?? null, channelsValue(channels), now.getTime()],
  );
  const counts = [...new Set(rows.map(({ channel_id: id }) => id))].sort().map((id) => asCount(id, rows));
  return Promise.all(counts.map((count) => withinQuota(pool, count, { channels, now })));
}

function asCount(channelId: string, rows: readonly CountRow[]): ChannelCount {
  const own = rows.filter(({ channel_id: id }) => id === channelId);
  const numberOf = (reason: SkipReason | null): number => Number(own.find((row) => row.reason === reason)?.count ?? 0);
  const excluded = Object.fromEntries(own.flatMap(({ reason, count }) => (reason === null ? [] : [[reason, Number(count)]])));
  return {
    channelId,
    total: own.reduce((sum, { count }) => sum + Number(count), 0),
    reached: numberOf(null),
    excluded,
    paid: own.reduce((sum, { paid }) => sum + Number(paid), 0),
  };
}

/** Of a channel that counts by the month, only as many are reached as are left of it. Its count is the one that the channel keeps (`adapters/zalo/bot/budget.ts`). */
async function withinQuota(pool: pg.Pool, count: ChannelCount, { channels, now }: Pick<AudienceQuestion, "channels" | "now">): Promise<ChannelCount> {
  const monthly = channels.find(({ channelId }) => channelId === count.channelId)?.monthly;
  if (monthly === undefined) return count;
  const { rows } = await pool.query<{ count: number }>(
    "SELECT count FROM counts WHERE name = $1 || ' ' || to_char($2::timestamptz AT TIME ZONE 'Asia/Ho_Chi_Minh', 'YYYY-MM')",
    [count.channelId, now],
  );
  const left = Math.max(0, monthly.perMonth - monthly.reserve - (rows[0]?.count ?? 0));
  if (count.reached <= left) return count;
  return { ...count, reached: left, excluded: { ...count.excluded, quota: count.reached - left } };
}
