import { conversationIdOf, type Address } from "./address.js";
import type { BotIdentity } from "./addressed-text.js";
import type { Apis } from "./api.js";
import { linkToAnswer } from "./comment-request.js";
import type { CourtesyLimit } from "../shared/courtesy-limit.js";
import { escapeHtml, linkHtml } from "../shared/html.js";
import type { Callback, Courtesy } from "./parse-update.js";
import { telegramWording } from "./wording.js";

/** Telegram's limit of a note. */
const maxNoteLength = 200;

export interface CourtesyParts {
  readonly apis: Apis;
  readonly limit: CourtesyLimit;
}

/**
 * What the channel says by itself, without the core. Each is sent once and not again if it fails: nobody misses it, and
 * what matters was stored before.
 */
export class Courtesies {
  readonly #apis: Apis;
  readonly #limit: CourtesyLimit;
  readonly #underWay = new Set<Promise<unknown>>();

  constructor({ apis, limit }: CourtesyParts) {
    this.#apis = apis;
    this.#limit = limit;
  }

  say(courtesy: Courtesy, address: Address): void {
    if (!this.#limit.allows(conversationIdOf(address), courtesy)) return;
    this.#run(this.#apis.calls.sendMessage(address.chatId, telegramWording[courtesy], { link_preview_options: { is_disabled: true } }));
  }

  /** Ends the sign of work on a button. An old press cannot be answered any more, and needs it no more either. */
  answer({ id, note }: Callback): void {
    this.#run(this.#apis.calls.answerCallbackQuery(id, note === undefined ? {} : { text: note.slice(0, maxNoteLength) }));
  }

  /** Asks what was wrong with an answer; the reply comes back as a comment. */
  askWhy(answerId: string, address: Address, bot: BotIdentity): void {
    const link = linkToAnswer(bot.name, answerId);
    if (link === undefined || !this.#limit.allows(conversationIdOf(address), `why ${answerId}`)) return;
    const { answer, question } = telegramWording.askWhy;
    this.#run(
      this.#apis.calls.sendMessage(address.chatId, linkHtml(link, answer) + escapeHtml(question), {
        parse_mode: "HTML",
        link_preview_options: { is_disabled: true },
        reply_markup: { force_reply: true, input_field_placeholder: telegramWording.askWhyHint },
      }),
    );
  }

  /** Resolves when nothing is under way. */
  async settle(): Promise<void> {
    await Promise.all(this.#underWay);
  }

  #run(call: Promise<unknown>): void {
    const work = call.catch(() => undefined).finally(() => this.#underWay.delete(work));
    this.#underWay.add(work);
  }
}
