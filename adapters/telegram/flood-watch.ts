/**
 * Telegram has a quota for each chat and one for the whole bot, and does not say which was used up. Where a second chat
 * meets one while the first still has to wait, it is the bot's. Groups meet their own, of some 20 messages a minute, all
 * the time, and say nothing of the bot's.
 */
export class FloodWatch {
  readonly #now: () => number;
  readonly #waiting = new Map<string, number>();
  #allWaitUntil = -Infinity;

  constructor(now: () => number) {
    this.#now = now;
  }

  /** Nothing should be sent at all for now. */
  get holdsAll(): boolean {
    return this.#now() < this.#allWaitUntil;
  }

  /** A chat was told to wait. @returns whether everybody has to */
  note(chatId: string, afterMs: number): boolean {
    const now = this.#now();
    const until = now + afterMs;
    for (const [waiting, end] of this.#waiting) if (end <= now) this.#waiting.delete(waiting);
    if (isGroup(chatId)) return false;
    this.#waiting.set(chatId, until);
    if (this.#waiting.size > 1) this.#allWaitUntil = Math.max(this.#allWaitUntil, until);
    return this.holdsAll;
  }
}

/** Telegram's numbers of groups are negative. */
function isGroup(chatId: string): boolean {
  return chatId.startsWith("-");
}
