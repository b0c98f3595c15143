import type { Unit } from "../../retrieval/unit.js";
import { say } from "../../wording/answers.js";
import { bot } from "../../wording/bot.js";
import type { Choice, Context, Judged } from "../context.js";
import type { Answer } from "../answer.js";
import type { Mismatch } from "../mismatch.js";
import type { Step } from "../pipeline.js";
import { asChoices, reply } from "../reply.js";
import type { Tools } from "../tools.js";
import { districtArticle } from "./compose-answer.js";
import { unsaidWords } from "../unsaid-words.js";
import { topicOf } from "./resolve-follow-up.js";

/** Rivals this close in score are told apart by asking. */
const tooClose = 0.004;
/** A short message with this many words of content names a kind of paper, not a matter. */
const vagueWords = 4;
const vagueSpread = 0.6;
/** Surer than this, even a few words name a matter. */
const sureOfVague = 0.75;
/** Where a field is asked for, a sure source that is ahead of the next by this factor needs no asking back either. */
const aheadOfVague = 1.5;
/** A question that holds nearly all of a way of asking names its matter, however short. */
const namedOutright = 0.95;
/** Answers, asks back or abstains: the one place where that is decided. */
export const decideAnswer: Step = (context, tools) => {
  const [first] = context.judged;
  const talk = smallTalkIn(context, tools);
  if (talk !== undefined) return talk;
  if (isOffTopic(context, tools)) return reply(context, "unanswerable_out_of_scope", say.outOfScope, asChoices(bot.topics), first?.confidence ?? 0);
  if (first === undefined) return abstain(context, tools);
  if (context.unitId !== undefined) return settle(context, first);
  const fitting = context.judged.find((one) => one.mismatches.length === 0);
  if (isFalsePremise(context, first)) return settle(context, first);
  if (fitting !== undefined && !fitting.isSure && isSameMatter(fitting, first)) {
    context.understoodAs = fitting.candidate.unit.title;
    return settle(context, fitting);
  }
  if (fitting === undefined || (first.mismatches.length > 0 && !fitting.isSure)) {
    return first.isNear ? nearMiss(context, tools) : abstain(context, tools);
  }
  const rivals = rivalsOf(fitting, context, tools);
  if (rivals.length > 1 && (fitting.isNear || isBareAction(context, tools))) return ask(context, rivals, tools);
  const unsaid = unsaidWords(fitting, context, tools);
  const district = context.slots.namesDistrict && (unsaid.length > 0 || !fitting.isSure) ? tools.retriever.unit(districtArticle) : undefined;
  if (district !== undefined) return settle(context, { ...fitting, candidate: { ...fitting.candidate, unit: district } });
  if (!fitting.isSure && unsaid.length === 0 && standsAlone(fitting, context)) {
    context.understoodAs = fitting.candidate.unit.title;
    return settle(context, fitting);
  }
  if (!fitting.isSure && unsaid.length === 0 && isOnlyChoice(fitting, context)) {
    context.understoodAs = fitting.candidate.unit.title;
    return settle(context, fitting);
  }
  if (!fitting.isSure) return fitting.isNear ? askWhich(context, tools) : abstain(context, tools);
  return unsaid.length > 0 ? missWords(context, fitting, unsaid, tools) : settle(context, fitting);
};

/** A source at least so sure, of what was named outright, is meant where the one before it only lacks the action. */
const sureOfAction = 0.1;

/** "Cấp lại giấy phép …": the source that comes first has the thing but no "cấp lại"; the other has that action, and all that the first has. */
function isSameMatter(fitting: Judged, first: Judged): boolean {
  const lacksActionOnly = first.mismatches.length > 0 && first.mismatches.every(({ kind }) => kind === "action");
  const lacked = new Set(first.candidate.missing);
  return lacksActionOnly && fitting.confidence >= sureOfAction && fitting.candidate.missing.every((word) => lacked.has(word));
}

/** How much surer than the next a source must be to be taken though it is not sure. */
const farAhead = 2.5;

/**
 * Not sure, but with no rival: better answered, with a word on how the question was understood, than asked back with one choice. A bare
 * procedure is asked back: there are thousands, and what people ask for beyond them always has a neighbour among them.
 */
function standsAlone(first: Judged, { judged }: Context): boolean {
  const rival = judged.find((one) => one !== first && one.mismatches.length === 0 && !first.candidate.unit.related.includes(one.candidate.unit.id));
  return isFairlyMeant(first) && first.confidence >= farAhead * (rival?.confidence ?? 0);
}

/** To ask back with one choice, where the source holds all that was said, only costs a tap. */
function isOnlyChoice(first: Judged, { judged }: Context): boolean {
  const choices = judged.filter(({ isNear, mismatches }) => isNear && mismatches.length === 0);
  return choices.length === 1 && choices[0] === first && isFairlyMeant(first) && first.candidate.signals.coverage === 1;
}

