import type { Failure, Reply } from "../direct-line/failure.js";
import type { Cancel, Clock } from "../platform/clock.js";
import type { JsonStore } from "../platform/json-store.js";
import { isRecord, textOf } from "../platform/unknown-data.js";

/**
 * Where a message is: `queued` for its turn; `sending`; `waiting` for another attempt, after one in vain; `sent`, until
 * it comes back in the conversation; `failed` after several attempts; `refused` by the server for what it is.
 */
export type Delivery = "queued" | "sending" | "waiting" | "sent" | "failed" | "refused";

/** A message that has not yet come back in the conversation. */
export interface OutgoingMessage {
  /** Given by this page; the server answers a repeated one only once. */
  clientId: string;
  text: string;
  delivery: Delivery;
  /** When the person sent it, in milliseconds since 1970. */
  askedAt: number;
}

export interface OutboxOptions {
  post: (message: OutgoingMessage) => Promise<Reply<string>>;
  /** The conversation is gone: the message waits for a new one. */
  onConversationLost: () => void;
  onChange: (messages: readonly OutgoingMessage[]) => void;
  clock: Clock;
  /** Keeps what is unsent over a reload. */
  store: JsonStore;
}

/** Sends messages one after another in the order of asking, and keeps them until the conversation shows them. */
export interface Outbox {
  add(message: { clientId: string; text: string }): void;
  retry(clientId: string): void;
  /** The conversation shows it, or the person took it back. */
  remove(clientId: string): void;
  /** Whether there is a conversation that can be posted to. */
  setReady(ready: boolean): void;
  /** What was sent to a conversation that is lost goes to the next one. */
  requeueSent(): void;
  clear(): void;
}

const attempts = 5;
const firstRetryMs = 1_000;
const maxRetryMs = 15_000;

export function createOutbox({ post, onConversationLost, onChange, clock, store }: OutboxOptions): Outbox {
  let messages = readUnsent(store.read());
  let isReady = false;
  let isDraining = false;
  let failedAttempts = 0;
  let cancelRetry: Cancel = () => undefined;
  /** The server asked for quiet until then; milliseconds since 1970. */
  let quietUntil = 0;
  if (messages.length > 0) onChange(messages);

  function update(next: OutgoingMessage[]): void {
    messages = next;
    const unsent = messages.filter(({ delivery }) => delivery !== "sent");
    if (unsent.length > 0) store.write(unsent);
    else store.clear();
    onChange(messages);
  }

  function mark(clientId: string, delivery: Delivery): void {
    update(messages.map((message) => (message.clientId === clientId ? { ...message, delivery } : message)));
  }

  async function drain(): Promise<void> {
    if (isDraining) return;
    isDraining = true;
    for (let next = head(); next !== undefined; next = head()) {
      cancelRetry();
      if (next.delivery === "queued") mark(next.clientId, "sending");
      const reply = await post(next);
      if (!messages.some(({ clientId }) => clientId === next?.clientId)) continue;
      if (reply.ok) {
        failedAttempts = 0;
        mark(next.clientId, "sent");
      } else if (!settle(next.clientId, reply.failure)) break;
    }
    isDraining = false;
  }

  function head(): OutgoingMessage | undefined {
    return isReady && clock.now() >= quietUntil ? messages.find(({ delivery }) => delivery === "queued" || delivery === "waiting") : undefined;
  }

  /** Decides what becomes of a message that was not accepted; true if the next one may be sent now. */
  function settle(clientId: string, failure: Failure): boolean {
    if (failure.kind === "refused") {
      mark(clientId, "refused");
      return true;
    }
    if (failure.kind === "gone" || failure.kind === "expired") {
      mark(clientId, "queued");
      isReady = false;
      onConversationLost();
      return false;
    }
    failedAttempts += 1;
    const mayComeLater = "retryAfterMs" in failure || failedAttempts < attempts || !isReady;
    mark(clientId, mayComeLater ? "waiting" : "failed");
    if (!mayComeLater) {
      failedAttempts = 0;
      return true;
    }
    const retryMs = "retryAfterMs" in failure ? failure.retryAfterMs : Math.min(firstRetryMs * 2 ** (failedAttempts - 1), maxRetryMs);
    if ("retryAfterMs" in failure) quietUntil = clock.now() + retryMs;
    cancelRetry = clock.after(retryMs, () => void drain());
    return false;
  }

  return {
    add(message) {
      update([...messages, { ...message, delivery: "queued", askedAt: clock.now() }]);
      void drain();
    },
    retry(clientId) {
      mark(clientId, "queued");
      void drain();
    },
    remove(clientId) {
      if (messages.some((message) => message.clientId === clientId)) {
        update(messages.filter((message) => message.clientId !== clientId));
      }
    },
    setReady(ready) {
      const isNews = ready && !isReady;
      isReady = ready;
      if (isNews) void drain();
    },
    requeueSent() {
      update(messages.map((message) => (message.delivery === "sent" ? { ...message, delivery: "queued" } : message)));
    },
    clear() {
      cancelRetry();
      failedAttempts = 0;
      quietUntil = 0;
      update([]);
    },
  };
}

/** Messages of an earlier load of the page. One that was on its way is sent again: the server knows it by its id. */
function readUnsent(data: unknown): OutgoingMessage[] {
  if (!Array.isArray(data)) return [];
  return data.filter(isRecord).flatMap((message) => {
    const clientId = textOf(message.clientId);
    const text = textOf(message.text);
    const askedAt = typeof message.askedAt === "number" ? message.askedAt : 0;
    return clientId === "" || text === "" ? [] : [{ clientId, text, delivery: "queued" as const, askedAt }];
  });
}
