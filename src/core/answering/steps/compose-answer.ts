import { percentagesOf } from "../../text/figures.js";
import { isStated } from "../../text/stated.js";
import type { Passage, Unit } from "../../retrieval/unit.js";
import { countLabel, fieldLabel, pointLabel, say } from "../../wording/answers.js";
import { dayInVietnam } from "../../wording/dates.js";
import { choosePassages } from "../compose/choose-passage.js";
import { composeArticle } from "../compose/compose-article.js";
import { composeDocument } from "../compose/compose-document.js";
import { composeProcedure } from "../compose/compose-procedure.js";
import { narrowQuestion, nearDetail, type AskedOfService, type Narrow, type Reader } from "../compose/narrow-question.js";
import { composeDetail, composeFields, composeForm, composeOverview, variantIn } from "../compose/compose-service.js";
import { speaksOnPoints } from "../compose/pointed-statement.js";
import type { FieldName, Service } from "../../knowledge/schema.js";
import type { Choice, Context, Draft, Judged } from "../context.js";
import type { Step } from "../pipeline.js";
import { askingClauses } from "../clauses.js";
import { placeWithoutRank } from "../mismatch.js";
import { showsWhatIsAsked } from "../kind-of-fact.js";
import { givesNumberOf } from "../points.js";
import { reply } from "../reply.js";
import type { Slots } from "../slots.js";
import type { Tools } from "../tools.js";
import { topicOf } from "./resolve-follow-up.js";

/** Puts the answer together from the chosen source, quoted sentence by sentence. */
export const composeAnswer: Step = (context, tools) => {
  const { chosen } = context;
  if (chosen === undefined) return undefined;
  const { library } = tools;
  const [field] = context.slots.fields;
  context.nextMemory = {
    offered: [],
    focus: { unitId: chosen.candidate.unit.id, topic: topicOf(context.query, tools), question: context.query, ...(field === undefined ? {} : { field }) },
  };
  const { unit } = chosen.candidate;
  if (unit.kind === "article" && isExpired(context, chosen, tools)) return reply(context, "unanswerable_expired", `${say.expired(unit.title)} ${say.noSource}`);
  context.narrow = unit.kind === "service" ? narrowIn(context, library.service(unit.id), tools) : undefined;
  const draft = unit.kind === "service" ? serviceDraft(context, chosen, tools) : draftOf(context, chosen, tools);
  if (draft === undefined || lacksKindOfFact(context, chosen, draft)) return sayUnverified(context, chosen, tools);
  const years = yearsOfOtherPassages(context, chosen, draft, tools);
  if (years.length > 0) return reply(context, "unanswerable_near_miss", `${say.missingYear(years.join(", "))} ${say.butHave(unit.title)}`, [choiceOf(unit)]);
  context.draft = correctPremise(context, noteDistrictLevel(context, draft, tools));
  return undefined;
};

/** Of a bare procedure the register says itself what it does not give. */
function lacksKindOfFact({ query }: Context, { candidate: { unit } }: Judged, { lines }: Draft): boolean {
  return unit.kind !== "procedure" && !showsWhatIsAsked(query, lines.join("\n"));
}

/** Years that the question asks about and the text names, but nowhere in what would be said. */
function yearsOfOtherPassages({ slots }: Context, { candidate: { unit } }: Judged, { lines, subject, citations }: Draft, { library }: Tools): string[] {
  if ((unit.kind !== "article" && unit.kind !== "document") || slots.years.length === 0 || slots.asksConfirmation) return [];
  const said = [subject, ...lines, ...citations.map(({ title, quote, issued }) => `${title} ${quote} ${issued}`)].join("\n");
  const { text } = library.textOf(unit);
  return slots.years.filter((year) => !slots.told.years.includes(year) && text.includes(year) && !said.includes(year));
}

/** Undefined where a text does not have the kind of thing that is asked for, such as an amount. */
function draftOf(context: Context, { candidate: { unit } }: Judged, { library, retriever }: Tools): Draft | undefined {
  if (unit.kind === "procedure") return composeProcedure(library.procedure(unit.id), context.slots.fields);
  if (!context.slots.counted.every((noun) => givesNumberOf(noun, library.textOf(unit).plain))) return undefined;
  const strict = context.slots.points;
  const shows = ({ text }: Passage): boolean => strict.every(({ shown }) => text.split("\n").some((line) => shown.test(line)));
  const speaking = { ...unit, passages: unit.passages.filter(shows) };
  if (speaking.passages.length === 0) return undefined;
  const passages = choosePassages(speaking, { query: context.query, words: retriever.tellingWords(context.query), years: context.slots.years }, (word) =>
    retriever.informationOf(word),
  );
  return unit.kind === "article" ? composeArticle(unit, passages, library) : composeDocument(unit, passages[0], library);
}

/** A clause alone has lost the special case that another clause names. */
function narrowIn(context: Context, service: Service, tools: Tools): Narrow | undefined {
  const readings = readingsOf(context, tools);
  const namesCase = variantIn(service, { words: tools.retriever.tellingWords(context.query), said: context.query }) !== undefined;
  return narrowQuestion(service, namesCase ? readings.slice(0, 1) : readings, readerOf(tools));
}