/** The nearest way of asking lacks less than this of its most telling word, and the question little that the source does not hold. */
const mostUnasked = 0.5;
const leastCovered = 0.7;

/** A source of ours that is near, and what it is about was said. */
function isFairlyMeant({ candidate: { unit, signals }, isNear, isNarrower }: Judged): boolean {
  return unit.kind !== "procedure" && isNear && !isNarrower && signals.unaskedPeak <= mostUnasked && signals.coverage >= leastCovered;
}

function missWords(context: Context, judged: Judged, words: readonly string[], tools: Tools): Answer {
  const { unit } = judged.candidate;
  rememberTopic(context, tools, unit.id);
  const inOrder = context.query.filter((word) => words.includes(word)).join(" ");
  return reply(context, "unanswerable_near_miss", `${say.missingWords(inOrder)} ${say.butHave(unit.title)}`, [choiceOf(judged)], judged.confidence);
}

/** A message with thanks or talk to the bot in it is a question all the same where a source is this sure. */
const sureOfQuestion = 0.5;

/** Requests that no source of this kind can meet, unless one surely does: opinions, prices of the day, poems, weather. */
const sureInSpite = 0.9;
/** A paper for which there is a procedure is asked for in these words too: "bản quyền bài hát". */
const sureOfPaper = 0.6;

function isOffTopic({ judged: [first], reading, slots, unitId }: Context, { reactions, retriever }: Tools): boolean {
  if (unitId !== undefined || !reactions.has("off_topic", reading.tokens)) return false;
  const asksForPaper =
    first !== undefined && (isOfferable(first.candidate.unit) || slots.fields.includes("documents")) && retriever.actionsIn(reading.tokens).size > 0;
  return first === undefined || first.confidence < (asksForPaper ? sureOfPaper : sureInSpite);
}

/** Thanks, farewells and talk about the bot itself inside a longer message, where nothing else in it is a question on the sources. */
function smallTalkIn(context: Context, { reactions, retriever }: Tools): Answer | undefined {
  const { tokens, typed } = context.reading;
  if (context.unitId !== undefined || (context.judged[0]?.confidence ?? 0) >= sureOfQuestion) return undefined;
  if (reactions.hasTyped("thanks", typed)) return reply(context, "smalltalk_thanks", bot.thanks);
  if (reactions.hasTyped("farewell", typed)) return reply(context, "smalltalk_farewell", bot.farewell);
  const isShort = retriever.tellingWords(tokens).length <= 5;
  if (!isShort || !reactions.has("addressed", tokens)) return undefined;
  return reactions.hasTyped("compliment", typed)
    ? reply(context, "smalltalk_thanks", bot.compliment)
    : reply(context, "smalltalk_identity", bot.aboutItself, asChoices(bot.topics));
}

/** Takes a source to answer from; what the question names beyond it still makes it a near miss. */
function settle(context: Context, judged: Judged): undefined {
  context.chosen = judged;
  return undefined;
}

/**
 * "… ngày 22/12/2023 phải không", "Hòa Bình nhập vào Hà Nội phải không": the question asks whether something holds of a source that is
 * surely meant. It is answered with what the source says, and a denial before it.
 */
function isFalsePremise({ slots }: Context, { isSure, mismatches }: Judged): boolean {
  const isDeniable = mismatches.every(({ kind }) => kind === "date" || kind === "year" || (kind === "place" && slots.ownTerritories.length > 0));
  return slots.asksConfirmation && mismatches.length > 0 && isDeniable && isSure;
}

function rivalsOf(first: Judged, context: Context, { retriever }: Tools): Judged[] {
  const words = retriever.contentWords(context.query).filter((word) => !/\d/u.test(word));
  const next = context.judged.find((one) => one !== first && one.mismatches.length === 0);
  const isAhead = first.isSure && context.slots.fields.length > 0 && first.confidence >= aheadOfVague * (next?.confidence ?? 0);
  const isVague = words.length <= vagueWords && first.candidate.signals.aliasContainment < namedOutright && first.confidence < sureOfVague && !isAhead;
  if (!isOfferable(first.candidate.unit)) return [];
  const spread = isVague ? vagueSpread : tooClose;
  const best = Math.max(...context.judged.map(({ candidate }) => candidate.score));
  const close = context.judged.filter((one) => one.mismatches.length === 0 && isOfferable(one.candidate.unit) && one.candidate.score >= (1 - spread) * best);
  return isVague ? close.filter(({ candidate }) => candidate.signals.coverage === 1).slice(0, 4) : close.slice(0, 4);
}

