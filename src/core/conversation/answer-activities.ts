import { ActivityTypes, fromJson, type Activity } from "../../activity/activity.js";
import type { Capabilities } from "../../activity/capabilities.js";
import { answerText } from "../answering/answer-text.js";
import { familyOf, isWorthRating, type Answer } from "../answering/answer.js";
import { bot } from "../wording/bot.js";
import { splitText } from "./split-text.js";

/** Under `channelData.tlso`: an answer in its parts, for clients that know us. Others read the activity's text. */
export interface AnswerData {
  /** Names the answer in feedback. */
  readonly answerId: string;
  readonly status: Answer["status"];
  /** The answer without its source line. */
  readonly body: string;
  readonly citations: Answer["citations"];
  /** Of the index that it was made from. */
  readonly indexVersion?: string;
}

/** An answer as a channel can show it: mostly one activity, more where the text is too long for one. */
export function answerActivities(answer: Answer, answerId: string, capabilities: Capabilities, indexVersion?: string): Activity[] {
  const { status, body, citations, suggestions } = answer;
  const haveButtons = suggestions.length <= capabilities.buttons;
  const lines = [
    answerText(answer),
    ...(capabilities.links ? [] : addresses(answer)),
    ...(haveButtons ? [] : numbered(suggestions)),
    ...(capabilities.buttons === 0 && isWorthRating(status) ? [bot.howToRate] : []),
  ];
  const parts = splitText(lines.join("\n"), capabilities.maxTextLength);
  const tlso: AnswerData = { answerId, status, body, citations, ...(indexVersion !== undefined && { indexVersion }) };
  return parts.map((part, index) =>
    fromJson({
      type: ActivityTypes.Message,
      text: part,
      textFormat: "plain",
      inputHint: "acceptingInput",
      // Web Chat takes text without a language for English when it reads aloud.
      locale: "vi-VN",
      ...(index === parts.length - 1 && { ...(haveButtons && asButtons(suggestions)), channelData: { tlso } }),
    }),
  );
}

function numbered(suggestions: readonly string[]): string[] {
  // Steps of an answer have numbers too.
  return [bot.chooseByNumber, ...suggestions.map((suggestion, index) => `${index + 1}. ${suggestion}`)];
}

/** Where the sources of an answer stand, each address once. */
function addresses({ status, citations }: Answer): string[] {
  return familyOf(status) === "answered" ? [...new Set(citations.map(({ url }) => url).filter((url) => url !== ""))] : [];
}

function asButtons(suggestions: readonly string[]): object {
  if (suggestions.length === 0) return {};
  return { suggestedActions: { to: [], actions: suggestions.map((text) => ({ type: "imBack", title: text, value: text })) } };
}
