import { fold } from "../../text/fold.js";
import { yearsOf } from "../../text/figures.js";
import { normalise } from "../../text/normalise.js";
import { tokenise } from "../../text/tokenise.js";
import { judge } from "../judge.js";
import type { Context } from "../context.js";
import type { Step } from "../pipeline.js";
import type { Tools } from "../tools.js";

/** Longest message that can lean on the one before without saying so. */
const shortMessage = 9;
/** A question that is this sure of its own source changes the topic, whatever came before. */
const sureOfItself = 0.85;

/** Makes a question whole that leans on the turns before: a choice, another year, another field, "cái đó". */
export const resolveFollowUp: Step = (context, tools) => {
  if (takeOfferedChoice(context, tools)) return undefined;
  const { focus } = context.memory;
  if (focus === undefined) return undefined;
  const { tokens } = context.reading;
  const bare = bareWords(context, tools);
  if (bare.length === 0 || onlyNumbers(bare)) return continueTopic(context, tools, focus);
  const leans = tools.reactions.has("pointer", tokens) || startsAsContinuation(context, tools);
  if (!leans && tokens.length > shortMessage) return undefined;
  return chooseBetweenTopics(context, tools, focus, leans);
};

type Focus = NonNullable<Context["memory"]["focus"]>;

function takeOfferedChoice(context: Context, { retriever, slots }: Tools): boolean {
  const said = fold(normalise(context.masked));
  const number = /^(?:số |câu |chọn )?(\d)\.?$/u.exec(normalise(context.masked))?.[1];
  const choice = number === undefined ? context.memory.offered.find(({ label }) => fold(normalise(label)) === said) : context.memory.offered[Number(number) - 1];
  if (choice === undefined) return false;
  context.query = retriever.read(choice.question).tokens;
  context.slots = slots.find(context.query);
  if (choice.field !== undefined) context.slots.fields = [choice.field];
  if (choice.unitId !== undefined) context.unitId = choice.unitId;
  return true;
}

/** What a message says besides asking for a field, pointing back and words of grammar. */
function bareWords(context: Context, { slots, reactions, retriever }: Tools): string[] {
  const rest = reactions.without("pointer", reactions.without("continuation", slots.withoutFields(context.reading.tokens)));
  return retriever.contentWords(rest);
}

function onlyNumbers(words: readonly string[]): boolean {
  return words.every((word) => /\d/u.test(word) || word === "năm");
}

function startsAsContinuation({ reading }: Context, { reactions }: Tools): boolean {
  return reactions.has("continuation", reading.tokens.slice(0, 3)) || reactions.has("continuation", reading.tokens.slice(-2));
}

/** "lệ phí bao nhiêu", "thế còn năm 2025": the same matter, another field or year. */
function continueTopic(context: Context, { slots }: Tools, focus: Focus): undefined {
  const years = yearsOf(context.reading.tokens.join(" "));
  const asked = context.slots.fields;
  if (years.length > 0) {
    context.query = [...focus.question.filter((token) => yearsOf(token).length === 0), ...years];
    context.slots = { ...slots.find(context.query), fields: asked };
    return undefined;
  }
  context.query = [...focus.topic, ...context.reading.tokens];
  context.slots = { ...slots.find(context.query), fields: asked.length > 0 ? asked : focus.field === undefined ? [] : [focus.field] };
  context.unitId = focus.unitId;
  return undefined;
}

/** Weighs the message alone against the message added to the topic before. */
function chooseBetweenTopics(context: Context, tools: Tools, focus: Focus, leans: boolean): undefined {
  const alone = judge(context.reading.tokens, context.slots, tools, context.now)[0];
  if (alone !== undefined && alone.mismatches.length === 0 && alone.confidence >= (leans ? sureOfItself : tools.calibration.answerFrom)) return undefined;
  const joined = [...focus.topic, ...context.reading.tokens];
  const joinedSlots = { ...tools.slots.find(joined), fields: context.slots.fields };
  if (joinedSlots.fields.length === 0 && focus.field !== undefined) joinedSlots.fields = [focus.field];
  const together = judge(joined, joinedSlots, tools, context.now)[0];
  if (together === undefined || (!leans && together.confidence <= (alone?.confidence ?? 0))) return undefined;
  context.query = joined;
  context.slots = joinedSlots;
  return undefined;
}

/** Words of a question that name the matter: what a following question leans on. */
export function topicOf(query: readonly string[], { slots, reactions }: Tools): string[] {
  return reactions.without("continuation", slots.withoutFields(query)).filter((token) => tokenise(token).length > 0);
}
