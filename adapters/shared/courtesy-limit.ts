/** An album is one thing to a person, and as many messages to us as it has pictures. */
const pauseMs = 30_000;

/** Lets the channel say each of its own sentences once in a while in a conversation, not under every message. */
export class CourtesyLimit {
  readonly #now: () => number;
  readonly #most: number;
  readonly #saidAt = new Map<string, number>();

  constructor(now: () => number, most = 10_000) {
    this.#now = now;
    this.#most = most;
  }

  /** Whether it may be said now; then it counts as said. */
  allows(conversationId: string, courtesy: string): boolean {
    const key = `${courtesy} ${conversationId}`;
    const now = this.#now();
    if (now - (this.#saidAt.get(key) ?? -Infinity) < pauseMs) return false;
    if (this.#saidAt.size >= this.#most) this.#saidAt.clear();
    this.#saidAt.set(key, now);
    return true;
  }
}
