import { cleanSentText } from "./clean-text.js";
import { Refusal, type Parameters, type ReplyMarkup } from "./methods.js";
import { parseHtml, UnreadableMarkup, type Entity } from "./parse-html.js";

export const botUser = { id: 7_000_000_001, is_bot: true, first_name: "Trợ lý số", username: "TroLySoBot" } as const;

/** A message in a chat, with the fields that the Bot API gives it. */
export interface ChatMessage {
  message_id: number;
  chat: { id: number; type: "private" | "group" | "supergroup" };
  from: { id: number; is_bot: boolean; first_name: string };
  date: number;
  /** Of a picture, its caption. */
  text: string;
  photo?: { file_id: string; file_unique_id: string; width: number; height: number }[];
  entities?: Entity[];
  reply_markup?: ReplyMarkup;
  reply_to_message?: Omit<ChatMessage, "reply_to_message">;
  message_thread_id?: number;
  is_topic_message?: true;
}

export interface Chat {
  readonly id: number;
  readonly type: ChatMessage["chat"]["type"];
  /** Why the bot may not write there; `undefined`: it may. */
  refusal?: Refusal | undefined;
  readonly messages: ChatMessage[];
}

/** Telegram's limit, in characters of what is read. */
const maxTextCharacters = 4096;
const maxCaptionCharacters = 1024;
const maxButtons = 100;
const maxDataBytes = 64;

/** The chats that the bot is in, and what was said there. */
export class TelegramChats {
  readonly #now: () => number;
  readonly #chats = new Map<number, Chat>();
  #lastMessageId = 100;
  /** Addresses of pictures by the ids that they were given. */
  readonly #photos = new Map<string, string>();
  /** Whether pictures can be fetched from where they are. */
  fetchesPictures = true;

  constructor(now: () => number) {
    this.#now = now;
  }

  /** A chat of this number; made if there is none. */
  chat(id: number, type: Chat["type"] = "private"): Chat {
    const known = this.#chats.get(id);
    if (known !== undefined) return known;
    const made: Chat = { id, type, messages: [] };
    this.#chats.set(id, made);
    return made;
  }

  find(id: number): Chat | undefined {
    return this.#chats.get(id);
  }

  newMessageId(): number {
    return (this.#lastMessageId += 1);
  }

  /** What `sendMessage` does. @throws Refusal */
  send(parameters: Parameters<"sendmessage">): ChatMessage {
    return this.#send(parameters, readText(parameters), {});
  }

  /** What `sendPhoto` does: the picture is an address, fetched once, or an id that was given out for it. @throws Refusal */
  sendPhoto({ photo, caption = "", ...parameters }: Parameters<"sendphoto">): ChatMessage {
    const read = caption === "" ? { text: "", entities: [] } : readText({ text: caption, ...parameters }, maxCaptionCharacters);
    const isAddress = /^https?:\/\//u.test(photo);
    if (!isAddress && !this.#photos.has(photo)) throw new Refusal(400, "Bad Request: wrong remote file identifier specified: Wrong character in the string");
    if (isAddress && !this.fetchesPictures) throw new Refusal(400, "Bad Request: failed to get HTTP URL content");
    const id = isAddress ? `photo-${this.#photos.size + 1}` : photo;
    if (isAddress) this.#photos.set(id, photo);
    return this.#send(parameters, read, { photo: [{ file_id: id, file_unique_id: id, width: 800, height: 600 }] });
  }

  /** The address that a picture came from. */
  addressOf(photoId: string): string | undefined {
    return this.#photos.get(photoId);
  }

  #send(
    parameters: Pick<Parameters<"sendmessage">, "chat_id" | "reply_markup" | "reply_parameters" | "message_thread_id">,
    { text, entities }: { text: string; entities: Entity[] },
    photo: Pick<ChatMessage, "photo">,
  ): ChatMessage {
    checkMarkup(parameters.reply_markup);
    const chat = this.#writable(parameters.chat_id);
    const { reply_parameters: reply, message_thread_id: threadId } = parameters;
    const repliedTo = reply && chat.messages.find(({ message_id: id }) => id === reply.message_id);
    if (reply !== undefined && repliedTo === undefined && reply.allow_sending_without_reply !== true)
      throw new Refusal(400, "Bad Request: message to be replied not found");
    const message: ChatMessage = {
      message_id: this.newMessageId(),
      chat: { id: chat.id, type: chat.type },
      from: botUser,
      date: Math.floor(this.#now() / 1000),
      text,
      ...photo,
      ...(entities.length > 0 && { entities }),
      ...(parameters.reply_markup !== undefined && { reply_markup: parameters.reply_markup }),
      ...(repliedTo !== undefined && { reply_to_message: withoutReply(repliedTo) }),
      ...(threadId !== undefined && { message_thread_id: threadId, is_topic_message: true }),
    };
    chat.messages.push(message);
    return message;
  }

  /** What every method that shows something in a chat asks first. @throws Refusal */
  checkWritable(chatId: string | number): void {
    this.#writable(chatId);
  }

  #writable(chatId: string | number): Chat {
    const chat = this.#chats.get(Number(chatId));
    if (chat === undefined) throw new Refusal(400, "Bad Request: chat not found");
    if (chat.refusal !== undefined) throw chat.refusal;
    return chat;
  }
}

/** Telegram shows a message that is replied to without the one that it replies to itself. */
export function withoutReply({ reply_to_message: _, ...message }: ChatMessage): Omit<ChatMessage, "reply_to_message"> {
  return message;
}

function readText(
  { text, parse_mode: mode }: Pick<Parameters<"sendmessage">, "text" | "parse_mode">,
  most = maxTextCharacters,
): { text: string; entities: Entity[] } {
  const parsed = mode === undefined ? { text, entities: [] } : readHtml(text);
  const cleaned = cleanSentText(parsed.text, parsed.entities);
  // What is not seen alone is no text.
  if (cleaned.text.replace(/[\s\u200b-\u200f\u2060\ufeff]/gu, "") === "") throw new Refusal(400, "Bad Request: message text is empty");
  if (Array.from(cleaned.text).length > most)
    throw new Refusal(400, most === maxCaptionCharacters ? "Bad Request: message caption is too long" : "Bad Request: message is too long");
  return cleaned;
}

function readHtml(html: string): { text: string; entities: Entity[] } {
  try {
    return parseHtml(html);
  } catch (error) {
    if (error instanceof UnreadableMarkup) throw new Refusal(400, `Bad Request: can't parse entities: ${error.message}`);
    throw error;
  }
}

function checkMarkup(markup: ReplyMarkup | undefined): void {
  if (markup === undefined || !("inline_keyboard" in markup)) return;
  const buttons = markup.inline_keyboard.flat();
  if (buttons.length > maxButtons) throw new Refusal(400, "Bad Request: reply markup is too long");
  for (const { text, callback_data: data = "-" } of buttons) {
    if (text.trim() === "") throw new Refusal(400, "Bad Request: inline keyboard button text must be non-empty");
    const bytes = Buffer.byteLength(data);
    if (bytes < 1 || bytes > maxDataBytes) throw new Refusal(400, "Bad Request: BUTTON_DATA_INVALID");
  }
}
