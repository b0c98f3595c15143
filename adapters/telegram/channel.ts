import type { ConversationReference } from "../../src/activity/activity.js";
import type { Channel } from "../../src/activity/capabilities.js";
import { conversationIdOf, type Address } from "./address.js";

/**
 * Telegram, under the name that the Bot Framework gives it. Its limit is 4,096 characters of what is read, markup not
 * counted; UTF-16 code units are never fewer. Under a picture it is 1,024.
 */
export const telegram: Channel = {
  id: "telegram",
  capabilities: {
    buttons: Infinity,
    links: true,
    maxTextLength: 4096,
    richText: false,
    typing: true,
    edit: false,
    proactive: true,
    notifies: true,
    pictures: { contentTypes: ["image/jpeg", "image/png"], maxTextLength: 1024, withButtons: true, elseAddress: true },
  },
};

/** The bot as a participant of conversations. */
export const botAccount = { id: "tro-ly-so", name: "Trợ lý số", role: "bot" } as const;

/** Somebody who talks with the bot, and where. */
export interface Participant {
  readonly address: Address;
  /** Telegram's number of the person. */
  readonly userId: string;
}

/** How to speak in a conversation without being asked. All that Telegram needs is in the conversation's id. */
export function referenceTo({ address, userId }: Participant): ConversationReference {
  return {
    channelId: telegram.id,
    conversation: { id: conversationIdOf(address) } as ConversationReference["conversation"],
    user: { id: userId, role: "user" },
    agent: botAccount,
    locale: "vi-VN",
  };
}
