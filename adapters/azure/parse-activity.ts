import { cleanText } from "../../src/activity/clean-json.js";
import type { Inbound } from "../../src/activity/reception.js";
import { commandIn, wishOf } from "../shared/commands.js";
import { addressedText, isGroup } from "./addressed-text.js";
import { pressedIn, type ButtonValue } from "./button-value.js";
import { azure, botAccount, conversationIdOf, digest, type Place } from "./channel.js";
import type { Incoming } from "./incoming.js";

/** A sentence of the channel's own. */
export type Courtesy = "picture" | "voice" | "tooMany" | "thanks" | "askWhy";

/** Something for the core. */
export interface Arrival {
  readonly kind: "arrival";
  readonly inbound: Inbound;
  readonly place: Place;
  /** Whether a conversation begins with it, if there is none. */
  readonly opens: boolean;
  /** What the person reads at once, besides the core's answer. */
  readonly courtesy?: Courtesy;
}

/** What an activity means for us. */
export type Reading = Arrival | { readonly kind: "courtesy"; readonly courtesy: Courtesy; readonly place: Place } | { readonly kind: "nothing" };

/** What is said, without who says it and where. */
interface Said {
  readonly type: string;
  readonly [field: string]: unknown;
}

const nothing: Reading = { kind: "nothing" };

/** Reads an activity. What it does not know means nothing. */
export function parseActivity(incoming: Incoming): Reading {
  const { from, recipient } = incoming;
  if (from === undefined || from.id === recipient.id) return nothing;
  const { serviceUrl, channelId, conversation } = incoming;
  const place: Place = { serviceUrl, channelId, conversationId: conversation.id, botId: recipient.id, userId: from.id, isGroup: isGroup(incoming) };
  switch (incoming.type) {
    case "message":
      return readMessage(incoming, place);
    case "messageUpdate":
      // A corrected question is asked anew.
      return incoming.channelData?.eventType === "undeleteMessage" ? nothing : readMessage(incoming, place);
    case "conversationUpdate":
      return readMembers(incoming, place);
    case "installationUpdate":
      return readInstallation(incoming, place);
    default:
      return nothing;
  }
}

function readMessage(incoming: Incoming, place: Place): Reading {
  const pressed = pressedIn(incoming.value);
  if (pressed !== undefined) return readPressed(pressed, incoming, place);
  const typed = addressedText(incoming)?.trim() ?? "";
  if (typed === "") return readContent(incoming, place);
  const command = commandIn(typed);
  const wish = command === undefined ? ({ kind: "words", text: typed } as const) : wishOf(command);
  return asking(wish.kind === "start" ? start(place) : textMessage(wish.text), incoming, place);
}

function readPressed(pressed: ButtonValue, incoming: Incoming, place: Place): Reading {
  if (pressed.kind === "suggestion") return asking(textMessage(pressed.text), incoming, place);
  const { answerId, rating } = pressed;
  const feedback = { type: "event", name: "feedback", value: { answerId, rating, comment: "" } };
  return { ...arrivalOf(feedback, incoming, place), opens: false, courtesy: rating === "down" ? "askWhy" : "thanks" };
}

function asking(said: Said | undefined, incoming: Incoming, place: Place): Reading {
  return said === undefined ? nothing : { ...arrivalOf(said, incoming, place), opens: true };
}

/** A polite reply where the bot is alone with somebody; in groups such things are not meant for it. */
function readContent({ attachments }: Incoming, place: Place): Reading {
  const contentTypes = attachments.map(({ contentType }) => contentType.toLowerCase());
  const courtesy = contentTypes.map(courtesyFor).find((one) => one !== undefined);
  return place.isGroup || courtesy === undefined ? nothing : { kind: "courtesy", courtesy, place };
}

/** The text of a message comes once more as HTML: that is nothing besides the words. */
function courtesyFor(contentType: string): Courtesy | undefined {
  if (contentType === "text/html") return undefined;
  return /^(?:audio|video)\//u.test(contentType) ? "voice" : "picture";
}

/** Whoever opens the bot is greeted; of others who come and go in a group nothing is said. */
function readMembers(incoming: Incoming, place: Place): Reading {
  const { membersAdded, recipient } = incoming;
  const isOpened = !place.isGroup && membersAdded.some(({ id }) => id === recipient.id);
  return isOpened ? asking(start(place), incoming, place) : nothing;
}

/** Who lets the bot in again can be written to. That somebody removed it is learnt from the next delivery. */
function readInstallation(incoming: Incoming, place: Place): Reading {
  if (place.isGroup || !incoming.action?.startsWith("add")) return nothing;
  return { ...arrivalOf({ type: "installationUpdate", action: "add" }, incoming, place), opens: false };
}

function start({ userId }: Place): Said {
  return { type: "conversationUpdate", membersAdded: [{ id: userId }] };
}

function textMessage(typed: string): Said | undefined {
  const text = cleanText(typed).trim();
  return text === "" ? undefined : { type: "message", text, textFormat: "plain" };
}

function arrivalOf(said: Said, incoming: Incoming, place: Place): Omit<Arrival, "opens"> {
  const activity = {
    ...said,
    channelId: azure.id,
    conversation: { id: conversationIdOf(place) },
    from: { id: place.userId, role: "user" },
    recipient: botAccount,
    locale: "vi-VN",
  };
  // Only words are part of the conversation that both sides see.
  return { kind: "arrival", place, inbound: { activity, providerId: providerIdOf(incoming), isVisible: said.type === "message" } };
}

/** Teams numbers messages within a conversation, and gives a corrected one its old number. */
function providerIdOf({ channelId, conversation, type, id, timestamp = "" }: Incoming): string {
  const isNumbered = id !== undefined && type !== "messageUpdate";
  return digest([channelId, conversation.id, type, id ?? "", isNumbered ? "" : timestamp]);
}
