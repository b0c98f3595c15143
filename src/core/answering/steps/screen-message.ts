import { bot } from "../../wording/bot.js";
import type { Step } from "../pipeline.js";
import { reply } from "../reply.js";

/** Stops attempts to turn the bot, requests for what is forbidden, and abuse without a question. */
export const screenMessage: Step = (context, { reactions }) => {
  const { tokens, typed } = context.reading;
  if (reactions.has("injection", tokens) || reactions.hasTyped("injection", typed)) return reply(context, "guardrail_injection", bot.injection);
  // "… mà không bị phát hiện" is no word of a victim: what is asked for is set aside before looking for one.
  const isVictim = reactions.has("victim", reactions.without("illegal", tokens)) || reactions.hasTyped("victim", reactions.withoutTyped("illegal", typed));
  if ((reactions.has("illegal", tokens) || reactions.hasTyped("illegal", typed)) && !isVictim) return reply(context, "guardrail_illegal_request", bot.illegal);
  if (reactions.has("abuse", tokens) || reactions.has("abuse", typed)) return reply(context, "guardrail_abuse", bot.abuse);
  return undefined;
};
