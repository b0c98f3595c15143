import type { PushChannelParts } from "../../src/activity/push-channel.js";
import type { Receipt } from "../../src/activity/reception.js";
import { handIn } from "../shared/hand-in.js";
import { conversationIdOf, isGroup } from "./address.js";
import type { AskedMessages } from "./asked-messages.js";
import { referenceTo, telegram } from "./channel.js";
import type { Courtesies } from "./courtesies.js";
import type { KnownIdentity } from "./known-identity.js";
import { parseUpdate, type Arrival } from "./parse-update.js";
import { telegramWording } from "./wording.js";

export interface ReceiverParts extends Pick<PushChannelParts, "reception" | "maxPerMinute"> {
  readonly identity: KnownIdentity;
  readonly asked: AskedMessages;
  readonly courtesies: Courtesies;
}

/** Takes updates in, whichever way they come. */
export class UpdateReceiver {
  readonly #parts: ReceiverParts;

  constructor(parts: ReceiverParts) {
    this.#parts = parts;
  }

  /** Resolves when what the update says is stored, or means nothing. Rejects if it could not be stored: it must come again. */
  async receive(update: unknown): Promise<void> {
    const { identity, courtesies } = this.#parts;
    const reading = parseUpdate(update, await identity.get());
    switch (reading.kind) {
      case "arrival":
        return this.#take(reading);
      case "courtesy":
        return courtesies.say(reading.courtesy, reading.address);
      case "callback":
        return courtesies.answer(reading.callback);
      case "nothing":
        return;
    }
  }

  async #take(arrival: Arrival): Promise<void> {
    const { asked, courtesies } = this.#parts;
    const { callback, questionId, courtesy, participant } = arrival;
    const receipt = await this.#store(arrival);
    if (receipt.outcome === "too_many") return this.#refuse(arrival);
    if (callback !== undefined) courtesies.answer(callback);
    if (receipt.outcome !== "stored") return;
    if (questionId !== undefined) asked.remember(receipt.activityId, questionId);
    if (courtesy !== undefined) courtesies.say(courtesy, participant.address);
    if (callback?.asksWhy !== undefined) courtesies.askWhy(callback.asksWhy, participant.address, await this.#parts.identity.get());
  }

  #store({ inbound, participant, opens }: Arrival): Promise<Receipt> {
    const { address, userId } = participant;
    const conversation = { id: conversationIdOf(address), channelId: telegram.id, userId, reference: referenceTo(participant) };
    return handIn({ inbound, conversation: opens ? conversation : undefined }, this.#parts);
  }

  /** Sending it again later would hold up everybody else's updates, so it is not read, and the person is told. */
  #refuse({ callback, participant: { address } }: Arrival): void {
    if (callback !== undefined) this.#parts.courtesies.answer({ id: callback.id, note: telegramWording.tooMany });
    else if (!isGroup(address)) this.#parts.courtesies.say("tooMany", address);
  }
}
