import type { Answer } from "../answering/answer.js";
import { bot } from "../wording/bot.js";

const mask = /\[[^\]]*đã che\]/gu;
/** With fewer words than this beside the masks, nothing was asked. */
const fewestWords = 3;

/**
 * Says what was done to a message that arrived with personal data. They were masked before it was stored, so the
 * answering pipeline, which masks too, has found none.
 */
export function mentionMasks(question: string, answer: Answer): Answer {
  const rest = question.replace(mask, " ");
  if (rest === question) return answer;
  const words = rest.match(/\p{L}+/gu) ?? [];
  if (words.length >= fewestWords) return { ...answer, body: [answer.body, bot.personalDataNotice].join("\n") };
  return { status: "guardrail_personal_data", body: bot.personalDataOnly, citations: [], suggestions: [], confidence: 1 };
}
