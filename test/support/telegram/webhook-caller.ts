import { STATUS_CODES } from "node:http";
import type { PendingUpdate, PendingUpdates } from "./pending-updates.js";

export interface WebhookSettings {
  readonly url: string;
  readonly secret: string;
  readonly maxConnections: number;
}

export interface WebhookCallerParts {
  readonly updates: PendingUpdates;
  readonly now: () => number;
  /** Ends early when the signal aborts. */
  readonly wait: (ms: number, signal: AbortSignal) => Promise<void>;
  readonly onChange: () => void;
}

const longestWaitMs = 60_000;

/** Brings updates to the webhook: in order within a chat, at the same time between chats, again until it is told 2xx. */
export class WebhookCaller {
  settings: WebhookSettings | undefined;
  lastError: { readonly date: number; readonly message: string } | undefined;
  readonly #parts: WebhookCallerParts;
  readonly #underWay = new Map<string, number>();
  readonly #stopping = new AbortController();

  constructor(parts: WebhookCallerParts) {
    this.#parts = parts;
  }

  stop(): void {
    this.#stopping.abort();
  }

  /** Looks for chats that nothing is being brought from. */
  wake(): void {
    if (this.settings === undefined || this.#stopping.signal.aborted) return;
    for (const update of this.#parts.updates.all) {
      const queue = queueOf(update);
      if (this.#underWay.has(queue)) continue;
      if (this.#underWay.size >= this.settings.maxConnections) return;
      this.#underWay.set(queue, update.update_id);
      void this.#bring(update).finally(() => {
        this.#underWay.delete(queue);
        this.#parts.onChange();
        this.wake();
      });
    }
  }

  async #bring(update: PendingUpdate): Promise<void> {
    const { signal } = this.#stopping;
    for (let failures = 0; this.settings !== undefined && !signal.aborted; failures += 1) {
      const retryAfter = await this.#call(this.settings, update);
      if (retryAfter === undefined) return this.#parts.updates.remove(update.update_id);
      // The first time at once.
      await this.#parts.wait(retryAfter > 0 ? retryAfter * 1000 : failures === 0 ? 0 : Math.min(longestWaitMs, 1000 * 2 ** failures), signal);
    }
  }

  /** @returns when to come again, in seconds; `undefined` if it was taken. */
  async #call({ url, secret }: WebhookSettings, update: PendingUpdate): Promise<number | undefined> {
    const headers = { "content-type": "application/json", ...(secret !== "" && { "x-telegram-bot-api-secret-token": secret }) };
    try {
      const { ok, status, headers: answer } = await fetch(url, { method: "POST", headers, body: JSON.stringify(update), signal: this.#stopping.signal });
      if (ok) return undefined;
      this.#fail(`Wrong response from the webhook: ${status} ${STATUS_CODES[status] ?? ""}`.trim());
      return Number(answer.get("retry-after") ?? 0);
    } catch {
      this.#fail("Connection refused");
      return 0;
    }
  }

  #fail(message: string): void {
    this.lastError = { date: Math.floor(this.#parts.now() / 1000), message };
    this.#parts.onChange();
  }
}

function queueOf(update: PendingUpdate): string {
  const {
    message,
    edited_message: edited,
    callback_query: query,
    my_chat_member: member,
  } = update as Record<string, { chat?: { id: number }; from?: { id: number } }>;
  return String((message ?? edited ?? member)?.chat?.id ?? query?.from?.id ?? update.update_id);
}
