export type Role = "citizen" | "official";

/** What somebody agreed to get. */
export interface Subscription {
  /** Ids of topics, at least one. */
  readonly topics: readonly string[];
  /** Code of a commune; `undefined`: none was named. */
  readonly place?: string | undefined;
  readonly role: Role;
  /** Of the text that was agreed to. */
  readonly consentVersion: string;
  readonly subscribedAt: Date;
  /** Absent while announcements are wanted. */
  readonly unsubscribedAt?: Date | undefined;
}

/** What a turn changes. It is stored with the turn's reply in one transaction, or not at all. */
export type SubscriptionChange =
  /** All that is chosen takes the place of what was. */
  | {
      readonly kind: "subscribed";
      readonly conversationId: string;
      readonly channelId: string;
      readonly subscription: Omit<Subscription, "unsubscribedAt">;
    }
  /** The evidence of consent stays; where the person lives is not needed any more. */
  | { readonly kind: "unsubscribed"; readonly conversationId: string; readonly at: Date };

/** What is stored on subscriptions. */
export interface SubscriptionStore {
  /** The one of a conversation, ended or not. */
  subscriptionOf(conversationId: string): Promise<Subscription | undefined>;
}
