import type { ActivityJson } from "../../activity/activity.js";
import type { Announced } from "./announced.js";
import type { ConversationState } from "./conversation-state.js";
import type { SubscriptionChange } from "../subscriptions/subscription.js";
import type { TrainingChange } from "../training/learner.js";
import type { AskedQuestion } from "./asked-question.js";
import type { Feedback } from "./feedback.js";

/** A stored activity whose turn it is, lent to one worker for a time. */
export interface ClaimedTurn {
  readonly id: string;
  /** Proves that the loan still holds. */
  readonly lease: string;
  readonly channelId: string;
  readonly conversationId: string;
  /** With the id that it has in the conversation, if it is part of it. */
  readonly activity: ActivityJson;
  /** `undefined` before the first turn of a conversation. */
  readonly state: ConversationState | undefined;
  /** The announcement before it, if there was any. */
  readonly announced?: Announced | undefined;
  readonly receivedAt: Date;
  /** 1 the first time; more after a crash in between. */
  readonly attempt: number;
}

/** Everything that a turn changes: it happens in one transaction, or not at all. */
export interface TurnOutcome {
  /** What the bot says. */
  readonly replies: readonly ActivityJson[];
  readonly state: ConversationState;
  readonly feedback?: Feedback | undefined;
  /** All that was said before the turn is deleted. What came in since stays, and so does the turn itself. */
  readonly forgets?: boolean;
  /** What is kept of the question, without a trace of who asked. */
  readonly asked?: AskedQuestion | undefined;
  /** What a learner has learned. */
  readonly training?: readonly TrainingChange[];
  /** What somebody has subscribed to, or left. */
  readonly subscription?: readonly SubscriptionChange[];
}

/** The turns that wait, shared by all processes. */
export interface TurnQueue {
  /**
   * Lends the oldest unfinished turn of up to `limit` conversations of the given channels. Within a conversation the next
   * is lent only when the one before is finished.
   */
  claim(limit: number, channelIds: readonly string[]): Promise<ClaimedTurn[]>;
  /** Extends loans whose work goes on. */
  renew(leases: readonly string[]): Promise<void>;
  /**
   * Stores the outcome. False, and nothing is stored, if the loan ran out and another worker has taken the turn over, or if the learner
   * was changed meanwhile on another device: then the turn is lent again.
   */
  finish(turn: ClaimedTurn, outcome: TurnOutcome): Promise<boolean>;
  /** Calls back when a turn has come in, here or elsewhere. @returns a function that ends it. */
  onArrival(callback: () => void): Promise<() => Promise<void>>;
}
