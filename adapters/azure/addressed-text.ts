import { calledByName } from "../shared/wording.js";
import { teams } from "./channel.js";
import type { Incoming } from "./incoming.js";

/** What is left in front of a question when the bot's name is taken away. */
const punctuation = /^[\s,.:;–-]+/u;

/** Whether people are among themselves there, and the bot is one of many. */
export function isGroup({ conversation: { isGroup: said, conversationType: kind } }: Incoming): boolean {
  return said === true || (kind !== undefined && kind !== "personal");
}

/** What a message says to the bot; `undefined` if it says nothing to it: people in a group talk with each other. */
export function addressedText(incoming: Incoming): string | undefined {
  const { text, recipient, channelId } = incoming;
  if (text === undefined) return undefined;
  const mentions = incoming.entities.filter(({ type }) => type === "mention");
  const ours = mentions.filter(({ mentioned }) => mentioned?.id === recipient.id);
  if (ours.length === 0 && isGroup(incoming)) return undefined;
  // Teams puts a space that does not break behind a name, as HTML.
  const readable = channelId === teams ? text.replaceAll("&nbsp;", " ") : text;
  const called = ours.reduce((rest, { text: name }) => without(rest, name), readable);
  const named = mentions.reduce((rest, { text: name }) => withoutTags(rest, name), called);
  if (ours.length === 0) return named;
  return named.replace(punctuation, "").trim() || calledByName;
}

function without(text: string, name: string | null | undefined): string {
  return name ? text.replaceAll(name, " ").replace(/ +(?=[,.:;? ])/gu, "") : text;
}

/** The name of somebody else, as it is read: `<at>Lan</at>` is Lan. */
function withoutTags(text: string, name: string | null | undefined): string {
  return name ? text.replaceAll(name, name.replace(/<\/?at\b[^>]*>/gu, "")) : text;
}
