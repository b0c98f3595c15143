import { say } from "../../wording/answers.js";
import type { Step } from "../pipeline.js";
import { reply } from "../reply.js";

/** Lets only proved sentences out; an answer with one that is not is withheld whole. */
export const checkAnswer: Step = (context, { checker }) => {
  const { draft, chosen } = context;
  if (draft === undefined || chosen === undefined) return undefined;
  const body = draft.lines.join("\n");
  if (checker.check(body, draft.evidence, context.slots.percentages).length > 0) return reply(context, "error_withheld", say.noSource);
  const suggestions = draft.suggestions.slice(0, 3);
  context.nextMemory = { ...context.nextMemory, offered: suggestions };
  return { status: draft.status, body, citations: draft.citations, suggestions: suggestions.map(({ label }) => label), confidence: chosen.confidence };
};
