import type { Reception } from "../../src/activity/reception.js";
import { referenceTo, webChat, type Participant } from "./channel.js";
import { conversationStart } from "./parse-activity.js";
import { waitForActivity, type LogReader } from "./wait-for-activity.js";

/** The greeting takes some 10 ms; with more than this, something is slow or still starting. */
const greetingWaitMs = 1_000;

/** A conversation and a user that nobody has used or can guess. Nothing is stored before it starts. */
export function newParticipant(newId: () => string, userId = `dl_${newId()}`): Participant {
  return { conversationId: `${webChat.id}-${newId()}`, userId };
}

/**
 * Starts a conversation: the bot greets in it, and has done so when the promise resolves, so that the greeting stands
 * before the first question. Again is harmless.
 */
export async function startConversation(participant: Participant, { reception, ...reader }: LogReader & { readonly reception: Reception }): Promise<void> {
  const { conversationId: id, userId } = participant;
  await reception.open({ id, channelId: webChat.id, userId, reference: referenceTo(participant) });
  await reception.receive(conversationStart(participant));
  await waitForActivity(id, reader, { after: 0, isWanted: () => true, timeoutMs: greetingWaitMs });
}
