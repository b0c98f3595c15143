import { createHash } from "node:crypto";
import { z } from "zod";
import type { ConversationReference } from "../../src/activity/activity.js";
import type { Channel } from "../../src/activity/capabilities.js";

/**
 * Azure Bot Service with all its channels, of which Microsoft Teams is the one that we look after. A card of Teams has up
 * to six buttons, of which two are for judging the answer. Teams refuses messages of 40 kB and more in UTF-16, markup
 * counted: the text fits in whatever it is made of. Addresses are links by themselves.
 */
export const azure: Channel = {
  id: "azure",
  capabilities: {
    buttons: 4,
    links: false,
    maxTextLength: 3_000,
    richText: false,
    typing: true,
    edit: false,
    proactive: true,
    notifies: true,
    pictures: { contentTypes: ["image/jpeg", "image/png"], maxTextLength: 3_000, withButtons: true, elseAddress: false },
  },
};

/** As Azure Bot Service names Teams. */
export const teams = "msteams";

/** The bot as a participant of our conversations. */
export const botAccount = { id: "tro-ly-so", name: "Trợ lý số", role: "bot" } as const;

const placeForm = z.object({
  /** Where the channel's server takes what the bot says. */
  serviceUrl: z.string(),
  /** As in the Bot Framework: `msteams`, `webchat` … */
  channelId: z.string(),
  /** The channel's own ids. */
  conversationId: z.string(),
  botId: z.string(),
  userId: z.string(),
  /** A group chat or a team's channel: each person has a conversation of their own with the bot in it. */
  isGroup: z.boolean(),
});

/** Where a conversation takes place, and with whom. */
export type Place = z.infer<typeof placeForm>;

/** As long as the place is the same, whatever its serviceUrl is: `azure-` and 43 letters, digits, _ or -. */
export function conversationIdOf({ channelId, conversationId, userId, isGroup }: Place): string {
  return `${azure.id}-${digest([channelId, conversationId, isGroup ? userId : ""])}`;
}

/** Short, of one length, and without the ids of people. */
export function digest(parts: readonly string[]): string {
  return createHash("sha256").update(JSON.stringify(parts)).digest("base64url");
}

/** How to speak in a conversation without being asked. */
export function referenceTo(place: Place): ConversationReference & { readonly place: Place } {
  return {
    channelId: azure.id,
    conversation: { id: conversationIdOf(place) },
    user: { id: place.userId, role: "user" },
    agent: botAccount,
    locale: "vi-VN",
    place,
  };
}

/** `undefined` if it is no reference of this channel. */
export function placeIn(reference: ConversationReference): Place | undefined {
  return placeForm.safeParse((reference as { place?: unknown }).place).data;
}
