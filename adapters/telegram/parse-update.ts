import { cleanText } from "../../src/activity/clean-json.js";
import type { Inbound } from "../../src/activity/reception.js";
import { conversationIdOf, type Address } from "./address.js";
import { addressedText, type BotIdentity } from "./addressed-text.js";
import { pressedIn } from "./callback-data.js";
import { botAccount, telegram, type Participant } from "./channel.js";
import { commandIn, wishOf } from "../shared/commands.js";
import { answerAskedAbout } from "./comment-request.js";
import { updateForm, type CallbackQuery, type Membership, type Message, type Update } from "./update.js";
import { telegramWording } from "./wording.js";

/** A sentence of the channel's own about something that it cannot pass on. */
export type Courtesy = "picture" | "voice" | "place" | "contact" | "sticker" | "tooMany" | "thanksForComment";

/** Something for the core. */
export interface Arrival {
  readonly kind: "arrival";
  readonly inbound: Inbound;
  readonly participant: Participant;
  /** Whether a conversation begins with it, if there is none. */
  readonly opens: boolean;
  /** The message in a group that the answer belongs under. */
  readonly questionId?: number;
  /** What the person reads at once, besides the core's answer. */
  readonly courtesy?: Courtesy;
  readonly callback?: Callback;
}

/** A button was pressed: it shows that it is at work until it is told otherwise. */
export interface Callback {
  readonly id: string;
  /** A short note that appears for a moment. */
  readonly note?: string;
  /** The answer that was found wanting, to ask why. */
  readonly asksWhy?: string;
}

/** What an update means for us. */
export type Reading =
  | Arrival
  | { readonly kind: "courtesy"; readonly courtesy: Courtesy; readonly address: Address }
  | { readonly kind: "callback"; readonly callback: Callback }
  | { readonly kind: "nothing" };

const nothing: Reading = { kind: "nothing" };

/** What people send besides text. Service messages (a person joined, a message was pinned) are none of these, and stay without reply. */
const courtesyByField: readonly (readonly [field: string, courtesy: Courtesy])[] = [
  ...["photo", "document", "animation", "story", "paid_media"].map((field) => [field, "picture"] as const),
  ...["voice", "audio", "video", "video_note"].map((field) => [field, "voice"] as const),
  ...["location", "venue"].map((field) => [field, "place"] as const),
  ["contact", "contact"],
  ...["sticker", "dice", "poll", "game", "checklist"].map((field) => [field, "sticker"] as const),
];

/** Reads an update. What it does not know, and what has not the form that Telegram describes, means nothing. */
export function parseUpdate(body: unknown, bot: BotIdentity): Reading {
  const { data: update } = updateForm.safeParse(body);
  if (update === undefined) return nothing;
  const { message, edited_message: edited, callback_query: query, my_chat_member: membership } = update;
  if (message !== undefined) return readMessage(message, update, bot);
  // A corrected question is asked anew; its update has a number of its own.
  if (edited !== undefined) return readMessage(edited, update, bot);
  if (query !== undefined) return readCallback(query, update);
  if (membership !== undefined) return readMembership(membership, update);
  return nothing;
}

function readMessage(message: Message, update: Update, bot: BotIdentity): Reading {
  const { from, chat } = message;
  if (from === undefined || from.is_bot || chat.type === "channel") return nothing;
  const participant = participantOf(message, from.id);
  const typed = addressedText(message, bot);
  if (typed === undefined) return readContent(message, participant.address);
  const answerId = commentedAnswer(message, typed, bot);
  if (answerId !== undefined) {
    const said = ratingEvent(answerId, "down", cleanText(typed));
    return { ...arrivalOf(update, participant, said), opens: false, courtesy: "thanksForComment" };
  }
  const command = commandIn(typed);
  const wish = command === undefined ? ({ kind: "words", text: typed } as const) : wishOf(command);
  const said = wish.kind === "start" ? { type: "conversationUpdate", membersAdded: [{ id: from.id }] } : textMessage(wish.text);
  if (said === undefined) return nothing;
  return { ...arrivalOf(update, participant, said), opens: true, ...(chat.type !== "private" && { questionId: message.message_id }) };
}

