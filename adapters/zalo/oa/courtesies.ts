import type { CourtesyLimit } from "../../shared/courtesy-limit.js";
import { courtesyWording } from "../../shared/wording.js";
import type { ZaloOaApi } from "./api.js";
import { conversationIdOf } from "./channel.js";
import type { Contacts } from "./contacts.js";
import type { Courtesy } from "./parse-event.js";

export interface CourtesyParts {
  readonly api: ZaloOaApi;
  readonly contacts: Contacts;
  readonly limit: CourtesyLimit;
}

/** What the channel says by itself, without the core. Each is sent once and not again if it fails: nobody misses it. */
export class Courtesies {
  readonly #parts: CourtesyParts;
  readonly #underWay = new Set<Promise<unknown>>();

  constructor(parts: CourtesyParts) {
    this.#parts = parts;
  }

  say(courtesy: Courtesy, userId: string): void {
    if (!this.#parts.limit.allows(conversationIdOf(userId), courtesy)) return;
    const work = this.#send(courtesyWording[courtesy], userId)
      .catch(() => undefined)
      .finally(() => this.#underWay.delete(work));
    this.#underWay.add(work);
  }

  /** Resolves when nothing is under way. */
  async settle(): Promise<void> {
    await Promise.all(this.#underWay);
  }

  async #send(text: string, userId: string): Promise<void> {
    const { api, contacts } = this.#parts;
    await contacts.saying(userId, text);
    await api.send(userId, text, []);
  }
}
