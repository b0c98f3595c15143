import { cleanText } from "../../../src/activity/clean-json.js";
import { commandIn, wishOf } from "../../shared/commands.js";
import type { HandedIn } from "../../shared/hand-in.js";
import type { courtesyWording } from "../../shared/wording.js";
import { botAccount, conversationIdOf, conversationWith, zaloOa } from "./channel.js";
import { eventIn, type Event } from "./event.js";

/** A sentence of the channel's own. */
export type Courtesy = keyof typeof courtesyWording;

/** What an event means for us. */
export type Reading =
  | ({ readonly kind: "arrival"; readonly userId: string } & HandedIn)
  | { readonly kind: "courtesy"; readonly userId: string; readonly courtesy: Courtesy }
  /** They pressed something, or opened the chat: they may be written to again. */
  | { readonly kind: "contact"; readonly userId: string }
  | { readonly kind: "unfollow"; readonly userId: string }
  /** The account said something, by us or by a person who works for it. @property text "" where it was no text */
  | { readonly kind: "said_by_account"; readonly userId: string; readonly text: string }
  /** Somebody asks for their data by way of Zalo: an operator must see to it. */
  | { readonly kind: "data_request"; readonly event: string }
  | { readonly kind: "nothing" };

const nothing: Reading = { kind: "nothing" };

/** What people send besides words. */
const courtesies: Readonly<Record<string, Courtesy>> = {
  user_send_image: "picture",
  user_send_gif: "picture",
  user_send_file: "picture",
  user_send_audio: "voice",
  user_send_video: "voice",
  user_send_location: "place",
  user_send_business_card: "contact",
  user_submit_info: "contact",
  user_send_sticker: "sticker",
};

/** Zalo does not say how it calls a person's request for their data; these words are in any such name. */
const dataRequest = /data|privacy|erasure|gdpr/iu;

/** Reads an event. What it does not know means nothing. */
export function parseEvent(body: unknown): Reading {
  const event = eventIn(body);
  // The account's group chats are for people alone.
  if (event === undefined || event.event_name.includes("group")) return nothing;
  const { event_name: name } = event;
  if (name.startsWith("oa_send_")) return saidByAccount(event);
  const userId = (event.follower ?? event.sender)?.id ?? event.user_id;
  if (dataRequest.test(name)) return { kind: "data_request", event: name.slice(0, 60) };
  if (userId === undefined) return nothing;
  if (name === "follow") return greeting(event, userId);
  if (name === "unfollow") return { kind: "unfollow", userId };
  if (name === "user_click_chatnow") return { kind: "contact", userId };
  return name.startsWith("user_send_") || name === "user_submit_info" ? readMessage(event, userId) : nothing;
}

function saidByAccount({ recipient, message }: Event): Reading {
  return recipient === undefined ? nothing : { kind: "said_by_account", userId: recipient.id, text: message?.text ?? "" };
}

function greeting({ timestamp }: Event, userId: string): Reading {
  return arrivalOf(`follow ${userId} ${timestamp}`, userId, { type: "conversationUpdate", membersAdded: [{ id: userId }] });
}

function readMessage({ event_name: name, message }: Event, userId: string): Reading {
  const text = cleanText(message?.text ?? "").trim();
  // A link or a picture may come with words; those are the question.
  if (text === "" || message?.msg_id === "") {
    const courtesy = courtesies[name];
    return courtesy === undefined ? nothing : { kind: "courtesy", userId, courtesy };
  }
  const command = commandIn(text);
  const wish = command === undefined ? ({ kind: "words", text } as const) : wishOf(command);
  const said =
    wish.kind === "start" ? { type: "conversationUpdate", membersAdded: [{ id: userId }] } : { type: "message", text: wish.text, textFormat: "plain" };
  return arrivalOf(message?.msg_id ?? "", userId, said);
}

function arrivalOf(providerId: string, userId: string, said: { readonly type: string; readonly [field: string]: unknown }): Reading {
  const activity = {
    ...said,
    channelId: zaloOa.id,
    conversation: { id: conversationIdOf(userId) },
    from: { id: userId, role: "user" },
    recipient: botAccount,
    locale: "vi-VN",
  };
  // Only words are part of the conversation that both sides see.
  const inbound = { activity, providerId, isVisible: said.type === "message" };
  return { kind: "arrival", userId, inbound, conversation: conversationWith(userId) };
}
