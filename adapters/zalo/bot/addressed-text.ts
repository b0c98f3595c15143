import { calledByName } from "../../shared/wording.js";
import type { Message } from "./update.js";

/** What is left in front of a question when the bot's name is taken away. */
const punctuation = /^[\s,.:;–-]+/u;

/**
 * What a message says to the bot; `undefined` where it holds no words. In groups Zalo brings only what names the bot or
 * replies to it, and the name stays in the text.
 * @param names of the bot, as people see it
 */
export function addressedText({ text, caption, chat }: Message, names: readonly string[]): string | undefined {
  const typed = text ?? caption;
  if (typed === undefined || chat.chat_type === "PRIVATE") return typed;
  const rest = names.reduce((left, name) => left.split(`@${name}`).join(" "), typed);
  return rest.replace(/\s+/gu, " ").replace(punctuation, "").trim() || calledByName;
}
