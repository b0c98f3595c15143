/** What became of an announcement and one recipient. `doubtful`: sent, and possibly twice. */
export const recipientStates = ["pending", "sending", "sent", "doubtful", "failed", "skipped"] as const;
export type RecipientState = (typeof recipientStates)[number];

/**
 * Why somebody was left out: could not be reached, had unsubscribed by then, was silent for longer than Zalo allows, the
 * channel's quota was used up, no channel of ours leads there any more, the conversation was deleted, or it was an exercise.
 */
export const skipReasons = ["blocked", "unsubscribed", "outside_window", "quota", "channel_closed", "deleted", "training"] as const;
export type SkipReason = (typeof skipReasons)[number];

/** How many recipients of a channel stand at the same point. */
export interface RecipientCount {
  readonly channelId: string;
  readonly state: RecipientState;
  /** A `SkipReason` where they were skipped; of failures, the words of the channel's server; "" otherwise. */
  readonly reason: string;
  /** So many of them may have got it all the same, or twice. */
  readonly uncertain: number;
  readonly count: number;
}

/** How many were done at a time. */
export interface Measure {
  /** As `Date.toISOString` writes it. */
  readonly at: string;
  /** By channel. */
  readonly done: Readonly<Record<string, number>>;
}

/** The ledger of an announcement, counted. */
export interface LedgerCounts {
  readonly counts: readonly RecipientCount[];
  /** Of the last minute, the oldest first. */
  readonly measures: readonly Measure[];
  readonly countedAt?: Date | undefined;
  readonly isExpanded: boolean;
}

/** How far the sending has come. */
export interface Progress {
  readonly counts: readonly RecipientCount[];
  /** When they were counted; `undefined`: not yet. Every two seconds while it is sent. */
  readonly countedAt?: Date | undefined;
  /** Whether all recipients are known by now. */
  readonly isExpanded: boolean;
  /** Of all channels together over the last minute. */
  readonly perSecond: number;
  /** Until the last one is sent, at the rate of the slowest channel; `undefined`: nothing moves, or nobody knows. */
  readonly remainingMs?: number | undefined;
}

/** A row of the ledger, as a report shows it: nothing in it tells who it was. */
export interface ReportRow {
  /** Rises along the report: pass the last one on to read further. */
  readonly id: number;
  readonly channelId: string;
  readonly state: RecipientState;
  readonly reason: string;
  readonly attempts: number;
  /** It may have got there all the same, or twice. */
  readonly isUncertain: boolean;
  readonly createdAt: Date;
  readonly doneAt?: Date | undefined;
}

/** How often a link was opened on a day. */
export interface ClickCount {
  /** Its place in the announcement, from 1. */
  readonly link: number;
  /** In Vietnam, `YYYY-MM-DD`. */
  readonly day: string;
  readonly count: number;
}
