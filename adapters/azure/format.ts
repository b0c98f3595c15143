import { z } from "zod";
import type { ActivityJson } from "../../src/activity/activity.js";
import { escapeHtml, linkHtml } from "../shared/html.js";
import { pictureIn } from "../shared/picture.js";
import { asValue } from "./button-value.js";
import { teams, type Place } from "./channel.js";
import { azureWording as say } from "./wording.js";

/** What the core puts beside an answer; see `AnswerData` there. Other messages have none of it. */
const answerForm = z.object({ tlso: z.object({ answerId: z.string(), status: z.string() }) });
const suggestionsForm = z.object({ actions: z.array(z.object({ title: z.string(), value: z.string() })) });

/** Statuses worth a judgement; nobody rates a greeting. */
const ratedFamilies = /^(?:answered|unanswerable|clarification)_/u;
/** An address, up to what ends the sentence around it. */
const webAddress = /https?:\/\/[^\s<>"]*[^\s<>"'.,:;!?)\]}”’]/gu;

/** A message of the core as the place shows it; `undefined` for what it has nothing to show of. */
export function formatMessage(activity: ActivityJson, place: Place): ActivityJson | undefined {
  const { type, text = "" } = activity;
  if (type !== "message" || text.trim() === "") return undefined;
  const isTeams = place.channelId === teams;
  return {
    ...envelope(place),
    type,
    // Where text is plain, it is up to Teams what becomes of the ends of lines.
    ...(isTeams ? { text: teamsHtml(text), textFormat: "xml" } : { text, textFormat: "plain" }),
    locale: "vi-VN",
    inputHint: "acceptingInput",
    ...(isTeams ? card(activity) : { ...attachments(activity), ...suggestedActions(activity) }),
  };
}

/** The sign that the bot is typing. */
export function typingIn(place: Place): ActivityJson {
  return { ...envelope(place), type: "typing" };
}

/** One of the channel's own sentences. */
export function plainMessage(text: string, place: Place): ActivityJson {
  return { ...envelope(place), type: "message", text, textFormat: "plain", locale: "vi-VN" };
}

function envelope({ channelId, serviceUrl, conversationId, botId, userId, isGroup }: Place) {
  return {
    channelId,
    serviceUrl,
    conversation: { id: conversationId, ...(isGroup && { isGroup }) },
    from: { id: botId },
    recipient: { id: userId },
  };
}

function teamsHtml(text: string): string {
  let html = "";
  let written = 0;
  for (const { 0: address, index } of text.matchAll(webAddress)) {
    html += escapeHtml(text.slice(written, index)) + linkHtml(address, address);
    written = index + address.length;
  }
  return (html + escapeHtml(text.slice(written))).replaceAll("\n", "<br>");
}

/**
 * Teams shows no more than three suggested actions, and none of them tells what it belongs to: buttons of a card do, and
 * a group's reach the bot without its name.
 */
function card(activity: ActivityJson): object {
  const buttons = [
    ...suggestionsIn(activity).map(({ title, value }) => button(title, title, asValue({ kind: "suggestion", text: value }))),
    ...ratingsOf(activity),
  ];
  const picture = pictureIn(activity);
  if (buttons.length === 0 && picture === undefined) return {};
  const images = picture === undefined ? {} : { images: [{ url: picture.url, alt: picture.description }] };
  return { attachments: [{ contentType: "application/vnd.microsoft.card.hero", content: { ...images, buttons } }] };
}

function attachments({ attachments: given }: ActivityJson): object {
  return given === undefined ? {} : { attachments: given };
}

function ratingsOf(activity: ActivityJson): object[] {
  const answerId = ratedAnswerIn(activity);
  if (answerId === undefined) return [];
  return [
    button(say.helpful, say.helpful, asValue({ kind: "rating", rating: "up", answerId })),
    button(say.unhelpful, say.unhelpful, asValue({ kind: "rating", rating: "down", answerId })),
  ];
}

function button(title: string, displayText: string, value: object): object {
  return { type: "messageBack", title, text: title, displayText, value };
}

/** Elsewhere a suggestion is what the person would type, and so is a judgement of the last answer. */
function suggestedActions(activity: ActivityJson): object {
  const ratings = ratedAnswerIn(activity) === undefined ? [] : [say.helpful, say.unhelpful].map((mark) => ({ title: mark, value: mark }));
  const actions = [...suggestionsIn(activity), ...ratings].map(({ title, value }) => ({ type: "imBack", title, value }));
  return actions.length === 0 ? {} : { suggestedActions: { to: [], actions } };
}

function suggestionsIn({ suggestedActions: suggested }: ActivityJson): { title: string; value: string }[] {
  return suggestionsForm.safeParse(suggested).data?.actions ?? [];
}

function ratedAnswerIn({ channelData }: ActivityJson): string | undefined {
  const answer = answerForm.safeParse(channelData).data?.tlso;
  return answer !== undefined && ratedFamilies.test(answer.status) ? answer.answerId : undefined;
}
