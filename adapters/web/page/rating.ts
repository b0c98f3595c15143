import { z } from "zod";
import type { ActivityJson } from "../../../src/activity/activity.js";

/** What a person thinks of an answer. */
export interface Rating {
  readonly answerId: string;
  readonly rating: "up" | "down";
}

const feedback = z.object({
  type: z.literal("event"),
  name: z.literal("feedback"),
  value: z.object({ answerId: z.string(), rating: z.enum(["up", "down"]) }),
});

/** The body of an activity that carries a rating, as our own pages send it. @param comment what is missing or wrong; "" for nothing. */
export function ratingActivity({ answerId, rating }: Rating, comment: string): object {
  return { type: "event", name: "feedback", value: { answerId, rating, ...(comment !== "" && { comment }) } };
}

/** How each answer was rated last, by its id. */
export function ratingsIn(activities: readonly ActivityJson[]): ReadonlyMap<string, Rating["rating"]> {
  const given = activities.flatMap((activity) => feedback.safeParse(activity).data?.value ?? []);
  return new Map(given.map(({ answerId, rating }) => [answerId, rating]));
}

/** A rating as the value of a button: HTML gives a button one value. */
export function ratingValue({ answerId, rating }: Rating): string {
  return `${rating} ${answerId}`;
}

/** The rating in the value of a button that was pressed. */
export const ratingField = z
  .string()
  .regex(/^(?:up|down) \S{1,100}$/u)
  .transform((value): Rating => {
    const [rating, answerId = ""] = value.split(" ");
    return { answerId, rating: rating === "up" ? "up" : "down" };
  });
