import { figuresOf, percentagesOf } from "../../text/figures.js";
import { normalise } from "../../text/normalise.js";
import { say } from "../../wording/answers.js";
import { bot } from "../../wording/bot.js";
import type { Context } from "../context.js";
import { placeWithoutRank } from "../mismatch.js";
import type { Step } from "../pipeline.js";
import { asChoices, reply } from "../reply.js";

/** Lets only proved sentences out; an answer with one that is not is withheld whole. */
export const checkAnswer: Step = (context, { checker }) => {
  const { draft, chosen } = context;
  if (draft === undefined || chosen === undefined) return undefined;
  const body = draft.lines.join("\n");
  const [first = "", ...others] = draft.lines;
  const failures = [...checker.check(first, draft.evidence, deniedIn(context)), ...checker.check(others.join("\n"), draft.evidence)];
  if (failures.length > 0) return reply(context, "error_withheld", say.noSource);
  const { understoodAs } = context;
  const suggestions = [...draft.suggestions.slice(0, 3), ...(understoodAs === undefined ? [] : asChoices([bot.notThis]))];
  context.nextMemory = { ...context.nextMemory, offered: suggestions };
  return {
    status: draft.status,
    body: understoodAs === undefined ? body : `${bot.understoodAs(understoodAs)}\n${body}`,
    citations: draft.citations,
    suggestions: suggestions.map(({ label }) => label),
    confidence: chosen.confidence,
  };
};

/** What the first line may repeat from the question in order to deny it; nothing where it denies nothing. */
function deniedIn({ draft, masked, chosen, slots }: Context): string[] {
  if (draft?.status !== "answered_correction") return [];
  return [
    ...figuresOf(masked),
    ...percentagesOf(masked),
    ...slots.amounts.flatMap(figuresOf),
    ...(chosen?.mismatches ?? []).flatMap(({ said }) => [normalise(String(said)), placeWithoutRank(String(said))]),
  ];
}
