import { say } from "../../wording/answers.js";
import { bot } from "../../wording/bot.js";
import type { Context } from "../context.js";
import type { Step } from "../pipeline.js";
import { asChoices, reply } from "../reply.js";

/** Lets only proved sentences out; an answer with one that is not is withheld whole. */
export const checkAnswer: Step = (context, { checker }) => {
  const { draft, chosen, understoodAs } = context;
  if (draft === undefined || chosen === undefined) return undefined;
  const body = [...(understoodAs === undefined ? [] : [bot.understoodAs(understoodAs)]), ...draft.lines].join("\n");
  const failures = checker.check({ ...draft, body, deniable: deniableIn(context) });
  if (failures.length > 0) return reply(context, "error_withheld", say.noSource);
  const suggestions = [...draft.suggestions.slice(0, 3), ...(understoodAs === undefined ? [] : asChoices([bot.notThis]))];
  context.nextMemory = { ...context.nextMemory, offered: suggestions };
  return {
    status: draft.status,
    body,
    citations: draft.citations,
    suggestions: suggestions.map(({ label }) => label),
    confidence: chosen.confidence,
  };
};

/** What a correction may repeat from the question in order to deny it; nothing where it denies nothing. */
function deniableIn({ draft, chosen, slots }: Context): string[] {
  if (draft?.status !== "answered_correction") return [];
  return [...slots.percentages, ...slots.amounts, ...(chosen?.mismatches ?? []).map(({ said }) => String(said))];
}
