import type { Answer } from "../answering/answer.js";
import { bot } from "../wording/bot.js";
import { dayInVietnam, readableDate } from "../wording/dates.js";

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

/** Adds to an answer on the asker's own data what is held on this conversation; leaves other answers as they are. */
export async function tellHeldData(answer: Answer, conversationId: string, store: HeldDataStore): Promise<Answer> {
  const held = answer.status === "command_own_data" ? await store.heldOn(conversationId) : undefined;
  if (held === undefined) return answer;
  const { since, messages, keptUntil } = held;
  return { ...answer, body: [bot.dataHeld(messages, dateOf(since), dateOf(keptUntil)), answer.body].join("\n") };
}

function dateOf(moment: Date): string {
  return readableDate(dayInVietnam(moment));
}
