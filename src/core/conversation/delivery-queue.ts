import type { ActivityJson, ConversationReference } from "../../activity/activity.js";

/** Something said that is to be handed to a channel's server, lent for one attempt. */
export interface ClaimedDelivery {
  readonly conversationId: string;
  /** In the log of the conversation. */
  readonly place: number;
  /** Proves that the loan still holds. */
  readonly lease: string;
  readonly channelId: string;
  readonly reference: ConversationReference;
  /** With the id that it has in the conversation. */
  readonly activity: ActivityJson;
  /** When it was said. */
  readonly createdAt: Date;
  /** 1 the first time. */
  readonly attempt: number;
  /** An earlier attempt may have succeeded: its process died, or the server did not answer. */
  readonly isUncertain: boolean;
}

/** What became of an attempt, as it is recorded. */
export type DeliveryRecord =
  | { readonly state: "sent"; readonly providerMessageId: string | undefined }
  /** To be tried again. `isUncertain`: it may have been sent all the same. */
  | { readonly state: "pending"; readonly reason: string; readonly waitMs: number; readonly isUncertain: boolean }
  /** `isUnreachable`: so are all others that wait in the conversation. `isBlocked`: and whoever talks there wants no announcements any more. */
  | { readonly state: "refused"; readonly reason: string; readonly isUnreachable: boolean; readonly isBlocked?: boolean }
  | { readonly state: "given_up"; readonly reason: string; readonly isUncertain: boolean };

/** The deliveries that wait, shared by all processes. */
export interface DeliveryQueue {
  /**
   * Lends up to `limit` deliveries of a channel that are due, each the oldest that waits in its conversation: the next one
   * there is lent only when it is sent, refused or given up.
   */
  claim(limit: number, channelId: string): Promise<ClaimedDelivery[]>;
  /** Extends loans whose attempt goes on. */
  renew(leases: readonly string[]): Promise<void>;
  /** Ends the loan. What was sent is recorded as sent even if the loan has run out. */
  record(delivery: ClaimedDelivery, record: DeliveryRecord): Promise<void>;
  /** Calls back with the channel's id when something was said, here or elsewhere; without one: look everywhere. @returns a function that ends it. */
  onArrival(callback: (channelId?: string) => void): Promise<() => Promise<void>>;
}
