import type { Feedback } from "./feedback.js";

/** What a person types to judge the last answer, where there are no buttons for it; behind "chưa đúng" they may say why. */
const helpful = /^(?:👍\p{Emoji_Modifier}?|hữu ích|có ích|đúng rồi)[\s.]*$/iu;
const unhelpful = /^(?:👎\p{Emoji_Modifier}?|chưa đúng|không hữu ích)(?:\s*$|\s*[:,.–-]\s*(?<comment>.*)$)/isu;

/** The judgement that a message is; `undefined` if it is something else. */
export function typedRating(message: string): Pick<Feedback, "rating" | "comment"> | undefined {
  if (helpful.test(message)) return { rating: "up", comment: "" };
  const found = unhelpful.exec(message);
  return found === null ? undefined : { rating: "down", comment: found.groups?.comment ?? "" };
}
