import type { SubscriptionMemory } from "../subscriptions/dialogue.js";
import type { TrainingMemory } from "../training/training.js";
import { emptyMemory, type Memory } from "../answering/memory.js";

/** What the bot keeps of a conversation from turn to turn. Plain data. */
export interface ConversationState {
  /** The person was told who is talking and that it can err, as AI Law 134/2025, article 11, demands at first contact. */
  readonly isGreeted: boolean;
  readonly memory: Memory;
  /** The last answer that people are asked to judge. */
  readonly lastAnswerId?: string;
  /** The last announcement that messages were read in the light of. */
  readonly announcementId?: number;
  /** The notice that the person was told last. */
  readonly noticeId?: string;
  /** Absent where nobody has learned in it. */
  readonly training?: TrainingMemory;
  /** Absent unless something is asked about announcements. */
  readonly subscription?: SubscriptionMemory;
}

export const newConversationState: ConversationState = { isGreeted: false, memory: emptyMemory };
