import type { ConversationReference } from "../../src/activity/activity.js";
import type { Channel } from "../../src/activity/capabilities.js";

/** The web chat, under the name that the Bot Framework gives it. */
export const webChat: Channel = {
  id: "webchat",
  capabilities: {
    buttons: Infinity,
    links: true,
    maxTextLength: 20_000,
    richText: false,
    typing: true,
    edit: false,
    proactive: true,
    notifies: false,
    pictures: { contentTypes: ["image/jpeg", "image/png", "image/webp"], maxTextLength: 20_000, withButtons: true, elseAddress: false },
  },
};

/** The bot as a participant of conversations. */
export const botAccount = { id: "tro-ly-so", name: "Trợ lý số", role: "bot" } as const;

export interface Participant {
  readonly conversationId: string;
  readonly userId: string;
}

/** How to speak in a conversation without being asked. */
export function referenceTo({ conversationId, userId }: Participant): ConversationReference {
  return {
    channelId: webChat.id,
    conversation: { id: conversationId } as ConversationReference["conversation"],
    user: { id: userId, role: "user" },
    agent: botAccount,
    locale: "vi-VN",
  };
}
