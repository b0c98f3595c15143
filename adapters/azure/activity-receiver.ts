import type { PushChannelParts } from "../../src/activity/push-channel.js";
import { handIn } from "../shared/hand-in.js";
import { azure, conversationIdOf, referenceTo, type Place } from "./channel.js";
import type { Courtesies } from "./courtesies.js";
import type { Incoming } from "./incoming.js";
import { parseActivity, type Arrival } from "./parse-activity.js";

export interface ReceiverParts extends Pick<PushChannelParts, "reception" | "maxPerMinute"> {
  readonly courtesies: Courtesies;
}

/** So many conversations are known to be stored with the serviceUrl that they have now. */
const mostKnown = 10_000;

/** Takes in what the Bot Connector brings. */
export class ActivityReceiver {
  readonly #parts: ReceiverParts;
  readonly #serviceUrls = new Map<string, string>();

  constructor(parts: ReceiverParts) {
    this.#parts = parts;
  }

  /** Resolves when what the activity says is stored, or means nothing. Rejects if it could not be stored. */
  async receive(incoming: Incoming): Promise<void> {
    const reading = parseActivity(incoming);
    if (reading.kind === "arrival") await this.#take(reading);
    if (reading.kind === "courtesy") this.#parts.courtesies.say(reading.courtesy, reading.place);
  }

  async #take({ inbound, place, opens, courtesy }: Arrival): Promise<void> {
    const { courtesies } = this.#parts;
    const conversation = { id: conversationIdOf(place), channelId: azure.id, userId: place.userId, reference: referenceTo(place) };
    if (opens) await this.#learnServiceUrl(place, conversation);
    const receipt = await handIn({ inbound, conversation: opens ? conversation : undefined }, this.#parts);
    if (receipt.outcome === "too_many" && !place.isGroup) courtesies.say("tooMany", place);
    if (receipt.outcome === "stored" && courtesy !== undefined) courtesies.say(courtesy, place);
  }

  /** A conversation's serviceUrl may change at any time; the last one is where answers go. */
  async #learnServiceUrl({ serviceUrl }: Place, conversation: Parameters<PushChannelParts["reception"]["open"]>[0]): Promise<void> {
    if (this.#serviceUrls.get(conversation.id) === serviceUrl) return;
    await this.#parts.reception.open(conversation);
    if (this.#serviceUrls.size >= mostKnown) this.#serviceUrls.clear();
    this.#serviceUrls.set(conversation.id, serviceUrl);
  }
}
