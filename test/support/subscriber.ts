import type { Subscription, SubscriptionChange, SubscriptionStore } from "../../src/core/subscriptions/subscription.js";
import { Subscriptions, type SubscriptionMessage, type SubscriptionTurn } from "../../src/core/subscriptions/subscriptions.js";
import type { SubscriptionMemory } from "../../src/core/subscriptions/dialogue.js";
import { subscriptionOptions } from "./subscription-options.js";

/** Subscriptions in memory. */
export class MemorySubscriptions implements SubscriptionStore {
  readonly held = new Map<string, Subscription>();

  subscriptionOf(conversationId: string): Promise<Subscription | undefined> {
    return Promise.resolve(this.held.get(conversationId));
  }

  apply(changes: readonly SubscriptionChange[]): void {
    for (const change of changes) {
      const before = this.held.get(change.conversationId);
      if (change.kind === "subscribed") this.held.set(change.conversationId, change.subscription);
      else if (before !== undefined) this.held.set(change.conversationId, { ...before, place: undefined, unsubscribedAt: change.at });
    }
  }
}

/** One person in one conversation who may subscribe. */
export class Subscriber {
  readonly store = new MemorySubscriptions();
  readonly subscriptions: Subscriptions;
  now = new Date("2026-11-27T02:00:00Z");
  notifies = true;
  isOfficial = false;
  isAskedElsewhere = false;
  memory: SubscriptionMemory | undefined;
  turn: SubscriptionTurn | undefined;

  constructor() {
    this.subscriptions = new Subscriptions({ ...subscriptionOptions, store: this.store, isOfficial: () => Promise.resolve(this.isOfficial) });
  }

  /** Says something, and stores what changes by it. @returns the reply, or "" where it is about something else. */
  async say(text: string): Promise<string> {
    this.turn = await this.subscriptions.turn(this.#messageOf(text));
    if (this.turn === undefined && this.memory) this.memory = { ...this.memory, isAside: true };
    return this.#take();
  }

  /** Says what nobody else knows either. */
  async sayUnknown(text: string): Promise<string> {
    this.turn = (await this.subscriptions.turn(this.#messageOf(text))) ?? (await this.subscriptions.correctPlace(this.#messageOf(text)));
    return this.#take();
  }

  /** One thing after the other. @returns the last reply. */
  async sayAll(...texts: readonly string[]): Promise<string> {
    let said = "";
    for (const text of texts) said = await this.say(text);
    return said;
  }

  get buttons(): string[] {
    return (this.turn?.reply.choices ?? []).map(({ label }) => label);
  }

  get held(): Subscription | undefined {
    return this.store.held.get("test-1");
  }

  #take(): string {
    if (this.turn === undefined) return "";
    this.store.apply(this.turn.changes);
    this.memory = this.turn.memory;
    return this.turn.reply.text;
  }

  #messageOf(text: string): SubscriptionMessage {
    const { memory, notifies, now } = this;
    const isAskedElsewhere = (): Promise<boolean> => Promise.resolve(this.isAskedElsewhere);
    return { conversationId: "test-1", channelId: "test", text, memory, notifies, isAskedElsewhere, now };
  }
}
