import { setTimeout as sleep } from "node:timers/promises";
import type { WebSocket } from "ws";
import type { ConversationFeed, ConversationLog } from "../../../src/activity/conversation-log.js";
import { botAccount, webChat } from "../channel.js";
import { closeCodes, Stream } from "./stream.js";

export interface StreamsOptions {
  readonly log: ConversationLog;
  readonly feed: ConversationFeed;
  /** In milliseconds since 1970. */
  readonly now: () => number;
  readonly newId: () => string;
  readonly maxPerAddress: number;
  readonly onFault: (error: unknown) => void;
  /** Default 25,000: below the minute after which proxies drop a silent connection. */
  readonly checkEveryMs?: number;
  /** Default two hours. */
  readonly idleMs?: number;
}

/** Tabs, and sockets that a phone has forgotten to close. */
const maxPerConversation = 10;
const closeGraceMs = 1_000;

/** The streams that are open in this process. */
export class Streams {
  readonly #options: StreamsOptions;
  readonly #streams = new Set<Stream>();
  readonly #perAddress = new Map<string, number>();
  readonly #perConversation = new Map<string, number>();
  readonly #timer: NodeJS.Timeout;

  constructor(options: StreamsOptions) {
    const { checkEveryMs = 25_000, idleMs = 2 * 60 * 60 * 1000 } = options;
    this.#options = options;
    this.#timer = setInterval(() => {
      for (const stream of this.#streams) stream.check(2.5 * checkEveryMs, idleMs);
    }, checkEveryMs);
  }

  get count(): number {
    return this.#streams.size;
  }

  /** @param address under whatever name it is counted. */
  hasRoomFor(address: string, conversationId: string): boolean {
    return (this.#perAddress.get(address) ?? 0) < this.#options.maxPerAddress && (this.#perConversation.get(conversationId) ?? 0) < maxPerConversation;
  }

  add(socket: WebSocket, address: string, conversationId: string, watermark: number): void {
    const { log, feed, now, newId, onFault } = this.#options;
    const typingActivity = () => ({
      type: "typing",
      id: newId(),
      timestamp: new Date(now()).toISOString(),
      channelId: webChat.id,
      conversation: { id: conversationId },
      from: botAccount,
    });
    const stream = new Stream(socket, { conversationId, watermark, log, now, typingActivity, onFault });
    const unsubscribe = feed.subscribe(conversationId, (signal) => stream.tell(signal));
    this.#streams.add(stream);
    change(this.#perAddress, address, 1);
    change(this.#perConversation, conversationId, 1);
    socket.once("close", () => {
      unsubscribe();
      this.#streams.delete(stream);
      change(this.#perAddress, address, -1);
      change(this.#perConversation, conversationId, -1);
    });
    stream.tell("changed");
  }

  /** Ends all streams; clients come back to whichever process answers. */
  async close(): Promise<void> {
    clearInterval(this.#timer);
    for (const stream of this.#streams) stream.close(closeCodes.serverStops);
    const deadline = performance.now() + closeGraceMs;
    while (this.#streams.size > 0 && performance.now() < deadline) await sleep(20);
    for (const stream of this.#streams) stream.terminate();
  }
}

function change(counts: Map<string, number>, key: string, by: number): void {
  const count = (counts.get(key) ?? 0) + by;
  if (count === 0) counts.delete(key);
  else counts.set(key, count);
}
