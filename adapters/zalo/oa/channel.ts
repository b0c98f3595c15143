import type { ConversationReference } from "../../../src/activity/activity.js";
import type { Channel } from "../../../src/activity/capabilities.js";
import type { NewConversation } from "../../../src/activity/reception.js";

/** Buttons that stand under one message. */
export const maxButtons = 5;

/** A Zalo Official Account: text of at most 2,000 characters with up to five buttons; addresses become links by themselves. A message has buttons or a picture, not both. */
export const zaloOa: Channel = {
  id: "zalo-oa",
  capabilities: {
    buttons: maxButtons,
    links: false,
    maxTextLength: 2000,
    richText: false,
    typing: false,
    edit: false,
    proactive: true,
    notifies: true,
    pictures: { contentTypes: ["image/jpeg", "image/png"], maxTextLength: 2000, withButtons: false, elseAddress: true },
  },
};

/** The bot as a participant of conversations. */
export const botAccount = { id: "tro-ly-so", name: "Trợ lý số", role: "bot" } as const;

const idForm = /^zalo-oa-(?<userId>\d{1,30})$/;

/** `zalo-oa-4572947693969771653`: with an Official Account everybody talks alone. Ids of people are numbers, above what a `number` holds. */
export function conversationIdOf(userId: string): string {
  return `zalo-oa-${userId}`;
}

/** Zalo's id of the person; `undefined` if it is no id of a conversation with an Official Account. */
export function userIdIn(conversationId: string): string | undefined {
  return idForm.exec(conversationId)?.groups?.userId;
}

/** A conversation, as it is opened. All that Zalo needs to speak in it is in its id. */
export function conversationWith(userId: string): NewConversation {
  const id = conversationIdOf(userId);
  const reference: ConversationReference = {
    channelId: zaloOa.id,
    conversation: { id } as ConversationReference["conversation"],
    user: { id: userId, role: "user" },
    agent: botAccount,
    locale: "vi-VN",
  };
  return { id, channelId: zaloOa.id, userId, reference };
}
