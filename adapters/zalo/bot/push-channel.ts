import type { ActivityJson, ConversationReference } from "../../../src/activity/activity.js";
import type { DeliveryResult, PushChannel, PushChannelParts } from "../../../src/activity/push-channel.js";
import { addressOf } from "./address.js";
import type { ZaloBotApi } from "./api.js";
import type { Budget } from "./budget.js";
import { zaloBot } from "./channel.js";
import { faultOf, ZaloBotFailure } from "./failure.js";
import { pictureIn, withAddressOf, type Picture } from "../../shared/picture.js";

/** A wrong token is put right by a person, not by trying again soon. */
const tokenRetryMs = 60_000;

export interface ZaloBotPushParts extends Pick<PushChannelParts, "onFault"> {
  readonly api: ZaloBotApi;
  readonly budget: Budget;
}

/** Hands the core's messages to Zalo. */
export class ZaloBotPushChannel implements PushChannel {
  readonly channel = zaloBot;
  readonly #parts: ZaloBotPushParts;

  constructor(parts: ZaloBotPushParts) {
    this.#parts = parts;
  }

  async deliver(reference: ConversationReference, activity: ActivityJson): Promise<DeliveryResult> {
    const { budget } = this.#parts;
    const { type, text = "" } = activity;
    const address = addressOf(reference.conversation.id);
    if (address === undefined) return { outcome: "refused", reason: "not a conversation with a Zalo bot", isUnreachable: true };
    if (type !== "message" || text.trim() === "") return { outcome: "refused", reason: "nothing that Zalo can show", isUnreachable: false };
    if (!(await budget.take(isAnswer(activity))))
      return { outcome: "refused", reason: "the month's messages are used up", isUnreachable: false, cause: "quota" };
    return this.#send(address.chatId, text, pictureIn(activity));
  }

  async showTyping(reference: ConversationReference): Promise<void> {
    const address = addressOf(reference.conversation.id);
    if (address !== undefined) await this.#parts.api.sendTyping(address.chatId).catch(() => undefined);
  }

  async #send(chatId: string, text: string, picture: Picture | undefined): Promise<DeliveryResult> {
    const { api } = this.#parts;
    try {
      const sent = picture === undefined ? api.sendMessage(chatId, text) : api.sendPhoto(chatId, picture.url, text);
      return { outcome: "sent", providerMessageId: await sent };
    } catch (error) {
      // Zalo takes pictures of some servers and not of others: then their address goes.
      if (picture !== undefined && error instanceof ZaloBotFailure && error.kind === "refused")
        return this.#send(chatId, withAddressOf(picture, text), undefined);
      return this.#resultOf(error);
    }
  }

  #resultOf(error: unknown): DeliveryResult {
    if (!(error instanceof ZaloBotFailure)) throw error;
    const { kind, reason, isUncertain } = error;
    if (kind === "token" || kind === "quota") this.#parts.onFault(faultOf("sendMessage", error));
    if (kind === "token") return { outcome: "later", reason, afterMs: tokenRetryMs };
    if (kind === "later" || kind === "nothing_new") return { outcome: "later", reason, isUncertain };
    return { outcome: "refused", reason, isUnreachable: kind === "unreachable", ...(kind === "quota" && { cause: "quota" }) };
  }
}

/** What answers somebody, or greets them. Announcements are neither. */
function isAnswer({ replyToId, channelData }: ActivityJson): boolean {
  return replyToId !== undefined || (typeof channelData === "object" && channelData !== null && "tlso" in channelData);
}
