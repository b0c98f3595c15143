import type { FastifyInstance } from "fastify";
import type { ActivityJson, ConversationReference } from "./activity.js";
import type { Channel } from "./capabilities.js";
import type { Reception } from "./reception.js";

/** What became of one message that was handed to a channel's own server. */
export type DeliveryResult =
  | { readonly outcome: "sent"; readonly providerMessageId?: string }
  /**
   * The server could not take it now: a quota, a fault of its own, no connection. `afterMs`: how long it asked to wait.
   * `isUncertain`: it may have taken it all the same, as when it was sent and no answer came. `isForAll`: until then it
   * takes nothing from us, whoever it is for.
   */
  | { readonly outcome: "later"; readonly reason: string; readonly afterMs?: number; readonly isUncertain?: boolean; readonly isForAll?: boolean }
  /**
   * The server will never take it. `isUnreachable`: nor anything else for this person (blocked, left, outside the window).
   * `isBlocked`: because the person wants none of it: they have blocked the bot or left. `cause`: it is nobody's doing; the person was
   * silent for too long, or the messages that the channel allows are used up.
   */
  | {
      readonly outcome: "refused";
      readonly reason: string;
      readonly isUnreachable: boolean;
      readonly isBlocked?: boolean;
      readonly cause?: "outside_window" | "quota";
    };

/** A channel whose server is called to deliver, unlike the web chat, whose clients fetch what was said. */
export interface PushChannel {
  readonly channel: Channel;
  /**
   * Hands over one activity. Every fault of the network or the server becomes a result; a reason never holds a token or a text.
   * @param reference as it was opened with: it holds the ids that the channel's server knows.
   */
  deliver(reference: ConversationReference, activity: ActivityJson): Promise<DeliveryResult>;
  /** Shows "is typing". Best effort: never fails, never waits long. */
  showTyping(reference: ConversationReference): Promise<void>;
}

/** Something that an operator should know of a channel: what is wrong, and what to do about it, in Vietnamese. */
export interface ChannelFinding {
  readonly level: "ok" | "warning" | "fault";
  readonly text: string;
}

/** A push channel with its way in: webhook routes, or a loop that asks for news. */
export interface PushChannelServer {
  readonly pushChannel: PushChannel;
  /** Adds the webhook's routes; called before the server listens. */
  routes(server: FastifyInstance): Promise<void>;
  /** Registers the webhook or begins to ask for news. Failures are retried by itself. */
  start(): Promise<void>;
  /** Takes nothing new in, and waits for what is being stored. */
  stop(): Promise<void>;
  /** What is wrong with the settings, asked of the channel's server. */
  check(): Promise<ChannelFinding[]>;
}

/** How many announcements a channel takes, and to whom; counted over all processes. */
export interface AnnouncementLimits {
  /** Messages that its server takes in a minute, replies among them. */
  readonly perMinute: number;
  /** Messages count by the month too: so many, and as many of them are kept for replies. */
  readonly monthly?: { readonly perMonth: number; readonly reserve: number } | undefined;
  /** People can be written to only for a time after they were last heard, and for some of it at a price. When they were heard is kept as `<channel id> heard <conversation id>`. */
  readonly window?: { readonly freeForMs: number; readonly possibleForMs: number; readonly mayCost: boolean } | undefined;
}

/** A push channel that is switched on, before it is opened. */
export interface PushChannelOpener {
  /** The `id` of its `Channel`. */
  readonly channelId: string;
  /** As the operator has set it; `undefined`: one is made and kept for it. */
  readonly webhookSecret: string | undefined;
  readonly announcements: AnnouncementLimits;
  readonly open: (parts: PushChannelParts, webhookSecret: string) => PushChannelServer;
}

/** Counts for all processes together, kept over restarts. */
export interface Counter {
  /** Adds one to the count of that name, unless it is `most` already; says whether it did. */
  addOne(name: string, most: number): Promise<boolean>;
}

/** What a channel keeps for itself, as JSON, for all processes together and over restarts. Names begin with the channel's id. */
export interface ChannelStore {
  /** `undefined` if nothing is kept, or no more. */
  get(name: string): Promise<unknown>;
  /** @param forMs how long it is kept; `undefined`: for good. */
  set(name: string, value: unknown, forMs?: number): Promise<void>;
  /** Changes what is kept for good, alone: a second change of the same name waits. The new value is safe when it resolves; nothing is changed if it rejects. */
  change<T>(name: string, change: (value: unknown) => Promise<{ value: unknown; result: T }>): Promise<T>;
}

/** What every push channel is given. */
export interface PushChannelParts {
  readonly reception: Reception;
  readonly counter: Counter;
  readonly store: ChannelStore;
  /** In milliseconds since 1970. */
  readonly now: () => number;
  readonly fetch: typeof fetch;
  /** Waits; ends early, without an error, when the signal aborts. */
  readonly wait: (ms: number, signal?: AbortSignal) => Promise<void>;
  /** Origin under which the channel's server reaches ours; `undefined`: it cannot, so news is asked for. */
  readonly publicUrl: string | undefined;
  /** How many messages a conversation may send in a minute. */
  readonly maxPerMinute: number;
  /** A fault that an operator should see in the log; without tokens or texts. */
  readonly onFault: (error: unknown) => void;
}
