import { percentagesOf } from "../../text/figures.js";
import { fieldLabel, say } from "../../wording/answers.js";
import { choosePassage } from "../compose/choose-passage.js";
import { composeArticle } from "../compose/compose-article.js";
import { composeDocument } from "../compose/compose-document.js";
import { composeProcedure } from "../compose/compose-procedure.js";
import { composeFields, composeOverview } from "../compose/compose-service.js";
import type { Context, Draft, Judged } from "../context.js";
import type { Step } from "../pipeline.js";
import { reply } from "../reply.js";
import type { Tools } from "../tools.js";
import { topicOf } from "./resolve-follow-up.js";

/** Puts the answer together from the chosen source, quoted sentence by sentence. */
export const composeAnswer: Step = (context, tools) => {
  const chosen = context.chosen;
  if (chosen === undefined) return undefined;
  const [field] = context.slots.fields;
  context.nextMemory = {
    offered: [],
    focus: { unitId: chosen.candidate.unit.id, topic: topicOf(context.query, tools), question: context.query, ...(field === undefined ? {} : { field }) },
  };
  const { unit } = chosen.candidate;
  if (unit.kind === "service") return composeService(context, chosen, tools);
  if (unit.kind === "article" && isExpired(context, chosen, tools)) return reply(context, "unanswerable_expired", `${say.expired(unit.title)} ${say.noSource}`);
  context.draft = correctPremise(context, draftOf(context, chosen, tools));
  return undefined;
};

function draftOf(context: Context, { candidate: { unit } }: Judged, { library, retriever }: Tools): Draft {
  if (unit.kind === "procedure") return composeProcedure(library.procedure(unit.id), context.slots.fields);
  const passage = choosePassage(unit, retriever.contentWords(context.query), context.slots.years, (word) => retriever.informationOf(word));
  return unit.kind === "article" ? composeArticle(unit, passage, library) : composeDocument(unit, passage, library);
}

function composeService(context: Context, { candidate: { unit } }: Judged, { library }: Tools) {
  const service = library.service(unit.id);
  const question = { fields: context.slots.fields, words: context.query, today: context.now.toISOString().slice(0, 10) };
  if (question.fields.length === 0) {
    context.draft = composeOverview(service, question);
    return undefined;
  }
  context.draft = composeFields(service, question);
  if (context.draft !== undefined) return undefined;
  const label = fieldLabel[question.fields[0] ?? "fee"];
  return reply(context, "unanswerable_unverified", say.unverifiedField(label, service.everyday, service.url));
}

function isExpired({ now }: Context, { candidate: { unit } }: Judged, { library }: Tools): boolean {
  const { validUntil } = library.article(unit.id);
  return validUntil !== undefined && validUntil < now.toISOString().slice(0, 10);
}

/** A share in the question that the source does not have is denied before the source is quoted. */
function correctPremise({ slots }: Context, draft: Draft): Draft {
  const known = new Set(draft.evidence.flatMap(percentagesOf));
  const wrong = slots.percentages.filter((share) => !known.has(share));
  if (wrong.length === 0 || known.size === 0) return draft;
  const denial = slots.asksConfirmation ? say.notThatFigure(wrong.join(", ")) : say.figureNotInSource(wrong.join(", "));
  return { ...draft, status: "answered_correction", lines: [denial, ...draft.lines] };
}
