import type { Socket } from "../direct-line/follow-socket.js";
import type { Requests } from "../direct-line/requests.js";
import type { Session } from "../direct-line/session.js";
import type { Cancel, Clock } from "../platform/clock.js";
import type { JsonStore } from "../platform/json-store.js";
import type { ChatState, Rating, Welcome } from "./chat-state.js";

export interface ChatOptions {
  requests: Requests;
  openSocket: (path: string) => Socket;
  clock: Clock;
  /** From 0 to 1. */
  chance: () => number;
  newId: () => string;
  welcome: Welcome;
  hasNetwork: boolean;
  sessionStore: JsonStore;
  outboxStore: JsonStore;
  /** A conversation that the page was served with: the form was used before the script had loaded. */
  servedSession?: Session | undefined;
}

/** The conversation as the page sees it: a state to show, and what a person can do. */
export interface Chat {
  state(): ChatState;
  /** @returns how to stop listening. */
  subscribe(listener: () => void): Cancel;
  /** Opens a conversation if there is none: somebody is about to ask, so that the answer need not wait for it. */
  prepare(): void;
  ask(text: string): void;
  retry(clientId: string): void;
  /** Takes an unsent message back and returns its text. */
  takeBack(clientId: string): string;
  /** @returns whether the server has it. */
  rate(answerId: string, rating: Rating, comment: string): Promise<boolean>;
  /** Leaves this conversation; the next question opens another. */
  startOver(): void;
  setNetwork(hasNetwork: boolean): void;
  /** Somebody looks at the page again. */
  wake(): void;
}
