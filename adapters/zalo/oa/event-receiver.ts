import type { PushChannelParts } from "../../../src/activity/push-channel.js";
import { CodedError } from "../../../src/errors.js";
import { handIn } from "../../shared/hand-in.js";
import type { Contacts } from "./contacts.js";
import type { Courtesies } from "./courtesies.js";
import { parseEvent, type Reading } from "./parse-event.js";

export interface ReceiverParts extends Pick<PushChannelParts, "reception" | "maxPerMinute" | "onFault"> {
  readonly contacts: Contacts;
  readonly courtesies: Courtesies;
  /** How long the bot is silent after a colleague has answered, in milliseconds. */
  readonly silentForMs: number;
}

/** Takes events in. */
export class EventReceiver {
  readonly #parts: ReceiverParts;

  constructor(parts: ReceiverParts) {
    this.#parts = parts;
  }

  /** Resolves when what the event says is stored, or means nothing. Rejects if it could not be stored: Zalo sends it again. */
  async receive(event: unknown): Promise<void> {
    const { contacts, onFault } = this.#parts;
    const reading = parseEvent(event);
    switch (reading.kind) {
      case "arrival":
      case "courtesy":
        await contacts.heard(reading.userId);
        return this.#answer(reading);
      case "contact":
        return contacts.heard(reading.userId);
      case "unfollow":
        return contacts.left(reading.userId);
      case "said_by_account":
        return this.#noticeColleague(reading.userId, reading.text);
      case "data_request":
        return onFault(new CodedError("zalo_oa_data_request", reading.event));
      case "nothing":
        return;
    }
  }

  async #answer(reading: Extract<Reading, { kind: "arrival" | "courtesy" }>): Promise<void> {
    const { contacts, courtesies } = this.#parts;
    const { userId } = reading;
    // A colleague speaks with them: two voices in one conversation confuse.
    if (await contacts.isHandedOver(userId)) return;
    if (reading.kind === "courtesy") return courtesies.say(reading.courtesy, userId);
    const { outcome } = await handIn(reading, this.#parts);
    if (outcome === "too_many") courtesies.say("tooMany", userId);
  }

  /** Zalo tells of every message of the account, ours too. */
  async #noticeColleague(userId: string, text: string): Promise<void> {
    const { contacts, silentForMs } = this.#parts;
    if (!(await contacts.isSaidByUs(userId, text))) await contacts.handOver(userId, silentForMs);
  }
}
