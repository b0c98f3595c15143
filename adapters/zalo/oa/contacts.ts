import { createHash } from "node:crypto";
import type { ChannelStore } from "../../../src/activity/push-channel.js";
import { conversationIdOf } from "./channel.js";

export interface ContactParts {
  readonly store: ChannelStore;
  /** In milliseconds since 1970. */
  readonly now: () => number;
}

const hourMs = 60 * 60 * 1000;
/** Messages to somebody are free for so long after they were last heard … */
export const freeForMs = 48 * hourMs;
/** … and possible for so long. */
export const possibleForMs = 7 * 24 * hourMs;
/** The account's own messages come back as events within seconds. */
const echoWithinMs = hourMs;

/** What is kept of people between events: when they were heard, what was said to them, and whether a colleague answers them. */
export class Contacts {
  readonly #parts: ContactParts;

  constructor(parts: ContactParts) {
    this.#parts = parts;
  }

  /** They wrote, pressed something or followed. */
  async heard(userId: string): Promise<void> {
    await this.#parts.store.set(nameOf("heard", userId), this.#parts.now(), possibleForMs);
  }

  /** They do not want to be written to. */
  async left(userId: string): Promise<void> {
    await this.#parts.store.set(nameOf("heard", userId), 0, 0);
  }

  /** How long ago they were heard, in milliseconds; `undefined`: longer ago than Zalo lets anybody write. */
  async silentFor(userId: string): Promise<number | undefined> {
    const at = await this.#parts.store.get(nameOf("heard", userId));
    return typeof at === "number" ? this.#parts.now() - at : undefined;
  }

  /** Remembers that a text goes to somebody, before it does: the event that tells of it may come first. */
  async saying(userId: string, text: string): Promise<void> {
    await this.#parts.store.set(nameOf("said", userId, text), true, echoWithinMs);
  }

  async isSaidByUs(userId: string, text: string): Promise<boolean> {
    return (await this.#parts.store.get(nameOf("said", userId, text))) === true;
  }

  /** A colleague answers them for so long. */
  async handOver(userId: string, forMs: number): Promise<void> {
    await this.#parts.store.set(nameOf("handed over", userId), true, forMs);
  }

  async isHandedOver(userId: string): Promise<boolean> {
    return (await this.#parts.store.get(nameOf("handed over", userId))) === true;
  }
}

/** Of a text only a digest is kept. Zalo may change spaces. */
function nameOf(what: string, userId: string, text?: string): string {
  const digest = text === undefined ? "" : ` ${createHash("sha256").update(text.normalize("NFC").replace(/\s+/gu, " ").trim()).digest("base64url")}`;
  return `zalo-oa ${what} ${conversationIdOf(userId)}${digest}`;
}
