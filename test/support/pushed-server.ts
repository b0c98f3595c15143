/** A message that somebody writes under load. */
export interface PushedUpdate {
  readonly index: number;
  /** 0, 1, 2 … */
  readonly chat: number;
  readonly text: string;
}

/** What the server of a channel has taken for somebody. */
export interface TakenMessage {
  /** The id of the person, and of the chat. */
  readonly chat: string;
  readonly text: string;
  /** On the clock of `performance.now()`. */
  readonly at: number;
}

/** A double of a channel's server, as load tests use it. */
export interface PushedServer {
  /** Settings with which our processes serve the channel. */
  readonly environment: Readonly<Record<string, string>>;
  /** What the channel's server would post to our webhook. */
  requestOf(update: PushedUpdate): { readonly path: string; readonly headers: Readonly<Record<string, string>>; readonly body: string };
  /** In order. */
  readonly taken: readonly TakenMessage[];
  stop(): Promise<void>;
}
