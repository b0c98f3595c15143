import type { ActivityJson, ConversationReference } from "../../src/activity/activity.js";
import type { DeliveryResult, PushChannel } from "../../src/activity/push-channel.js";
import { addressOf, type Address } from "./address.js";
import type { Apis } from "./api.js";
import type { AskedMessages } from "./asked-messages.js";
import { telegram } from "./channel.js";
import { failureOf, type Failure } from "./failure.js";
import type { FloodWatch } from "./flood-watch.js";
import { formatMessage, type FormattedMessage } from "./format.js";
import { escapeHtml } from "../shared/html.js";
import { pictureIn, withAddressOf, type Picture } from "../shared/picture.js";
import type { SentPictures } from "./sent-pictures.js";

/** A wrong token is put right by a person, not by trying again soon. */
const tokenRetryMs = 60_000;

/** Hands the core's messages to Telegram. */
export class TelegramPushChannel implements PushChannel {
  readonly channel = telegram;
  readonly #apis: Apis;
  readonly #asked: AskedMessages;
  readonly #floods: FloodWatch;
  readonly #pictures: SentPictures;

  constructor(apis: Apis, asked: AskedMessages, floods: FloodWatch, pictures: SentPictures) {
    this.#apis = apis;
    this.#asked = asked;
    this.#floods = floods;
    this.#pictures = pictures;
  }

  async deliver(reference: ConversationReference, activity: ActivityJson): Promise<DeliveryResult> {
    const address = addressOf(reference.conversation.id);
    if (address === undefined) return { outcome: "refused", reason: "not a conversation in Telegram", isUnreachable: true };
    const message = formatMessage(activity);
    if (message === undefined) return { outcome: "refused", reason: "nothing that Telegram can show", isUnreachable: false };
    const answersTo = this.#asked.messageOf(activity.replyToId);
    return this.#send({ address, message, picture: pictureIn(activity), answersTo, isPlain: false, hasMoved: false });
  }

  async showTyping(reference: ConversationReference): Promise<void> {
    const address = addressOf(reference.conversation.id);
    if (address === undefined || this.#floods.holdsAll) return;
    await this.#apis.hints.sendChatAction(address.chatId, "typing", inThread(address)).catch(() => undefined);
  }

  async #send(sending: Sending): Promise<DeliveryResult> {
    try {
      const { message_id: id } = await (sending.picture === undefined ? this.#sendText(sending) : this.#sendPicture(sending, sending.picture));
      return { outcome: "sent", providerMessageId: String(id) };
    } catch (error) {
      const failure = failureOf(error);
      const next = again(sending, failure);
      if (next === undefined) return this.#resultOf(failure, sending.address);
      if (sending.picture !== undefined && next.picture === undefined) this.#pictures.forget(sending.picture.url);
      return this.#send(next);
    }
  }

  #sendText(sending: Sending): Promise<{ message_id: number }> {
    const { address, message, isPlain } = sending;
    return this.#apis.calls.sendMessage(address.chatId, isPlain ? message.plain : message.html, {
      ...optionsOf(sending),
      link_preview_options: { is_disabled: true },
    });
  }

  /** Telegram fetches a picture once, and then knows it by an id of its own. */
  async #sendPicture(sending: Sending, { url }: Picture): Promise<{ message_id: number }> {
    const { address, message, isPlain } = sending;
    const caption = isPlain ? message.plain : message.html;
    const sent = await this.#apis.calls.sendPhoto(address.chatId, this.#pictures.idOf(url) ?? url, { ...optionsOf(sending), caption });
    this.#pictures.note(url, sent.photo.at(-1)?.file_id);
    return sent;
  }

  #resultOf(failure: Failure, { chatId }: Address): DeliveryResult {
    const result = resultOf(failure);
    if (result.outcome !== "later" || !failure.isQuota || failure.afterMs === undefined) return result;
    return this.#floods.note(chatId, failure.afterMs) ? { ...result, isForAll: true } : result;
  }
}

interface Sending {
  readonly address: Address;
  readonly message: FormattedMessage;
  readonly picture: Picture | undefined;
  readonly answersTo: number | undefined;
  readonly isPlain: boolean;
  readonly hasMoved: boolean;
}

function optionsOf({ address, message: { buttons }, answersTo, isPlain }: Sending) {
  return {
    ...inThread(address),
    ...(!isPlain && { parse_mode: "HTML" as const }),
    ...(answersTo !== undefined && { reply_parameters: { message_id: answersTo, allow_sending_without_reply: true } }),
    ...(buttons.length > 0 && { reply_markup: { inline_keyboard: buttons } }),
  };
}

/** The same once more where it can help: to the group's new number, without markup, or with the address of the picture in its place. */
function again(sending: Sending, { kind, movedTo }: Failure): Sending | undefined {
  if (kind === "markup" && !sending.isPlain) return { ...sending, isPlain: true };
  if (kind === "refused" && sending.picture !== undefined) return { ...sending, picture: undefined, message: withAddress(sending.message, sending.picture) };
  if (kind !== "moved" || movedTo === undefined || sending.hasMoved) return undefined;
  // Numbers of messages do not move with the group.
  return { ...sending, address: { ...sending.address, chatId: movedTo }, answersTo: undefined, hasMoved: true };
}

function withAddress({ html, plain, buttons }: FormattedMessage, picture: Picture): FormattedMessage {
  const longer = withAddressOf(picture, plain);
  return { html: html + escapeHtml(longer.slice(plain.length)), plain: longer, buttons };
}

function resultOf({ kind, reason, afterMs, isUncertain }: Failure): DeliveryResult {
  switch (kind) {
    case "token":
      return { outcome: "later", reason, afterMs: tokenRetryMs };
    case "later":
    case "conflict":
      return { outcome: "later", reason, ...(afterMs !== undefined && { afterMs }), ...(isUncertain && { isUncertain }) };
    case "blocked":
      return { outcome: "refused", reason, isUnreachable: true, isBlocked: true };
    case "unreachable":
    case "moved":
    case "markup":
    case "refused":
      return { outcome: "refused", reason, isUnreachable: kind === "unreachable" };
  }
}

function inThread({ threadId }: Address): { message_thread_id?: number } {
  return threadId === undefined ? {} : { message_thread_id: Number(threadId) };
}
