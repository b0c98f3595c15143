import type { Activity } from "../../activity/activity.js";
import type { Capabilities } from "../../activity/capabilities.js";
import type { Answer } from "../answering/answer.js";
import type { SubscriptionReply } from "../subscriptions/dialogue.js";
import { answerActivities } from "./answer-activities.js";

export const subscriptionStatus = "command_subscription" satisfies Answer["status"];

/** What is said about announcements, as a channel can show it. Where several choices can be taken, their numbers are shown beside buttons too. */
export function subscriptionActivities({ text, choices, takesSeveral }: SubscriptionReply, answerId: string, capabilities: Capabilities): Activity[] {
  const suggestions = choices.map(({ label }) => label);
  const needsNumbers = takesSeveral && suggestions.length <= capabilities.buttons;
  const body = needsNumbers ? [text, ...suggestions.map((label, index) => `${index + 1}. ${label}`)].join("\n") : text;
  return answerActivities({ status: subscriptionStatus, body, citations: [], suggestions, confidence: 1 }, answerId, capabilities);
}
