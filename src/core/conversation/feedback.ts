import { z } from "zod";
import type { ActivityJson } from "../../activity/activity.js";
import { maskPersonalData } from "../text/personal-data.js";

/** What a person thinks of an answer. A later one for the same answer takes its place. */
export interface Feedback {
  /** The answer, by its own id or by the id of the activity that carried it. */
  readonly about: { readonly answerId: string } | { readonly activityId: string };
  readonly rating: "up" | "down";
  /** What is missing or wrong, in the person's words; "" if nothing was said. */
  readonly comment: string;
}

const maxCommentLength = 1000;

/** Our own pages send an event of this name. */
const feedbackEvent = z.object({
  type: z.literal("event"),
  name: z.literal("feedback"),
  value: z.object({
    answerId: z.string().min(1).max(100),
    rating: z.enum(["up", "down"]),
    comment: z.string().default(""),
  }),
});

/** Other clients of the protocol react to a message. */
const reaction = z.object({
  type: z.literal("messageReaction"),
  replyToId: z.string().min(1).max(200),
  reactionsAdded: z.array(z.object({ type: z.enum(["like", "dislike"]) })).min(1),
});

/** The feedback that an activity carries, without personal data; `undefined` if it carries none. */
export function feedbackIn(activity: ActivityJson): Feedback | undefined {
  const event = feedbackEvent.safeParse(activity);
  if (event.success) {
    const { answerId, rating, comment } = event.data.value;
    return feedbackOn(answerId, rating, comment);
  }
  const reacted = reaction.safeParse(activity);
  if (!reacted.success) return undefined;
  const [first] = reacted.data.reactionsAdded;
  return { about: { activityId: reacted.data.replyToId }, rating: first?.type === "like" ? "up" : "down", comment: "" };
}

/** Feedback on an answer, with the comment cut and without personal data. */
export function feedbackOn(answerId: string, rating: Feedback["rating"], comment: string): Feedback {
  return { about: { answerId }, rating, comment: maskPersonalData(comment.trim().slice(0, maxCommentLength)).masked };
}
