import type { Topic } from "../knowledge/schema.js";
import type { Place } from "../places/load-places.js";
import { dayInVietnam, readableDate } from "../wording/dates.js";
import { subscriptionWording as wording } from "../wording/subscriptions.js";
import { chosenWords } from "./chosen-words.js";
import { chosenOrSaid } from "./chosen-or-said.js";
import type { Command } from "./command.js";
import { Dialogue, type SubscriptionMemory, type SubscriptionReply } from "./dialogue.js";
import { PlaceFinder } from "../places/find-place.js";
import type { Subscription, SubscriptionChange, SubscriptionStore } from "./subscription.js";

/** What can be subscribed to. */
export interface SubscriptionOptions {
  readonly topics: readonly Topic[];
  readonly places: readonly Place[];
}

export interface SubscriptionParts extends SubscriptionOptions {
  readonly store: SubscriptionStore;
  /** Whether the person of a conversation is known to be an official. */
  readonly isOfficial: (conversationId: string) => Promise<boolean>;
}

export interface SubscriptionMessage {
  readonly conversationId: string;
  readonly channelId: string;
  readonly text: string;
  /** `undefined` where nothing was asked about it. */
  readonly memory: SubscriptionMemory | undefined;
  /** The channel tells people that something has come, also while they are not looking. */
  readonly notifies: boolean;
  /** Whether somebody else has just asked what "hủy" would be an answer to. */
  readonly isAskedElsewhere: () => Promise<boolean>;
  readonly now: Date;
}

export interface SubscriptionTurn {
  readonly reply: SubscriptionReply;
  readonly changes: readonly SubscriptionChange[];
  /** Absent where nothing is left to be asked. */
  readonly memory: SubscriptionMemory | undefined;
}

/** A longer message was not meant as the name of a place. */
const mostWordsOfPlace = 6;

/** Who gets announcements, chosen in chat. */
export class Subscriptions {
  readonly #parts: SubscriptionParts;
  readonly #places: PlaceFinder;

  constructor(parts: SubscriptionParts) {
    this.#parts = parts;
    this.#places = new PlaceFinder(parts.places);
  }

  /** One turn; `undefined` where the message is about something else. */
  async turn(message: SubscriptionMessage): Promise<SubscriptionTurn | undefined> {
    const { conversationId, text, memory } = message;
    const command = chosenOrSaid(text, memory, this.#parts.topics);
    const mayNamePlace = memory?.asks === "place" && !memory.isAside;
    if (command === undefined && !mayNamePlace) return undefined;
    const subscription = await this.#parts.store.subscriptionOf(conversationId);
    if (command?.kind === "cancel" && (await message.isAskedElsewhere())) return undefined;
    const dialogue = await this.#dialogue(message, subscription);
    return ended(dialogue, command === undefined ? dialogue.takePlace(text) : obey(dialogue, command));
  }

  /** The turn after one that nobody could make anything of: who was asked for a place is told that there is none of that name. */
  async correctPlace(message: SubscriptionMessage): Promise<SubscriptionTurn | undefined> {
    const { conversationId, text, memory } = message;
    if (memory?.asks !== "place" || memory.isAside || text.trim().split(/\s+/u).length > mostWordsOfPlace) return undefined;
    const dialogue = await this.#dialogue(message, await this.#parts.store.subscriptionOf(conversationId));
    return ended(dialogue, dialogue.correctPlace());
  }

  async #dialogue(message: SubscriptionMessage, subscription: Subscription | undefined): Promise<Dialogue> {
    return new Dialogue({
      ...message,
      topics: this.#parts.topics,
      places: this.#places,
      subscription: isWanted(subscription) ? subscription : undefined,
      isOfficial: await this.#parts.isOfficial(message.conversationId),
    });
  }

  /** What is held on the subscription of a conversation, in words; `undefined` where there is none. */
  async heldOn(conversationId: string): Promise<string | undefined> {
    const subscription = await this.#parts.store.subscriptionOf(conversationId);
    if (subscription === undefined) return undefined;
    const { subscribedAt, unsubscribedAt } = subscription;
    const agreed = readableDate(dayInVietnam(subscribedAt));
    if (unsubscribedAt !== undefined) return wording.heldAfterwards(agreed, readableDate(dayInVietnam(unsubscribedAt)));
    return wording.held(agreed, chosenWords(subscription, this.#parts.topics, this.#places));
  }
}

function ended({ changes, memory }: Dialogue, reply: SubscriptionReply | undefined): SubscriptionTurn | undefined {
  return reply && { reply, changes, memory };
}

function isWanted(subscription: Subscription | undefined): subscription is Subscription {
  return subscription !== undefined && subscription.unsubscribedAt === undefined;
}

function obey(dialogue: Dialogue, command: Command): SubscriptionReply | undefined {
  switch (command.kind) {
    case "subscribe":
      return dialogue.begin();
    case "agree":
      return dialogue.agree(command.role);
    case "decline":
      return dialogue.decline();
    case "choose_topics":
      return dialogue.chooseTopics(command.topics);
    case "add_topics":
      return dialogue.addTopics(command.topics);
    case "wrong_number":
      return dialogue.correctNumber(command.most);
    case "choose_place":
      return dialogue.choosePlace(command.code);
    case "skip_place":
      return dialogue.finish();
    case "change_topics":
      return dialogue.askTopics();
    case "change_place":
      return dialogue.askPlace();
    case "change_role":
      return dialogue.changeRole(command.role);
    case "unsubscribe":
    case "cancel":
      return dialogue.stop();
  }
}
