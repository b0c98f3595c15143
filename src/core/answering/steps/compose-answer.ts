import { figuresOf, percentagesOf, yearsOf } from "../../text/figures.js";
import { fieldLabel, say } from "../../wording/answers.js";
import { choosePassage } from "../compose/choose-passage.js";
import { composeArticle } from "../compose/compose-article.js";
import { composeDocument } from "../compose/compose-document.js";
import { composeProcedure } from "../compose/compose-procedure.js";
import { composeFields, composeOverview } from "../compose/compose-service.js";
import type { FieldName } from "../../knowledge/schema.js";
import type { Context, Draft, Judged } from "../context.js";
import type { Step } from "../pipeline.js";
import { reply } from "../reply.js";
import type { Slots } from "../slots.js";
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
  const passage = choosePassage(unit, { query: context.query, words: retriever.tellingWords(context.query), years: context.slots.years }, (word) => retriever.informationOf(word));
  return unit.kind === "article" ? composeArticle(unit, passage, library) : composeDocument(unit, passage, library);
}

function composeService(context: Context, { candidate: { unit } }: Judged, { library, retriever }: Tools) {
  const service = library.service(unit.id);
  const question = { fields: fieldsAsked(context.slots), words: retriever.tellingWords(context.query), today: context.now.toISOString().slice(0, 10) };
  if (question.fields.length === 0) {
    context.draft = correctPremise(context, composeOverview(service, question));
    return undefined;
  }
  const draft = composeFields(service, question);
  if (draft !== undefined) {
    context.draft = correctPremise(context, draft);
    return undefined;
  }
  const label = fieldLabel[question.fields[0] ?? "fee"];
  return reply(context, "unanswerable_unverified", say.unverifiedField(label, service.everyday, service.url));
}

/** Who gives an age and asks for nothing else wants to know whether it fits. */
function fieldsAsked({ fields, ages }: Slots): FieldName[] {
  return fields.length === 0 && ages.length > 0 ? ["who"] : fields;
}

function isExpired({ now }: Context, { candidate: { unit } }: Judged, { library }: Tools): boolean {
  const { validUntil } = library.article(unit.id);
  return validUntil !== undefined && validUntil < now.toISOString().slice(0, 10);
}

/**
 * What the question states and the source does not have is denied before the source is quoted: shares always, any other figure, date or place
 * where the question asks whether it holds.
 */
function correctPremise({ slots, chosen, query }: Context, draft: Draft): Draft {
  const evidence = draft.evidence.join(" ");
  const shares = slots.percentages.filter((share) => percentagesOf(evidence).length > 0 && !percentagesOf(evidence).includes(share));
  const figures = slots.asksConfirmation ? statedFigures(query).filter((figure) => !figuresOf(evidence).includes(figure)) : [];
  const others = slots.asksConfirmation ? (chosen?.mismatches ?? []).map(({ said }) => String(said)) : [];
  const wrong = [...new Set([...shares, ...figures, ...others])];
  if (wrong.length === 0) return draft;
  const denial = slots.asksConfirmation ? say.notThatFigure(wrong.join(", ")) : say.figureNotInSource(wrong.join(", "));
  return { ...draft, status: "answered_correction", lines: [denial, ...draft.lines] };
}

/** Figures that a question states as facts: dates and amounts, not the numbers of documents or years that only say which. */
function statedFigures(query: readonly string[]): string[] {
  return figuresOf(query.join(" ")).filter((figure) => !/\p{L}/u.test(figure) && yearsOf(figure).length === 0);
}
