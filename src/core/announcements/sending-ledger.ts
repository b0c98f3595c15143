import type { ActivityJson, ConversationReference } from "../../activity/activity.js";
import type { ChannelLimits } from "./audience-count.js";
import type { Measure, RecipientCount, SkipReason } from "./ledger.js";

/** A recipient whose turn it is, lent for one attempt. */
export interface ClaimedRecipient {
  readonly id: number;
  /** Proves that the loan still holds. */
  readonly lease: string;
  readonly announcementId: number;
  /** Why nothing is sent to them after all: how they stand has changed since the ledger was filled. */
  readonly obstacle?: SkipReason | undefined;
  /** Absent when the conversation was deleted. */
  readonly reference?: ConversationReference | undefined;
  /** Id of their commune, if they named one. */
  readonly placeId?: string | undefined;
  /** When it was put into the ledger, or back into it. */
  readonly createdAt: Date;
  /** 1 the first time. */
  readonly attempt: number;
}

/** What became of an attempt, as it is recorded. */
export type RecipientRecord =
  /** Becomes `doubtful` if an attempt before may have succeeded. */
  | { readonly state: "sent"; readonly providerMessageId?: string | undefined }
  /** To be tried again. `isUncertain`: it may have been sent all the same. */
  | { readonly state: "pending"; readonly reason: string; readonly waitMs: number; readonly isUncertain: boolean }
  | { readonly state: "failed"; readonly reason: string; readonly isUncertain: boolean }
  /** `blocked`: the person has shut us out, which ends the subscription. */
  | { readonly state: "skipped"; readonly reason: SkipReason };

/** How much may leave now. */
export interface Slots {
  /** 0: nothing may leave yet. */
  readonly count: number;
  /** Until the first of them, in milliseconds; with none, until it is worth asking again. */
  readonly inMs: number;
}

/** The ledgers of all announcements, as the senders of all processes work through them. */
export interface SendingLedger {
  /** Whether anything waits on a channel that may leave now. @param isQuiet only emergencies may */
  hasWork(channelId: string, isQuiet: boolean): Promise<boolean>;
  /**
   * Reserves up to `most` slots in the channel's rate, which all processes share. None while slots are reserved for more
   * than `aheadMs` already, or while a reply waits to be delivered on the channel: replies come first.
   */
  reserve(channelId: string, slots: { readonly most: number; readonly gapMs: number; readonly aheadMs: number }): Promise<Slots>;
  /** Nothing leaves on the channel for so long, in any process. */
  hold(channelId: string, forMs: number): Promise<void>;
  /** Lends up to `limit` recipients of announcements that are being sent, emergencies first. Those of announcements that were paused or cancelled are never lent. */
  claim(channelId: string, limit: number, isQuiet: boolean): Promise<ClaimedRecipient[]>;
  record(done: readonly { readonly recipient: ClaimedRecipient; readonly record: RecipientRecord }[]): Promise<void>;
  /** Puts announcements into the logs of conversations whose clients fetch what was said, and records them as sent: both or neither. */
  putIntoLogs(said: readonly { readonly recipient: ClaimedRecipient; readonly activity: ActivityJson }[]): Promise<void>;
  /** All others that wait on the channel are left out. */
  skipRest(announcementId: number, channelId: string, reason: SkipReason): Promise<void>;

  /** Announcements whose time has come. */
  due(now: Date): Promise<number[]>;
  /** Puts the next recipients of one announcement into its ledger; false if there is none left to fill. */
  expand(batch: { readonly limit: number; readonly channels: readonly ChannelLimits[]; readonly now: Date }): Promise<boolean>;
  /** Takes back what was lent to processes that are gone: nobody knows how those attempts ended, but for what only goes into logs. @param logChannelIds channels of that kind */
  takeBack(logChannelIds: readonly string[]): Promise<void>;
  /** Announcements being sent that nobody has counted for so long; they count as being counted from now on. */
  uncounted(forMs: number): Promise<{ readonly id: number; readonly isExpanded: boolean; readonly measures: readonly Measure[] }[]>;
  count(announcementId: number): Promise<RecipientCount[]>;
  saveCounts(announcementId: number, counts: readonly RecipientCount[], measures: readonly Measure[]): Promise<void>;
  /** Whether nothing waits or is under way any more. */
  isDone(announcementId: number): Promise<boolean>;
  /** Makes the channels known that senders ask slots for. */
  openChannels(channelIds: readonly string[]): Promise<void>;
  /** Calls back when an announcement has changed its state, here or elsewhere. @returns a function that ends it. */
  onChange(callback: () => void): Promise<() => Promise<void>>;
}
