import type { Topic } from "../knowledge/schema.js";
import type { Place } from "../places/load-places.js";
import { consentVersion, placeName, subscriptionWording as wording } from "../wording/subscriptions.js";
import { chosenWords, topicNames, topicsFor } from "./chosen-words.js";
import type { Choice } from "./command.js";
import type { PlaceFinder } from "../places/find-place.js";
import { placeChoices, whichPlace } from "./which-place.js";
import type { Role, Subscription, SubscriptionChange } from "./subscription.js";

/** What a conversation remembers while it is asked about announcements. Plain data. */
export interface SubscriptionMemory {
  readonly asks: "consent" | "topics" | "place" | "change";
  /** What was offered last; numbers and names choose from it. */
  readonly offered: readonly Choice[];
  /** Something else was said since. */
  readonly isAside: boolean;
  /** As what the person agreed, who has not chosen topics yet. */
  readonly agreedAs?: Role;
}

/** What the bot says about announcements. */
export interface SubscriptionReply {
  readonly text: string;
  readonly choices: readonly Choice[];
  /** Several of the choices can be taken at once, by their numbers. */
  readonly takesSeveral: boolean;
}

export interface DialogueParts {
  readonly conversationId: string;
  readonly channelId: string;
  readonly memory: SubscriptionMemory | undefined;
  readonly notifies: boolean;
  readonly now: Date;
  readonly topics: readonly Topic[];
  readonly places: PlaceFinder;
  /** `undefined` of who gets no announcements. */
  readonly subscription: Subscription | undefined;
  readonly isOfficial: boolean;
}

/** One turn of somebody who subscribes: what is said, what changes, and what is remembered. */
export class Dialogue {
  readonly changes: SubscriptionChange[] = [];
  memory: SubscriptionMemory | undefined = undefined;
  readonly #parts: DialogueParts;
  #subscription: Subscription | undefined;

  constructor(parts: DialogueParts) {
    this.#parts = parts;
    this.#subscription = parts.subscription;
  }

  /** Shows what is chosen, or asks for consent: once for each subscription. */
  begin(): SubscriptionReply {
    return this.#subscription === undefined ? this.#askConsent() : this.#show(this.#subscription);
  }

  agree(as: Role | undefined): SubscriptionReply {
    return this.#subscription === undefined ? this.askTopics(as ?? this.#knownRole()) : this.begin();
  }

  decline(): SubscriptionReply {
    return this.#subscription === undefined ? say([wording.declined]) : this.begin();
  }

