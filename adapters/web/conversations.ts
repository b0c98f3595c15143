import type { Reception } from "../../src/activity/reception.js";
import { referenceTo, webChat, type Participant } from "./channel.js";
import { conversationStart } from "./parse-activity.js";

/** A conversation and a user that nobody has used or can guess. Nothing is stored before it starts. */
export function newParticipant(newId: () => string, userId = `dl_${newId()}`): Participant {
  return { conversationId: `${webChat.id}-${newId()}`, userId };
}

/** Starts a conversation: the bot greets in it. Again is harmless. */
export async function startConversation(reception: Reception, participant: Participant): Promise<void> {
  const { conversationId: id, userId } = participant;
  await reception.open({ id, channelId: webChat.id, userId, reference: referenceTo(participant) });
  await reception.receive(conversationStart(participant));
}
