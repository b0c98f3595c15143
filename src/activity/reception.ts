import type { ActivityJson, ConversationReference } from "./activity.js";

/** A conversation that a channel has opened. */
export interface NewConversation {
  readonly id: string;
  readonly channelId: string;
  /** Who talks with the bot in it; set once. */
  readonly userId: string;
  /** How to speak in it later without being asked. */
  readonly reference: ConversationReference;
}

/** Something that came in over a channel. */
export interface Inbound {
  /** Without id: the place in the conversation gives it one. */
  readonly activity: ActivityJson & { channelId: string; conversation: { id: string } };
  /** The id that the sender gave it: a second one with the same id is the same message, sent again. */
  readonly providerId: string;
  /** Whether it becomes part of the conversation that both sides see. */
  readonly isVisible: boolean;
  /** How many a conversation may send in a minute; `undefined`: no limit. */
  readonly maxPerMinute?: number;
}

/** What became of it. `stored` is said only after it is safe on disk. */
export type Receipt =
  | { readonly outcome: "stored" | "duplicate"; readonly activityId: string }
  | { readonly outcome: "too_many"; readonly retryAfterSeconds: number }
  | { readonly outcome: "no_conversation" };

/** Where channels hand in what arrives. */
export interface Reception {
  /** Makes a conversation known; again takes the newer reference, and changes nothing else. */
  open(conversation: NewConversation): Promise<void>;
  /** Keeps what arrived until it is answered. A channel acknowledges only after this. */
  receive(inbound: Inbound): Promise<Receipt>;
}
