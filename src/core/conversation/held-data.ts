import type { Answer } from "../answering/answer.js";
import type { Training } from "../training/training.js";
import { bot } from "../wording/bot.js";
import { dayInVietnam, readableDate } from "../wording/dates.js";
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
}

/** Adds to an answer on the asker's own data what is held on this conversation and its learner, and to the question before deletion that a learner's results go too; leaves other answers as they are. */
export async function tellHeldData(answer: Answer, conversationId: string, { heldData, training }: Holders): Promise<Answer> {
  if (answer.status === "command_deletion_asked") return warnLearner(answer, await training.heldOn(conversationId));
  if (answer.status !== "command_own_data") return answer;
  const held = await heldData.heldOn(conversationId);
  const said = held && bot.dataHeld(held.messages, dateOf(held.since), dateOf(held.keptUntil));
  const learned = await training.heldOn(conversationId);
  return { ...answer, body: [said, learned, answer.body].filter((part) => part !== undefined).join("\n") };
}

/** Who deletes everything loses certificates too, and must know it before. */
function warnLearner(answer: Answer, learned: string | undefined): Answer {
  return learned === undefined ? answer : { ...answer, body: [answer.body, trainingWording.deletedToo].join("\n") };
}

function dateOf(moment: Date): string {
  return readableDate(dayInVietnam(moment));
}
