import type { Audience } from "./announcement.js";
import type { SkipReason } from "./ledger.js";

/** What limits a channel, as the settings say. */
export interface ChannelLimits {
  readonly channelId: string;
  /** Announcements that may leave in a minute. */
  readonly perMinute: number;
  /** Messages count by the month: so many are left to announcements, before those that have been sent. */
  readonly monthly?: { readonly perMonth: number; readonly reserve: number } | undefined;
  /** People can be written to only for a time after they were last heard. */
  readonly window?: { readonly freeForMs: number; readonly possibleForMs: number; readonly mayCost: boolean } | undefined;
}

/** The question that a console asks while the audience is being chosen. */
export interface AudienceQuestion {
  readonly audience: Audience;
  readonly topic?: string | undefined;
  /** The channels that are switched on. */
  readonly channels: readonly ChannelLimits[];
  readonly now: Date;
}

/** Whom an announcement would reach on a channel, and whom not. */
export interface ChannelCount {
  readonly channelId: string;
  /** Of those who asked for such announcements once: reached, together with the excluded ones. */
  readonly total: number;
  readonly reached: number;
  readonly excluded: Readonly<Partial<Record<SkipReason, number>>>;
  /** So many of those reached cost something. */
  readonly paid: number;
}
