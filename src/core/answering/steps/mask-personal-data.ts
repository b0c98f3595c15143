import { maskPersonalData, withoutMasks } from "../../text/personal-data.js";
import { bot } from "../../wording/bot.js";
import type { Step } from "../pipeline.js";
import { reply } from "../reply.js";

/** Takes personal data out before anything else sees the question; ends the turn where nothing else was sent. */
export const maskPersonalDataStep: Step = (context) => {
  const { masked, found } = maskPersonalData(context.question);
  context.masked = masked;
  if (found.length === 0) return undefined;
  const rest = withoutMasks(masked).match(/\p{L}+/gu) ?? [];
  if (rest.length < 3) return reply(context, "guardrail_personal_data", bot.personalDataOnly);
  context.notices.push(bot.personalDataNotice);
  return undefined;
};