  askTopics(agreedAs = this.#parts.memory?.agreedAs, before: readonly string[] = []): SubscriptionReply {
    const role = this.#subscription?.role ?? agreedAs;
    if (role === undefined) return this.#askConsent();
    const offered = topicsFor(role, this.#parts.topics);
    const choices = offered.map(({ id, name }): Choice => ({ label: name, command: { kind: "choose_topics", topics: [id] } }));
    const all: Choice = { label: wording.allTopics, command: { kind: "choose_topics", topics: offered.map(({ id }) => id) } };
    return this.#ask("topics", [...before, `${wording.askTopics} ${wording.severalTopics}`], [...choices, all], agreedAs);
  }

  /** The first time, the place is still to be asked; it may be left out. */
  chooseTopics(topics: readonly string[]): SubscriptionReply {
    const isFirst = this.#subscription === undefined;
    const role = this.#subscription?.role ?? this.#parts.memory?.agreedAs;
    if (role === undefined) return this.#askConsent();
    this.#set({ topics, role });
    return isFirst ? this.askPlace([wording.subscribed(topicNames({ topics, role }, this.#parts.topics))]) : this.finish();
  }

  addTopics(topics: readonly string[]): SubscriptionReply {
    if (this.#subscription === undefined) return this.begin();
    const all = { role: this.#subscription.role, topics: [...new Set([...this.#subscription.topics, ...topics])] };
    this.#set(all);
    return this.askPlace([wording.subscribed(topicNames(all, this.#parts.topics))]);
  }

  askPlace(before: readonly string[] = []): SubscriptionReply {
    return this.#subscription === undefined ? this.begin() : this.#askPlaceAmong([...before, wording.askPlace], []);
  }

  /** A message as the name of a place; `undefined` where it is none. */
  takePlace(text: string): SubscriptionReply | undefined {
    if (this.#subscription === undefined) return undefined;
    const found = this.#parts.places.find(text);
    const [only, ...others] = found.places;
    if (only === undefined) return found.isProvince ? this.#askPlaceAmong([wording.tooWide], []) : undefined;
    if (others.length > 0 || found.isProvince || found.isGuess) return this.#askPlaceAmong([whichPlace(found)], found.places);
    return this.choosePlace(only.code, found.isPresentName ? [] : [wording.nowBelongsTo(placeName(only))]);
  }

  /** Nobody has found anything in what was said when a place was asked for. */
  correctPlace(): SubscriptionReply {
    return this.#askPlaceAmong([wording.noSuchPlace], []);
  }

  choosePlace(code: string, before: readonly string[] = []): SubscriptionReply {
    if (this.#subscription === undefined) return this.begin();
    this.#set({ place: code });
    return this.finish(before);
  }

  /** Says what holds now. */
  finish(before: readonly string[] = []): SubscriptionReply {
    if (this.#subscription === undefined) return this.begin();
    return say([...before, wording.done(this.#chosen(this.#subscription))]);
  }

  changeRole(to: Role | undefined): SubscriptionReply {
    if (this.#subscription === undefined || to === undefined) return this.begin();
    const offered = new Set(topicsFor(to, this.#parts.topics).map(({ id }) => id));
    const kept = this.#subscription.topics.filter((id) => offered.has(id));
    this.#set({ role: to, ...(kept.length > 0 && { topics: kept }) });
    return kept.length > 0 ? this.finish() : this.askTopics();
  }

  correctNumber(most: number): SubscriptionReply {
    this.memory = this.#parts.memory;
    const { offered = [], asks } = this.#parts.memory ?? {};
    return say([wording.noSuchNumber(most)], offered, asks === "topics");
  }

  stop(): SubscriptionReply {
    if (this.#subscription === undefined) return say([wording.notSubscribed]);
    const { conversationId, now } = this.#parts;
    this.changes.push({ kind: "unsubscribed", conversationId, at: now });
    return say([wording.stopped]);
  }

  #askConsent(): SubscriptionReply {
    const text = [wording.consent, ...(this.#parts.notifies ? [] : [wording.onlyWhileOpen]), wording.doYouAgree];
    const agreeing: Choice[] = this.#parts.isOfficial
      ? [{ label: wording.agree, command: { kind: "agree", role: "official" } }]
      : [
          { label: wording.agreeAsCitizen, command: { kind: "agree", role: "citizen" } },
          { label: wording.agreeAsOfficial, command: { kind: "agree", role: "official" } },
        ];
    return this.#ask("consent", text, [...agreeing, { label: wording.decline, command: { kind: "decline" } }]);
  }

  #show(subscription: Subscription): SubscriptionReply {
    const other: Choice =
      subscription.role === "citizen"
        ? { label: wording.becomeOfficial, command: { kind: "change_role", role: "official" } }
        : { label: wording.becomeCitizen, command: { kind: "change_role", role: "citizen" } };
    const choices: Choice[] = [
      { label: wording.changeTopics, command: { kind: "change_topics" } },
      { label: wording.changePlace, command: { kind: "change_place" } },
      ...(this.#parts.isOfficial ? [] : [other]),
      { label: wording.stop, command: { kind: "unsubscribe" } },
    ];
    return this.#ask("change", [wording.overview(this.#chosen(subscription))], choices);
  }

  #askPlaceAmong(text: readonly string[], places: readonly Place[]): SubscriptionReply {
    return this.#ask("place", text, [...placeChoices(places), { label: wording.skip, command: { kind: "skip_place" } }]);
  }

  #ask(asks: SubscriptionMemory["asks"], text: readonly string[], choices: readonly Choice[], agreedAs?: Role): SubscriptionReply {
    this.memory = { asks, offered: choices, isAside: false, ...(agreedAs !== undefined && { agreedAs }) };
    return say(text, choices, asks === "topics");
  }

  #set(changed: Partial<Pick<Subscription, "topics" | "place" | "role">>): void {
    const { conversationId, channelId, now } = this.#parts;
    const before = this.#subscription ?? { topics: [], role: this.#knownRole(), consentVersion, subscribedAt: now };
    this.#subscription = { ...before, ...changed };
    this.changes.push({ kind: "subscribed", conversationId, channelId, subscription: this.#subscription });
  }

  #knownRole(): Role {
    return this.#parts.isOfficial ? "official" : "citizen";
  }

  #chosen(subscription: Subscription): string {
    return chosenWords(subscription, this.#parts.topics, this.#parts.places);
  }
}

function say(paragraphs: readonly string[], choices: readonly Choice[] = [], takesSeveral = false): SubscriptionReply {
  return { text: paragraphs.join("\n"), choices, takesSeveral };
}
