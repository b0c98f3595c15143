import type { Citation, Picture, Suggestion } from "../direct-line/activity.js";
import type { Link } from "../direct-line/connection.js";
import type { OutgoingMessage } from "./outbox.js";

/** What a person asked, as the conversation shows it. */
export interface Question {
  kind: "question";
  /** Stable from the moment of asking, so that the page moves the bubble instead of drawing a new one. */
  key: string;
  id: string;
  text: string;
  /** When it was asked, or came back after a reload; milliseconds since 1970. */
  at: number;
  isAnswered: boolean;
}

/** What the bot said. */
export interface Reply {
  kind: "reply";
  key: string;
  text: string;
  citations: Citation[];
  suggestions: Suggestion[];
  picture: Picture | undefined;
  /** "" where there is nothing to rate. */
  answerId: string;
  status: string;
}

/** The server has ended the conversation above. */
export interface Ending {
  kind: "ending";
  key: string;
}

export type Entry = Question | Reply | Ending;

export type Rating = "up" | "down";

/** Greeting and first topics. */
export interface Welcome {
  text: string;
  topics: Suggestion[];
}

export interface ChatState {
  welcome: Welcome;
  /** What the server has confirmed, in its order. */
  log: Entry[];
  /** What has not come back yet, in the order of asking; stands below the log. */
  outgoing: readonly OutgoingMessage[];
  /** undefined while the page has not had reason to ask for a conversation. */
  link: Link | undefined;
  /** Whether the device says that it has a network. */
  hasNetwork: boolean;
  /** An earlier conversation is being read back: not news to be read aloud. */
  isResuming: boolean;
  /** By answer id. */
  ratings: Record<string, Rating>;
}

export type ChatEvent =
  | { type: "outgoing"; messages: readonly OutgoingMessage[] }
  | { type: "confirmed"; id: string; clientId: string; text: string; at: number }
  | { type: "replied"; id: string; replyToId: string; reply: Omit<Reply, "kind" | "key"> }
  | { type: "greeted"; welcome: Welcome }
  | { type: "rated"; answerId: string; rating: Rating }
  | { type: "link"; link: Link }
  | { type: "network"; hasNetwork: boolean }
  | { type: "resuming"; isResuming: boolean }
  | { type: "ended" }
  | { type: "cleared" };

export function initialChatState(welcome: Welcome, hasNetwork: boolean): ChatState {
  return { welcome, log: [], outgoing: [], link: undefined, hasNetwork, isResuming: false, ratings: {} };
}
