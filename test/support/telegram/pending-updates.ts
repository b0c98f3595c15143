import { Refusal } from "./methods.js";

export interface PendingUpdate {
  readonly update_id: number;
  readonly [field: string]: unknown;
}

interface Poll {
  readonly limit: number;
  readonly resolve: (updates: PendingUpdate[]) => void;
  readonly reject: (error: Error) => void;
  readonly timer: NodeJS.Timeout;
}

/** Telegram forgets what nobody asked to be told, and the rest after a day; the double keeps it. */
const byDefault = ["message", "edited_message", "callback_query", "my_chat_member", "channel_post", "inline_query"];

/** What the bot has not been told yet, or has not confirmed. */
export class PendingUpdates {
  #updates: PendingUpdate[] = [];
  #lastId = 500_000;
  #allowed: readonly string[] = byDefault;
  #poll: Poll | undefined;

  /** All that wait, oldest first. */
  get all(): readonly PendingUpdate[] {
    return this.#updates;
  }

  allow(kinds: readonly string[] | undefined): void {
    if (kinds !== undefined) this.#allowed = kinds.length === 0 ? byDefault : kinds;
  }

  /** @returns the update's number; also where the bot does not want to know. */
  add(update: Record<string, unknown>): number {
    this.#lastId += 1;
    if (Object.keys(update).some((kind) => this.#allowed.includes(kind))) this.#updates.push({ update_id: this.#lastId, ...update });
    this.#answerPoll();
    return this.#lastId;
  }

  remove(updateId: number): void {
    this.#updates = this.#updates.filter(({ update_id: id }) => id !== updateId);
  }

  clear(): void {
    this.#updates = [];
  }

  /** `getUpdates`: confirms all below `offset`, and waits up to `timeoutSeconds` for more. A second one ends the first. */
  async ask(offset: number, limit: number, timeoutSeconds: number): Promise<PendingUpdate[]> {
    this.endPoll("terminated by other getUpdates request; make sure that only one bot instance is running");
    if (offset < 0) this.#updates = this.#updates.slice(offset);
    else this.#updates = this.#updates.filter(({ update_id: id }) => id >= offset);
    if (this.#updates.length > 0 || timeoutSeconds === 0) return this.#updates.slice(0, limit);
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => this.#finish([]), timeoutSeconds * 1000);
      this.#poll = { limit, resolve, reject, timer };
    });
  }

  /** Ends a request that waits. */
  endPoll(reason: string): void {
    const poll = this.#poll;
    if (poll === undefined) return;
    clearTimeout(poll.timer);
    this.#poll = undefined;
    poll.reject(new Refusal(409, `Conflict: ${reason}`));
  }

  #answerPoll(): void {
    if (this.#updates.length > 0) this.#finish(this.#updates.slice(0, this.#poll?.limit));
  }

  #finish(updates: PendingUpdate[]): void {
    const poll = this.#poll;
    if (poll === undefined) return;
    clearTimeout(poll.timer);
    this.#poll = undefined;
    poll.resolve(updates);
  }
}
