import type { ChannelCount, ChannelLimits } from "./audience-count.js";

/** By which way a message goes to somebody on a channel that lets nobody be written to for ever, or that it goes by none. */
export type Route = "free_text" | "paid_text" | "none";

/** Zalo's price of a message to somebody who was silent for more than 48 hours, in đồng; the account's package may hold some for nothing. */
export const paidTextDong = 55;
/** When that price was last read; whoever changes one changes both. */
export const priceReadOn = "2026-09-27";

/**
 * The way of a Zalo Official Account to a person: text as long as it costs nothing, then paid text where the operator
 * allows it. Templates need an approval of each text by Zalo, and an article can be sent to groups of followers only: both
 * are sent by hand from Zalo's own console, and the people concerned are counted as left out.
 * @param silentMs since they were last heard; `undefined`: longer ago than the channel remembers
 */
export function routeTo(silentMs: number | undefined, { freeForMs, possibleForMs, mayCost }: NonNullable<ChannelLimits["window"]>): Route {
  if (silentMs === undefined || silentMs > possibleForMs) return "none";
  if (silentMs <= freeForMs) return "free_text";
  return mayCost ? "paid_text" : "none";
}

/** How many of a channel an announcement goes to by one way, and what that costs. */
export interface RouteCount {
  readonly channelId: string;
  readonly route: Route;
  readonly count: number;
  /** At most, in đồng; `undefined`: nobody has told us a price. */
  readonly costDong: number | undefined;
}

/** The ways of the channels that let nobody be written to for ever: those who cannot be reached from here need a text that Zalo approves, or an article. */
export function routesOf(counts: readonly ChannelCount[], channels: readonly ChannelLimits[]): RouteCount[] {
  return counts
    .filter(({ channelId }) => channels.some((channel) => channel.channelId === channelId && channel.window !== undefined))
    .flatMap(({ channelId, reached, paid, excluded }): RouteCount[] => [
      { channelId, route: "free_text", count: reached - paid, costDong: 0 },
      { channelId, route: "paid_text", count: paid, costDong: paid * paidTextDong },
      { channelId, route: "none", count: excluded.outside_window ?? 0, costDong: undefined },
    ]);
}

/** What an announcement takes. */
export interface Estimate {
  readonly messages: number;
  /** At most, in đồng: what the account's package holds is not counted. */
  readonly costDong: number;
  /** From the first to the last, in milliseconds, at the rates of the channels and if nothing fails. */
  readonly durationMs: number;
}

export function estimate(counts: readonly ChannelCount[], channels: readonly ChannelLimits[]): Estimate {
  const minutesOf = ({ channelId, reached }: ChannelCount): number =>
    reached / (channels.find((channel) => channel.channelId === channelId)?.perMinute ?? Infinity);
  return {
    messages: counts.reduce((sum, { reached }) => sum + reached, 0),
    costDong: counts.reduce((sum, { paid }) => sum + paid, 0) * paidTextDong,
    durationMs: Math.ceil(Math.max(0, ...counts.map(minutesOf)) * 60_000),
  };
}
