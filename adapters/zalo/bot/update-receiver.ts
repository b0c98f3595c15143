import type { PushChannelParts } from "../../../src/activity/push-channel.js";
import { handIn } from "../../shared/hand-in.js";
import { isGroup } from "./address.js";
import type { BotNames } from "./bot-names.js";
import type { Courtesies } from "./courtesies.js";
import { parseUpdate } from "./parse-update.js";

export interface ReceiverParts extends Pick<PushChannelParts, "reception" | "maxPerMinute"> {
  readonly names: BotNames;
  readonly courtesies: Courtesies;
}

/** Takes updates in, whichever way they come. */
export class UpdateReceiver {
  readonly #parts: ReceiverParts;

  constructor(parts: ReceiverParts) {
    this.#parts = parts;
  }

  /** Resolves when what the update says is stored, or means nothing. Rejects if it could not be stored. */
  async receive(update: unknown): Promise<void> {
    const { names, courtesies } = this.#parts;
    const reading = parseUpdate(update, await names.get());
    if (reading.kind === "courtesy") courtesies.say(reading.courtesy, reading.address);
    if (reading.kind !== "arrival") return;
    const { outcome } = await handIn(reading, this.#parts);
    if (outcome === "too_many" && !isGroup(reading.address)) courtesies.say("tooMany", reading.address);
  }
}
