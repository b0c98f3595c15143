import type { Answer } from "../answering/answer.js";
import type { Subscriptions } from "../subscriptions/subscriptions.js";
import type { Training } from "../training/training.js";
import { bot } from "../wording/bot.js";
import { dayInVietnam, readableDate } from "../wording/dates.js";
import { subscriptionWording } from "../wording/subscriptions.js";
import { trainingWording } from "../wording/training.js";

/** What is held on a conversation. */
export interface HeldData {
  /** Since when: its first message, or the last deletion. */
  readonly since: Date;
  /** Of both sides. */
  readonly messages: number;
  /** When it is deleted, if nothing more is said. */
  readonly keptUntil: Date;
}

/** Knows what is held. */
export interface HeldDataStore {
  /** `undefined` if there is no such conversation. */
  heldOn(conversationId: string): Promise<HeldData | undefined>;
}

/** Who knows what is held on a person. */
export interface Holders {
  readonly heldData: HeldDataStore;
  readonly training: Pick<Training, "heldOn">;
  readonly subscriptions: Pick<Subscriptions, "heldOn">;
}

/**
 * Adds to an answer on the asker's own data what is held on this conversation, its learner and its subscription, and to the question
 * before deletion that those go too; leaves other answers as they are.
 */
export async function tellHeldData(answer: Answer, conversationId: string, { heldData, training, subscriptions }: Holders): Promise<Answer> {
  if (answer.status !== "command_deletion_asked" && answer.status !== "command_own_data") return answer;
  const learned = await training.heldOn(conversationId);
  const subscribed = await subscriptions.heldOn(conversationId);
  if (answer.status === "command_deletion_asked")
    return withBody(answer, [answer.body, learned && trainingWording.deletedToo, subscribed && subscriptionWording.deletedToo]);
  const held = await heldData.heldOn(conversationId);
  const said = held && bot.dataHeld(held.messages, dateOf(held.since), dateOf(held.keptUntil));
  return withBody(answer, [said, learned, subscribed, answer.body]);
}

function withBody(answer: Answer, parts: readonly (string | undefined)[]): Answer {
  return { ...answer, body: parts.filter((part) => part !== undefined).join("\n") };
}

function dateOf(moment: Date): string {
  return readableDate(dayInVietnam(moment));
}
