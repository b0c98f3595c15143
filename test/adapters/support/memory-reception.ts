import type { Inbound, NewConversation, Receipt, Reception } from "../../../src/activity/reception.js";

/** Keeps what arrives as the real one does, in memory. */
export class MemoryReception implements Reception {
  readonly opened = new Map<string, NewConversation>();
  readonly stored: Inbound[] = [];
  /** What is thrown instead of storing, once each. */
  readonly faults: Error[] = [];
  /** Takes nothing more of this conversation in. */
  flooded: string | undefined;
  readonly #watchers = new Set<() => void>();

  open(conversation: NewConversation): Promise<void> {
    this.opened.set(conversation.id, conversation);
    return Promise.resolve();
  }

  receive(inbound: Inbound): Promise<Receipt> {
    const fault = this.faults.shift();
    if (fault !== undefined) return Promise.reject(fault);
    const conversationId = inbound.activity.conversation.id;
    const earlier = this.stored.findIndex(({ providerId }) => providerId === inbound.providerId);
    if (earlier >= 0) return Promise.resolve({ outcome: "duplicate", activityId: `${conversationId}|${earlier}` });
    if (!this.opened.has(conversationId)) return Promise.resolve({ outcome: "no_conversation" });
    if (this.flooded === conversationId) return Promise.resolve({ outcome: "too_many", retryAfterSeconds: 40 });
    this.stored.push(inbound);
    for (const look of this.#watchers) look();
    return Promise.resolve({ outcome: "stored", activityId: `${conversationId}|${this.stored.length - 1}` });
  }

  get texts(): (string | undefined)[] {
    return this.stored.map(({ activity }) => activity.text);
  }

  /** Resolves once so many are stored. */
  async holds(count: number): Promise<Inbound[]> {
    if (this.stored.length < count)
      await new Promise<void>((resolve) => {
        const look = (): void => {
          if (this.stored.length < count) return;
          this.#watchers.delete(look);
          resolve();
        };
        this.#watchers.add(look);
      });
    return this.stored;
  }
}