/** The question as a whole, and each clause of it that asks. */
function readingsOf(context: Context, { retriever, slots }: Tools): AskedOfService[] {
  const clauses = askingClauses(context, retriever).map((words) => ({ words, fields: slots.fieldsIn(words) }));
  return [{ words: context.query, fields: context.slots.fields }, ...clauses];
}

function readerOf({ retriever, slots }: Tools): Reader {
  return {
    wordsOf: (text) => retriever.wordsOf(text),
    isWeak: (word) => retriever.isWeak(word),
    withoutFields: (words) => slots.withoutFields(words),
    fieldsIn: (words) => slots.fieldsIn(words),
  };
}

/** The fields asked of a service, or its overview; undefined where what is asked is not verified. */
function serviceDraft(context: Context, { candidate: { unit } }: Judged, tools: Tools): Draft | undefined {
  const { library, retriever } = tools;
  const service = library.service(unit.id);
  const question = {
    fields: fieldsAsked(context.slots),
    words: retriever.tellingWords(context.query),
    said: context.query,
    informationOf: (word: string) => retriever.informationOf(word),
    today: dayInVietnam(context.now),
    points: context.slots.points.filter(({ name }) => name !== "form"),
    near: nearDetail(service, readingsOf(context, tools), readerOf(tools)),
  };
  const narrow = context.narrow;
  if (narrow !== undefined) return "detail" in narrow ? composeDetail(service, narrow.detail, question) : undefined;
  if (context.slots.points.some(({ name }) => name === "form")) return composeForm(service, question);
  if (!speaksOnPoints(service, question)) return undefined;
  if (question.fields.length === 0 && !context.slots.counted.every((noun) => givesNumberOf(noun, library.textOf(unit).plain))) return undefined;
  return question.fields.length === 0 ? composeOverview(service, question) : composeFields(service, question);
}

function sayUnverified(context: Context, { candidate: { unit } }: Judged, { library }: Tools) {
  const { narrow } = context;
  const [point] = context.slots.points;
  if (unit.kind !== "service") {
    const lack = point === undefined ? say.noFigure : say.noPoint(pointLabel[point.name]);
    return reply(context, "unanswerable_near_miss", `${lack} ${say.butHave(unit.title)}`, [choiceOf(unit)]);
  }
  const service = library.service(unit.id);
  if (narrow !== undefined && "unknown" in narrow) return reply(context, "unanswerable_unverified", say.unknownPoint(narrow.unknown, service.url));
  const [field] = fieldsAsked(context.slots);
  const fieldOrNumber = field === undefined ? countLabel : fieldLabel[field];
  const label = point === undefined ? fieldOrNumber : pointLabel[point.name];
  return reply(context, "unanswerable_unverified", say.unverifiedField(label, service.everyday, service.url));
}

function choiceOf(unit: Unit): Choice {
  return { label: unit.title, question: unit.title, unitId: unit.id };
}

/** The article that tells what became of the district level. */
export const districtArticle = "bo-cap-huyen";

/** Who asks for an office of the district is told first that the district level is gone. */
function noteDistrictLevel({ slots }: Context, draft: Draft, { library, retriever }: Tools): Draft {
  const unit = retriever.unit(districtArticle);
  if (!slots.namesDistrict || unit === undefined) return draft;
  const note = composeArticle(unit, [unit.passages[0] as Passage], library);
  if (note.lines.every((line) => draft.lines.includes(line))) return draft;
  return {
    ...draft,
    lines: [...note.lines, ...draft.lines],
    citations: [...draft.citations, ...note.citations],
  };
}

/** Who states an amount, a term or an age, and asks for nothing else, wants to know whether it is right. */
function fieldsAsked({ fields, ages, amounts }: Slots): FieldName[] {
  if (amounts.some((amount) => amount.endsWith("đồng"))) return ["fee"];
  if (fields.length > 0) return fields;
  if (amounts.some((amount) => /ngày|tháng|giờ/u.test(amount))) return ["duration"];
  return ages.length > 0 ? ["who"] : [];
}

function isExpired({ now }: Context, { candidate: { unit } }: Judged, { library }: Tools): boolean {
  const { validUntil } = library.article(unit.id);
  return validUntil !== undefined && validUntil < dayInVietnam(now);
}

/**
 * What the question states and the source does not have is denied before the source is quoted: shares always, any other amount, term, date
 * or place where the question asks whether it holds.
 */
function correctPremise({ slots, chosen }: Context, draft: Draft): Draft {
  const quotes = draft.citations.map(({ quote }) => quote).join("\n");
  const shares = percentagesOf(quotes).length > 0 ? slots.percentages : [];
  const others = slots.asksConfirmation ? [...slots.amounts, ...(chosen?.mismatches ?? []).map(({ said }) => String(said))] : [];
  const wrong = [...new Set([...shares, ...others])].filter((said) => !isStated(`${draft.subject}\n${quotes}`, placeWithoutRank(said)));
  if (wrong.length === 0) return draft;
  const denial = slots.asksConfirmation ? say.notThatFigure(wrong.join(", ")) : say.figureNotInSource(wrong.join(", "));
  return { ...draft, status: "answered_correction", lines: [denial, ...draft.lines] };
}