/** "Đăng ký", "xin giấy phép": says what is to be done, and of nothing. */
function isBareAction({ query }: Context, { retriever }: Tools): boolean {
  return retriever.actionsIn(query).size > 0 && retriever.tellingWords(retriever.withoutActions(query)).length <= 1;
}

function isOfferable(unit: Unit): boolean {
  return unit.kind === "service" || unit.kind === "procedure";
}

/** A few words that are no surer of any source than this do not end what was spoken of. */
const sureOfNewMatter = 0.35;
const fewWords = 6;

function ask(context: Context, rivals: readonly Judged[], tools: Tools) {
  const isAside = context.reading.tokens.length <= fewWords && (rivals[0]?.confidence ?? 0) < sureOfNewMatter;
  if (!isAside || context.memory.focus?.unitId === undefined) rememberTopic(context, tools);
  const [only] = rivals;
  const question = rivals.length === 1 && only !== undefined ? say.isItThis(only.candidate.unit.title) : say.choose("");
  return reply(context, "clarification_choice", question, rivals.map(choiceOf), rivals[0]?.confidence ?? 0);
}

/** What was asked stays in mind though nothing was settled: the next message may add what was missing. */
function rememberTopic(context: Context, tools: Tools, unitId?: string): void {
  context.nextMemory = {
    ...context.nextMemory,
    focus: { topic: topicOf(context.query, tools), question: context.query, ...(unitId === undefined ? {} : { unitId }) },
  };
}

function nearMiss(context: Context, tools: Tools) {
  const near = [...context.judged].filter(({ isNear }) => isNear).sort((a, b) => b.candidate.score - a.candidate.score);
  const nearest = near[0] as Judged;
  const missing = nearest.mismatches.map(sentenceOf).filter((sentence, index, all) => all.indexOf(sentence) === index);
  rememberTopic(context, tools, nearest.candidate.unit.id);
  const body = `${missing.join(" ")} ${say.butHave(nearest.candidate.unit.title)}`.trim();
  return reply(context, "unanswerable_near_miss", body, near.slice(0, 2).map(choiceOf), nearest.confidence);
}

/** Not sure enough to answer, too near to refuse: names what is near, and lets the asker say. */
function askWhich(context: Context, tools: Tools) {
  const near = context.judged.filter(({ isNear, mismatches }) => isNear && mismatches.length === 0).slice(0, 3);
  return ask(context, near, tools);
}

/** What is like a question in its vectors, and says less than this share of it, is like it by chance. */
const leastSaid = 0.5;

async function abstain(context: Context, tools: Tools): Promise<Answer> {
  const { nearTopics, retriever } = tools;
  const like = (await nearTopics.find(context.query.join(" "))).flatMap((id) => retriever.unit(id) ?? []);
  const near = like.filter((unit) => shareSaidBy(unit, context, tools) >= leastSaid);
  const choices = near.map((unit) => ({ label: unit.title, question: unit.title, unitId: unit.id }));
  const body = near.length === 0 ? say.noSource : `${say.noSource}\n${say.nearTopics}`;
  return reply(
    context,
    "unanswerable_no_source",
    body,
    [...choices, { label: say.tellWhenKnown, question: say.tellWhenKnown }],
    context.judged[0]?.confidence ?? 0,
  );
}

/** How much of what a question tells a source says, by how telling the words are: from 0 to 1. */
function shareSaidBy(unit: Unit, { query }: Context, { library, retriever }: Tools): number {
  const words = retriever.tellingWords(query);
  const own = new Set(retriever.wordsOf(library.textOf(unit).plain));
  const weightOf = (some: readonly string[]): number => some.reduce((sum, word) => sum + retriever.informationOf(word), 0);
  return words.length === 0 ? 0 : weightOf(words.filter((word) => own.has(word))) / weightOf(words);
}

function choiceOf({ candidate: { unit } }: Judged): Choice {
  const label = unit.kind === "service" ? sentenceCase(unit.aliases[0] ?? unit.title) : unit.title;
  return { label, question: unit.title, unitId: unit.id };
}

function sentenceCase(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function sentenceOf(mismatch: Mismatch): string {
  switch (mismatch.kind) {
    case "year":
      return say.missingYear(mismatch.said);
    case "date":
      return say.missingDate(mismatch.said);
    case "place":
      return say.missingPlace(mismatch.said);
    case "body":
      return say.missingBody(mismatch.said);
    case "document":
      return say.missingDocument(mismatch.said);
    case "object":
      return say.missingWords(mismatch.said);
    case "action":
      return say.missingAction(mismatch.said);
    case "group":
      return say.missingGroup(mismatch.said.replace(/^(?:cho|của) /u, ""));
    case "age":
      return say.missingGroup(`${mismatch.said} tuổi`);
  }
}
