import type { WebSocket } from "ws";
import type { ActivityJson } from "../../../src/activity/activity.js";
import type { ConversationLog, ConversationSignal } from "../../../src/activity/conversation-log.js";
import { activitySet, type ActivitySet } from "./activity-set.js";

export interface StreamOptions {
  readonly conversationId: string;
  /** The place in the log after which it begins. */
  readonly watermark: number;
  readonly log: ConversationLog;
  /** In milliseconds since 1970. */
  readonly now: () => number;
  readonly typingActivity: () => ActivityJson;
  readonly onFault: (error: unknown) => void;
}

/** Codes of RFC 6455, section 7.4.1. */
export const closeCodes = { done: 1000, serverStops: 1001, serverFault: 1011 } as const;

/** Activities in one frame. */
const frameSize = 50;
/** A client that takes in nothing for so long is gone. */
const flushTimeoutMs = 30_000;

/**
 * Writes the log of a conversation to one WebSocket, from a place on. One frame is under way at a time and the log
 * keeps the rest, so a slow client costs no memory.
 */
export class Stream {
  readonly #socket: WebSocket;
  readonly #options: StreamOptions;
  #watermark: number;
  #isWriting = false;
  #isWanted = false;
  #lastSignAt: number;
  #lastActivityAt: number;

  constructor(socket: WebSocket, options: StreamOptions) {
    this.#socket = socket;
    this.#options = options;
    this.#watermark = options.watermark;
    this.#lastSignAt = this.#lastActivityAt = options.now();
    // Clients send empty frames, and answer pings, to show that they are there.
    const noteSign = (): void => void (this.#lastSignAt = options.now());
    socket.on("message", noteSign);
    socket.on("pong", noteSign);
  }

  tell(signal: ConversationSignal): void {
    if (signal === "changed") this.#write();
    else this.#showTyping();
  }

  /** Ends the stream if nobody is there any more, or nothing has been said for long; else asks for a sign of life. */
  check(silentMs: number, idleMs: number): void {
    const now = this.#options.now();
    if (now - this.#lastSignAt > silentMs) this.#socket.terminate();
    else if (now - this.#lastActivityAt > idleMs) this.close(closeCodes.done);
    else this.#socket.ping();
  }

  close(code: number): void {
    this.#socket.close(code);
  }

  get #isOpen(): boolean {
    return this.#socket.readyState === this.#socket.OPEN;
  }

  terminate(): void {
    this.#socket.terminate();
  }

  /** A sign of the moment: who cannot take it in now need not see it. */
  #showTyping(): void {
    if (!this.#isOpen || this.#socket.bufferedAmount > 0) return;
    this.#send({ activities: [this.#options.typingActivity()], watermark: String(this.#watermark) }).catch(() => undefined);
  }

  #write(): void {
    this.#isWanted = true;
    if (!this.#isWriting) void this.#writeWhileWanted();
  }

  async #writeWhileWanted(): Promise<void> {
    this.#isWriting = true;
    try {
      while (this.#isWanted && this.#isOpen) {
        this.#isWanted = false;
        await this.#writeFrame();
      }
    } catch (error) {
      // The client comes back, and begins after what it has. That it went away is no fault.
      if (this.#isOpen) this.#options.onFault(error);
      this.close(closeCodes.serverFault);
    } finally {
      this.#isWriting = false;
    }
  }

  async #writeFrame(): Promise<void> {
    const { log, conversationId, now } = this.#options;
    const logged = await log.readAfter(conversationId, this.#watermark, frameSize);
    if (logged.length === 0 || !this.#isOpen) return;
    const frame = activitySet(logged, this.#watermark);
    await this.#send(frame);
    this.#watermark = Number(frame.watermark);
    this.#lastActivityAt = now();
    if (logged.length === frameSize) this.#isWanted = true;
  }

  /** Resolves when the frame has left for the network; if it does not, the stream ends. */
  #send(frame: ActivitySet): Promise<void> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => this.#socket.terminate(), flushTimeoutMs);
      this.#socket.send(JSON.stringify(frame), (error) => {
        clearTimeout(timer);
        if (error) reject(error);
        else resolve();
      });
    });
  }
}
