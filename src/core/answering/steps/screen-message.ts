import { bot } from "../../wording/bot.js";
import type { Step } from "../pipeline.js";
import { reply } from "../reply.js";

/** Stops attempts to turn the bot, requests for what is forbidden, and abuse without a question. */
export const screenMessage: Step = (context, { reactions }) => {
  const { tokens, typed } = context.reading;
  if (reactions.has("injection", tokens) || reactions.has("injection", typed)) return reply(context, "guardrail_injection", bot.injection);
  if (reactions.has("illegal", tokens) && !reactions.has("victim", tokens)) return reply(context, "guardrail_illegal_request", bot.illegal);
  if (reactions.has("abuse", tokens) || reactions.has("abuse", typed)) return reply(context, "guardrail_abuse", bot.abuse);
  return undefined;
};
