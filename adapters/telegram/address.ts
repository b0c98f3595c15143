/**
 * Where a conversation takes place. In a group each person has a conversation of their own with the bot, so that one's
 * question is never taken for the continuation of another's, and nobody uses up the others' share of messages.
 */
export interface Address {
  /** Telegram's number of the chat: of a private chat, the person's; of groups, negative. */
  readonly chatId: string;
  /** The topic, in a group that is divided into topics. */
  readonly threadId?: string | undefined;
  /** Who talks with the bot; in groups only. */
  readonly userId?: string | undefined;
}

const idForm = /^telegram-(?<chatId>-?\d{1,20})(?:-t(?<threadId>\d{1,20}))?(?:-u(?<userId>\d{1,20}))?$/;

/** `telegram-12345`, or in a group `telegram--100777-t8-u12345`: the topic's part only where there are topics. */
export function conversationIdOf({ chatId, threadId, userId }: Address): string {
  const thread = threadId === undefined ? "" : `-t${threadId}`;
  const user = userId === undefined ? "" : `-u${userId}`;
  return `telegram-${chatId}${thread}${user}`;
}

/** `undefined` if it is no id of a conversation in Telegram. */
export function addressOf(conversationId: string): Address | undefined {
  const groups = idForm.exec(conversationId)?.groups;
  if (groups?.chatId === undefined) return undefined;
  return { chatId: groups.chatId, threadId: groups.threadId, userId: groups.userId };
}

/** Whether a group, not a private chat. */
export function isGroup({ userId }: Address): boolean {
  return userId !== undefined;
}