/** A polite reply where the bot is alone with somebody; in groups such things are not meant for it. */
function readContent(message: Message, address: Address): Reading {
  if (message.chat.type !== "private") return nothing;
  const courtesy = courtesyByField.find(([field]) => message[field] !== undefined)?.[1];
  return courtesy === undefined ? nothing : { kind: "courtesy", courtesy, address };
}

/** The answer that a message comments on: it replies to our question about that answer, and is no command. */
function commentedAnswer({ reply_to_message: question }: Message, text: string, bot: BotIdentity): string | undefined {
  if (question?.from?.id !== bot.id || commandIn(text) !== undefined) return undefined;
  return answerAskedAbout(question.entities.map(({ url }) => url));
}

function readCallback(query: CallbackQuery, update: Update): Reading {
  const { id, from, message, data } = query;
  const pressed = pressedIn(data);
  if (message === undefined || pressed === undefined) return { kind: "callback", callback: { id } };
  const participant = participantOf(message, from.id);
  if (pressed.kind === "rating") {
    const { answerId, rating } = pressed;
    const asksWhy = rating === "down" && message.chat.type === "private" ? { asksWhy: answerId } : {};
    const callback = { id, note: telegramWording.thanks, ...asksWhy };
    return { ...arrivalOf(update, participant, ratingEvent(answerId, rating)), opens: false, callback };
  }
  const said = textMessage(pressed.kind === "suggestion" ? pressed.text : (textOfButton(query) ?? ""));
  if (said === undefined) return { kind: "callback", callback: { id, note: telegramWording.buttonTooOld } };
  return { ...arrivalOf(update, participant, said), opens: true, callback: { id } };
}

function textOfButton({ message, data }: CallbackQuery): string | undefined {
  return message?.reply_markup?.inline_keyboard.flat().find(({ callback_data: own }) => own === data)?.text;
}

/**
 * Who lets the bot in again can be written to. That somebody blocked it is learnt from the next delivery (403): whatever
 * arrives from a person is a sign that they can be reached.
 */
function readMembership({ chat, from, new_chat_member: { status } }: Membership, update: Update): Reading {
  if (chat.type !== "private" || status !== "member") return nothing;
  const participant: Participant = { address: { chatId: chat.id }, userId: from.id };
  return { ...arrivalOf(update, participant, { type: "installationUpdate", action: "add" }), opens: false };
}

function participantOf(message: Pick<Message, "chat" | "is_topic_message" | "message_thread_id">, userId: string): Participant {
  const { chat, is_topic_message: isInTopic, message_thread_id: threadId } = message;
  if (chat.type === "private") return { address: { chatId: chat.id }, userId };
  return { address: { chatId: chat.id, threadId: isInTopic ? threadId : undefined, userId }, userId };
}

function textMessage(typed: string): { type: "message"; text: string; textFormat: string } | undefined {
  const text = cleanText(typed).trim();
  return text === "" ? undefined : { type: "message", text, textFormat: "plain" };
}

function ratingEvent(answerId: string, rating: "up" | "down", comment = "") {
  return { type: "event", name: "feedback", value: { answerId, rating, comment } };
}

function arrivalOf(update: Update, participant: Participant, said: { readonly type: string; readonly [field: string]: unknown }): Omit<Arrival, "opens"> {
  const { address, userId } = participant;
  const activity = {
    ...said,
    channelId: telegram.id,
    conversation: { id: conversationIdOf(address) },
    from: { id: userId, role: "user" },
    recipient: botAccount,
    locale: "vi-VN",
  };
  // Only words are part of the conversation that both sides see.
  return { kind: "arrival", participant, inbound: { activity, providerId: String(update.update_id), isVisible: said.type === "message" } };
}
