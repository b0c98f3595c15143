import type { ActivityJson, ConversationReference } from "../../src/activity/activity.js";
import type { DeliveryResult, PushChannel } from "../../src/activity/push-channel.js";
import { addressOf, type Address } from "./address.js";
import type { Apis } from "./api.js";
import type { AskedMessages } from "./asked-messages.js";
import { telegram } from "./channel.js";
import { failureOf, type Failure } from "./failure.js";
import type { FloodWatch } from "./flood-watch.js";
import { formatMessage, type FormattedMessage } from "./format.js";

/** A wrong token is put right by a person, not by trying again soon. */
const tokenRetryMs = 60_000;

/** Hands the core's messages to Telegram. */
export class TelegramPushChannel implements PushChannel {
  readonly channel = telegram;
  readonly #apis: Apis;
  readonly #asked: AskedMessages;
  readonly #floods: FloodWatch;

  constructor(apis: Apis, asked: AskedMessages, floods: FloodWatch) {
    this.#apis = apis;
    this.#asked = asked;
    this.#floods = floods;
  }

  async deliver(reference: ConversationReference, activity: ActivityJson): Promise<DeliveryResult> {
    const address = addressOf(reference.conversation.id);
    if (address === undefined) return { outcome: "refused", reason: "not a conversation in Telegram", isUnreachable: true };
    const message = formatMessage(activity);
    if (message === undefined) return { outcome: "refused", reason: "nothing that Telegram can show", isUnreachable: false };
    return this.#send({ address, message, answersTo: this.#asked.messageOf(activity.replyToId), isPlain: false, hasMoved: false });
  }

  async showTyping(reference: ConversationReference): Promise<void> {
    const address = addressOf(reference.conversation.id);
    if (address === undefined || this.#floods.holdsAll) return;
    await this.#apis.hints.sendChatAction(address.chatId, "typing", inThread(address)).catch(() => undefined);
  }

  async #send(sending: Sending): Promise<DeliveryResult> {
    const { address, message, answersTo, isPlain } = sending;
    try {
      const sent = await this.#apis.calls.sendMessage(address.chatId, isPlain ? message.plain : message.html, {
        ...inThread(address),
        ...(!isPlain && { parse_mode: "HTML" }),
        link_preview_options: { is_disabled: true },
        ...(answersTo !== undefined && { reply_parameters: { message_id: answersTo, allow_sending_without_reply: true } }),
        ...(message.buttons.length > 0 && { reply_markup: { inline_keyboard: message.buttons } }),
      });
      return { outcome: "sent", providerMessageId: String(sent.message_id) };
    } catch (error) {
      const failure = failureOf(error);
      const next = again(sending, failure);
      return next === undefined ? this.#resultOf(failure, address) : this.#send(next);
    }
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
  readonly answersTo: number | undefined;
  readonly isPlain: boolean;
  readonly hasMoved: boolean;
}

/** The same once more where it can help: to the group's new number, or without markup. */
function again(sending: Sending, { kind, movedTo }: Failure): Sending | undefined {
  if (kind === "markup" && !sending.isPlain) return { ...sending, isPlain: true };
  if (kind !== "moved" || movedTo === undefined || sending.hasMoved) return undefined;
  // Numbers of messages do not move with the group.
  return { ...sending, address: { ...sending.address, chatId: movedTo }, answersTo: undefined, hasMoved: true };
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
