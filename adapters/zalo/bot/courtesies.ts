import { conversationIdOf, type Address } from "./address.js";
import type { ZaloBotApi } from "./api.js";
import type { Budget } from "./budget.js";
import type { CourtesyLimit } from "../../shared/courtesy-limit.js";
import { courtesyWording } from "../../shared/wording.js";
import type { Courtesy } from "./parse-update.js";

export interface CourtesyParts {
  readonly api: ZaloBotApi;
  readonly budget: Budget;
  readonly limit: CourtesyLimit;
}

/** What the channel says by itself, without the core. Each is sent once and not again if it fails: nobody misses it. */
export class Courtesies {
  readonly #parts: CourtesyParts;
  readonly #underWay = new Set<Promise<unknown>>();

  constructor(parts: CourtesyParts) {
    this.#parts = parts;
  }

  say(courtesy: Courtesy, address: Address): void {
    if (!this.#parts.limit.allows(conversationIdOf(address), courtesy)) return;
    const work = this.#send(courtesy, address)
      .catch(() => undefined)
      .finally(() => this.#underWay.delete(work));
    this.#underWay.add(work);
  }

  /** Resolves when nothing is under way. */
  async settle(): Promise<void> {
    await Promise.all(this.#underWay);
  }

  async #send(courtesy: Courtesy, { chatId }: Address): Promise<void> {
    const { api, budget } = this.#parts;
    // They come out of what announcements may use: an answer is worth more.
    if (await budget.take(false)) await api.sendMessage(chatId, courtesyWording[courtesy]);
  }
}
