import { wordingOfTrials as wording } from "../wording/trials.js";

/** What came of a code: whose conversation it is now, or that the code leads nowhere (any more). */
export type TrialLink = { readonly accountName: string } | "unknown_code";

/** Links a conversation to the member of the staff who got the code; the same code in the same conversation again does the same. */
export type LinkTrials = (code: string, conversation: { readonly conversationId: string; readonly channelId: string }) => Promise<TrialLink>;

/** A code alone is asked about like any other word. */
const form = /^\/?(?:gửi thử|gui thu|guithu)\s+(?<code>[a-z0-9]{8})[.!]?$/iu;

/** The code in a message by which a member of the staff links the conversation; `undefined`: it is about something else. */
export function trialCodeIn(message: string): string | undefined {
  return form.exec(message.normalize("NFC").trim())?.groups?.code?.toUpperCase();
}

export function wordsOfLink(link: TrialLink): string {
  return link === "unknown_code" ? wording.unknownCode : wording.linked(link.accountName);
}
