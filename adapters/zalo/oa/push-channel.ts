import { z } from "zod";
import type { ActivityJson, ConversationReference } from "../../../src/activity/activity.js";
import type { DeliveryResult, PushChannel, PushChannelParts } from "../../../src/activity/push-channel.js";
import type { Button, ZaloOaApi } from "./api.js";
import { maxButtons, userIdIn, zaloOa } from "./channel.js";
import { freeForMs, type Contacts } from "./contacts.js";
import { pictureIn, withAddressOf, type Picture } from "../../shared/picture.js";
import { faultOf, retryMs, ZaloOaFailure } from "./failure.js";
import { zaloOaWording } from "./wording.js";

export interface ZaloOaPushParts extends Pick<PushChannelParts, "onFault"> {
  readonly api: ZaloOaApi;
  readonly contacts: Contacts;
  /** Whether messages may be sent that cost something: to people who were silent for more than 48 hours. */
  readonly mayCost: boolean;
}

/** Zalo's rate counts by the minute. */
const rateCode = -32;
const rateRetryMs = 60_000;
/** They were silent for too long. */
const windowCodes = [-230, -232];
/** Codes of a field or a kind of message that is not taken: buttons are the part that not every account may send, and not every picture can be fetched. */
const partCodes = [-200, -201, -210, -233];

const suggestionsForm = z.object({ actions: z.array(z.object({ title: z.string(), value: z.string() })) });
const answerForm = z.object({ tlso: z.object({ status: z.string() }) });
const ratedFamilies = /^(?:answered|unanswerable|clarification)_/u;
const maxTitleLength = 100;
const maxTextLength = 2000;

/** Hands the core's messages to Zalo. */
export class ZaloOaPushChannel implements PushChannel {
  readonly channel = zaloOa;
  readonly #parts: ZaloOaPushParts;

  constructor(parts: ZaloOaPushParts) {
    this.#parts = parts;
  }

  async deliver(reference: ConversationReference, activity: ActivityJson): Promise<DeliveryResult> {
    const { type, text = "" } = activity;
    const userId = userIdIn(reference.conversation.id);
    if (userId === undefined) return { outcome: "refused", reason: "not a conversation with an Official Account", isUnreachable: true };
    if (type !== "message" || text.trim() === "") return { outcome: "refused", reason: "nothing that Zalo can show", isUnreachable: false };
    const silentMs = await this.#parts.contacts.silentFor(userId);
    if (silentMs === undefined) return { outcome: "refused", reason: "not heard for seven days, or left", isUnreachable: true, cause: "outside_window" };
    if (silentMs > freeForMs && !this.#parts.mayCost)
      return { outcome: "refused", reason: "not heard for 48 hours, and messages may cost nothing", isUnreachable: true, cause: "outside_window" };
    const picture = pictureIn(activity);
    return this.#send(userId, text, picture === undefined ? { buttons: buttonsOf(activity) } : { buttons: [], picture });
  }

  /** Zalo shows none. */
  showTyping(): Promise<void> {
    return Promise.resolve();
  }

  async #send(userId: string, text: string, { buttons, picture }: Besides): Promise<DeliveryResult> {
    const { api, contacts, onFault } = this.#parts;
    try {
      await contacts.saying(userId, text);
      // Zalo may tell of a picture without the words under it.
      if (picture !== undefined) await contacts.saying(userId, "");
      const sent = picture === undefined ? api.send(userId, text, buttons) : api.sendPicture(userId, text, picture.url);
      return { outcome: "sent", providerMessageId: await sent };
    } catch (error) {
      if (!(error instanceof ZaloOaFailure)) throw error;
      if (buttons.length > 0 && partCodes.includes(error.code)) return this.#send(userId, withNumbers(text, buttons), { buttons: [] });
      if (picture !== undefined && partCodes.includes(error.code)) return this.#send(userId, withAddressOf(picture, text), { buttons: [] });
      if (error.kind === "configuration") onFault(faultOf("message/cs", error));
      return resultOf(error);
    }
  }
}

/** What stands in a message beside its text: buttons or a picture. */
interface Besides {
  readonly buttons: readonly Button[];
  readonly picture?: Picture;
}

function resultOf({ kind, reason, code, isUncertain }: ZaloOaFailure): DeliveryResult {
  if (kind === "left") return { outcome: "refused", reason, isUnreachable: true, isBlocked: true };
  if (kind === "refused" || kind === "unreachable")
    return { outcome: "refused", reason, isUnreachable: kind === "unreachable", ...(windowCodes.includes(code) && { cause: "outside_window" }) };
  const afterMs = code === rateCode ? rateRetryMs : retryMs[kind];
  return { outcome: "later", reason, isUncertain, ...(afterMs !== undefined && { afterMs }), ...(code === rateCode && { isForAll: true }) };
}

/** The suggestions, and two to judge the answer where there is room. */
function buttonsOf({ suggestedActions, channelData }: ActivityJson): Button[] {
  const { actions } = suggestionsForm.safeParse(suggestedActions).data ?? { actions: [] };
  const suggestions = actions.map(({ title, value }) => ({ title: title.slice(0, maxTitleLength), payload: value }));
  const status = answerForm.safeParse(channelData).data?.tlso.status ?? "";
  const rating = ratedFamilies.test(status) ? zaloOaWording.rating.map((words) => ({ title: words, payload: words })) : [];
  return suggestions.length + rating.length <= maxButtons ? [...suggestions, ...rating] : suggestions;
}

/** The words of the buttons as a numbered list, where it fits: the core understands the numbers. */
function withNumbers(text: string, buttons: readonly Button[]): string {
  const suggestions = buttons.filter(({ title }) => !zaloOaWording.rating.some((words) => words === title));
  if (suggestions.length === 0) return text;
  const list = [text, zaloOaWording.chooseByNumber, ...suggestions.map(({ title }, index) => `${index + 1}. ${title}`)].join("\n");
  return list.length <= maxTextLength ? list : text;
}
