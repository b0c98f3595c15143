import type { CourtesyLimit } from "../shared/courtesy-limit.js";
import { conversationIdOf, type Place } from "./channel.js";
import type { Connector } from "./connector.js";
import { plainMessage } from "./format.js";
import type { Courtesy } from "./parse-activity.js";
import { azureWording } from "./wording.js";

/**
 * What the channel says by itself, without the core. Each is sent once and not again if it fails: nobody misses it, and
 * what matters was stored before.
 */
export class Courtesies {
  readonly #connector: Connector;
  readonly #limit: CourtesyLimit;
  readonly #underWay = new Set<Promise<unknown>>();

  constructor(connector: Connector, limit: CourtesyLimit) {
    this.#connector = connector;
    this.#limit = limit;
  }

  say(courtesy: Courtesy, place: Place): void {
    if (!this.#limit.allows(conversationIdOf(place), courtesy)) return;
    const work = this.#connector
      .send(place, plainMessage(azureWording[courtesy], place))
      .catch(() => undefined)
      .finally(() => this.#underWay.delete(work));
    this.#underWay.add(work);
  }

  /** Resolves when nothing is under way. */
  async settle(): Promise<void> {
    await Promise.all(this.#underWay);
  }
}
