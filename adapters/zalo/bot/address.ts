/**
 * Where a conversation takes place. In a group each person has a conversation of their own with the bot, so that one's
 * question is never taken for the continuation of another's.
 */
export interface Address {
  /** Zalo's id of the chat; of a private chat, the person's. */
  readonly chatId: string;
  /** Who talks with the bot; in groups only. */
  readonly userId?: string | undefined;
}

const idForm = /^zalo-bot-(?<chatId>[\da-z]{1,64})(?:-u(?<userId>[\da-z]{1,64}))?$/i;

/** `zalo-bot-4f…`, or in a group `zalo-bot-9c…-u4f…`. */
export function conversationIdOf({ chatId, userId }: Address): string {
  return `zalo-bot-${chatId}${userId === undefined ? "" : `-u${userId}`}`;
}

/** `undefined` if it is no id of a conversation with a Zalo bot. */
export function addressOf(conversationId: string): Address | undefined {
  const groups = idForm.exec(conversationId)?.groups;
  return groups?.chatId === undefined ? undefined : { chatId: groups.chatId, userId: groups.userId };
}

/** Whether a group, not a private chat. */
export function isGroup({ userId }: Address): boolean {
  return userId !== undefined;
}
