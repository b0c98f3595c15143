import { commandIn, isOurs } from "../shared/commands.js";
import { calledByName } from "../shared/wording.js";
import type { Message } from "./update.js";

/** The bot as Telegram knows it. */
export interface BotIdentity {
  readonly id: string;
  /** Without the @. */
  readonly name: string;
}

/** What is left in front of a question when the bot's name is taken away. */
const punctuation = /^[\s,.:;–-]+/u;

/** What a message says to the bot, as it was typed; `undefined` if it says nothing to it: people in a group talk with each other. */
export function addressedText(message: Message, bot: BotIdentity): string | undefined {
  const text = message.text ?? message.caption;
  if (text === undefined) return undefined;
  if (message.chat.type === "private") return text;
  const command = commandIn(text);
  if (command !== undefined) return isOurs(command, bot.name) ? text : undefined;
  const called = withoutMentions(text, message, bot);
  if (called !== undefined) return called;
  return message.reply_to_message?.from?.id === bot.id ? text : undefined;
}

/** The text without the bot's name; `undefined` if it is not named. */
function withoutMentions(text: string, message: Message, bot: BotIdentity): string | undefined {
  const entities = message.text === undefined ? message.caption_entities : message.entities;
  const mentions = entities.filter(({ type, offset, length, user }) =>
    type === "mention" ? isName(text.slice(offset, offset + length), bot) : type === "text_mention" && user?.id === bot.id,
  );
  if (mentions.length === 0) return undefined;
  // From the end, so that the places of those before still hold.
  const rest = mentions.sort((a, b) => b.offset - a.offset).reduce((left, { offset, length }) => left.slice(0, offset) + left.slice(offset + length), text);
  return (
    rest
      .replace(punctuation, "")
      .replace(/\s+(?=[,.:;?])/gu, "")
      .trim() || calledByName
  );
}

function isName(mention: string, { name }: BotIdentity): boolean {
  return mention.toLowerCase() === `@${name.toLowerCase()}`;
}
