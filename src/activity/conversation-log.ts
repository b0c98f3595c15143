import type { ActivityJson } from "./activity.js";

/** An activity at its place in the conversation. */
export interface LoggedActivity {
  /** 1, 2, 3 … within the conversation; gaps are possible. */
  readonly place: number;
  /** With id and timestamp. */
  readonly activity: ActivityJson;
}

/** What both sides of a conversation have said. */
export interface ConversationLog {
  /** Who talks with the bot there; `undefined` if there is no such conversation. */
  userOf(conversationId: string): Promise<string | undefined>;
  /** The activities behind a place, in order. */
  readAfter(conversationId: string, place: number, limit: number): Promise<LoggedActivity[]>;
}

/** What can be heard of a conversation: something new is in its log, or the bot is at work on an answer. */
export type ConversationSignal = "changed" | "typing";

/** Tells when there is something to look at, in whichever process it happened. May say "changed" without a change. */
export interface ConversationFeed {
  /** @returns a function that ends the subscription. */
  subscribe(conversationId: string, listener: (signal: ConversationSignal) => void): () => void;
}

/** The id of an activity: the form that Direct Line's own service uses. */
export function activityIdOf(conversationId: string, place: number): string {
  return `${conversationId}|${String(place).padStart(7, "0")}`;
}

/** The place that an id names in a conversation; `undefined` if it is no id of an activity there. */
export function placeOf(conversationId: string, activityId: string): number | undefined {
  if (!activityId.startsWith(`${conversationId}|`)) return undefined;
  const digits = activityId.slice(conversationId.length + 1);
  return /^\d{7,15}$/.test(digits) ? Number(digits) : undefined;
}
