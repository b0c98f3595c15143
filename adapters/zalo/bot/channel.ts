import type { ConversationReference } from "../../../src/activity/activity.js";
import type { Channel } from "../../../src/activity/capabilities.js";
import type { NewConversation } from "../../../src/activity/reception.js";
import { conversationIdOf, type Address } from "./address.js";

/**
 * A bot of the Zalo Bot Platform: text and pictures, neither buttons nor links, at most 2,000 characters. Zalo does not say in
 * which units it counts; UTF-16 code units are never fewer than characters.
 */
export const zaloBot: Channel = {
  id: "zalo-bot",
  capabilities: {
    buttons: 0,
    links: false,
    maxTextLength: 2000,
    richText: false,
    typing: true,
    edit: false,
    proactive: true,
    notifies: true,
    pictures: { contentTypes: ["image/jpeg", "image/png"], maxTextLength: 2000, withButtons: false, elseAddress: true },
  },
};

/** The bot as a participant of conversations. */
export const botAccount = { id: "tro-ly-so", name: "Trợ lý số", role: "bot" } as const;

/** Somebody who talks with the bot, and where. */
export interface Participant {
  readonly address: Address;
  /** Zalo's id of the person. */
  readonly userId: string;
}

/** A conversation, as it is opened. All that Zalo needs to speak in it is in its id. */
export function conversationWith({ address, userId }: Participant): NewConversation {
  const id = conversationIdOf(address);
  const reference: ConversationReference = {
    channelId: zaloBot.id,
    conversation: { id } as ConversationReference["conversation"],
    user: { id: userId, role: "user" },
    agent: botAccount,
    locale: "vi-VN",
  };
  return { id, channelId: zaloBot.id, userId, reference };
}
