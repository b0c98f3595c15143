import { cleanText } from "../../../src/activity/clean-json.js";
import { commandIn, wishOf } from "../../shared/commands.js";
import type { HandedIn } from "../../shared/hand-in.js";
import type { courtesyWording } from "../../shared/wording.js";
import { conversationIdOf, isGroup, type Address } from "./address.js";
import { addressedText } from "./addressed-text.js";
import { botAccount, conversationWith, zaloBot, type Participant } from "./channel.js";
import { updateIn, type Message } from "./update.js";

/** A sentence of the channel's own. */
export type Courtesy = keyof typeof courtesyWording;

/** What an update means for us. */
export type Reading =
  | ({ readonly kind: "arrival"; readonly address: Address } & HandedIn)
  | { readonly kind: "courtesy"; readonly courtesy: Courtesy; readonly address: Address }
  | { readonly kind: "nothing" };

const nothing: Reading = { kind: "nothing" };

/** What people send besides words. `unsupported` is what Zalo does not pass on: files, links with a preview, whatever minors send. */
const courtesies: Readonly<Record<string, Courtesy>> = {
  "message.image.received": "picture",
  "message.voice.received": "voice",
  "message.sticker.received": "sticker",
  "message.unsupported.received": "sticker",
};

/** Reads an update. What it does not know means nothing. @param names of the bot, as people see it in groups */
export function parseUpdate(body: unknown, names: readonly string[]): Reading {
  const update = updateIn(body);
  const message = update?.message;
  if (update === undefined || message === undefined || message.from.is_bot) return nothing;
  const participant = participantOf(message);
  const said = saidIn(message, names);
  if (said !== undefined) return arrivalOf(`${update.event_name} ${message.message_id}`, participant, said);
  const courtesy = courtesies[update.event_name];
  return courtesy === undefined || isGroup(participant.address) ? nothing : { kind: "courtesy", courtesy, address: participant.address };
}

function participantOf({ chat, from }: Message): Participant {
  return { address: chat.chat_type === "PRIVATE" ? { chatId: chat.id } : { chatId: chat.id, userId: from.id }, userId: from.id };
}

type Said =
  { readonly type: "message"; readonly text: string; readonly textFormat: string } | { readonly type: "conversationUpdate"; readonly membersAdded: object[] };

function saidIn(message: Message, names: readonly string[]): Said | undefined {
  const typed = addressedText(message, names);
  if (typed === undefined) return undefined;
  const command = commandIn(typed);
  const wish = command === undefined ? ({ kind: "words", text: typed } as const) : wishOf(command);
  if (wish.kind === "start") return { type: "conversationUpdate", membersAdded: [{ id: message.from.id }] };
  const text = cleanText(wish.text).trim();
  return text === "" ? undefined : { type: "message", text, textFormat: "plain" };
}

function arrivalOf(providerId: string, participant: Participant, said: Said): Reading {
  const { address, userId } = participant;
  const activity = {
    ...said,
    channelId: zaloBot.id,
    conversation: { id: conversationIdOf(address) },
    from: { id: userId, role: "user" },
    recipient: botAccount,
    locale: "vi-VN",
  };
  // Only words are part of the conversation that both sides see.
  const inbound = { activity, providerId, isVisible: said.type === "message" };
  return { kind: "arrival", address, inbound, conversation: conversationWith(participant) };
}
