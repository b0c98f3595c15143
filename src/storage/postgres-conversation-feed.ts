import type pg from "pg";
import type { ConversationFeed, ConversationSignal } from "../activity/conversation-log.js";
import { listenToChannel } from "./listen-to-channel.js";
import { conversationSignals } from "./signal-conversation.js";

type Listener = (signal: ConversationSignal) => void;

/** Hears of changes in all processes over one connection, and passes them to those who asked for the conversation. */
export class PostgresConversationFeed implements ConversationFeed {
  readonly #listeners = new Map<string, Set<Listener>>();
  #stop: () => Promise<void> = () => Promise.resolve();

  async start(pool: pg.Pool): Promise<void> {
    this.#stop = await listenToChannel(pool, conversationSignals, {
      onMessage: (message) => this.#pass(message),
      onReconnect: () => {
        for (const conversationId of this.#listeners.keys()) this.#tell(conversationId, "changed");
        return Promise.resolve();
      },
    });
  }

  stop(): Promise<void> {
    return this.#stop();
  }

  subscribe(conversationId: string, listener: Listener): () => void {
    const listeners = this.#listeners.get(conversationId) ?? new Set();
    this.#listeners.set(conversationId, listeners.add(listener));
    return () => {
      listeners.delete(listener);
      if (listeners.size === 0 && this.#listeners.get(conversationId) === listeners) this.#listeners.delete(conversationId);
    };
  }

  #pass(message: string): void {
    const space = message.indexOf(" ");
    this.#tell(message.slice(space + 1), message.slice(0, space) === "typing" ? "typing" : "changed");
  }

  #tell(conversationId: string, signal: ConversationSignal): void {
    for (const listener of this.#listeners.get(conversationId) ?? []) listener(signal);
  }
}
