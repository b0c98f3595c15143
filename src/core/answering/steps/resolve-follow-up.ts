import type { FieldName } from "../../knowledge/schema.js";
import type { Candidate } from "../../retrieval/retriever.js";
import type { Unit } from "../../retrieval/unit.js";
import { agesIn } from "../../text/ages.js";
import { yearsOf } from "../../text/figures.js";
import { tokenise } from "../../text/tokenise.js";
import { bot } from "../../wording/bot.js";
import type { Answer } from "../answer.js";
import type { Context, Judged } from "../context.js";
import { chosenFrom } from "../chosen-from.js";
import { judge } from "../judge.js";
import type { Memory } from "../memory.js";
import type { Step } from "../pipeline.js";
import { asChoices, reply } from "../reply.js";
import type { Slots } from "../slots.js";
import type { Tools } from "../tools.js";

/** Longest message that can lean on the one before without saying so. */
const shortMessage = 9;
/** How much surer than the next a source must be to be taken by its name alone. */
const clearLead = 1.1;
/** What only a paper has; where and who may be asked of anything. */
const onlyOfPapers: ReadonlySet<FieldName> = new Set<FieldName>(["fee", "documents", "duration"]);
/** … or how much less of its name may be left unsaid than of the next one's. */
const moreOfName = 0.3;
/** A message of so few words that asks for a field seldom begins a new topic. */
const fewWords = 6;
/** A question that is this sure of its own source changes the topic, whatever came before. */
const sureOfItself = 0.85;
/** … and one that does not lean on what came before, from here on. */
const sureAlone = 0.5;
/** Share of what a message adds that the old topic's source must hold, for the message to be about it. */
const leastHeld = 0.5;

type Focus = NonNullable<Memory["focus"]>;

/** Makes a question whole that leans on the turns before: a choice, another year, another field, "cái đó". */
export const resolveFollowUp: Step = (context, tools) => {
  if (takeOfferedChoice(context, tools)) return undefined;
  const { focus } = context.memory;
  const bare = bareWords(context, tools);
  if (focus === undefined) return bare.length === 0 ? askForMatter(context, tools) : undefined;
  if (bare.length === 0 && context.slots.fields.some((field) => onlyOfPapers.has(field)) && !hasFields(focus, tools)) return askForMatter(context, tools);
  if (bare.every((word) => /\d/u.test(word) || word === "năm")) return continueTopic(context, tools, focus);
  const { tokens } = context.reading;
  const points = tools.reactions.has("pointer", tokens);
  const leans = points || startsAsContinuation(context, tools) || isShortFieldQuestion(context, focus, tools) || isShortCount(context);
  if (!leans && tokens.length > shortMessage) return undefined;
  return chooseBetweenTopics(context, tools, focus, { leans, points, bare });
};

/** Whether something is possible. */
const asksWhether = /(?<!\p{L})(?:được|có thể|có|cho)(?!\p{L}).*(?<!\p{L})(?:không|chưa)$/u;

/** A message that asks for a field or points back, where nothing was said before. */
function askForMatter(context: Context, { reactions }: Tools): Answer | undefined {
  if (reactions.has("addressed", context.reading.tokens)) return reply(context, "smalltalk_identity", bot.aboutItself, asChoices(bot.topics));
  const asksForField = context.slots.fields.length > 0 || reactions.has("pointer", context.reading.tokens);
  return asksForField ? reply(context, "clarification_choice", bot.menu, asChoices(bot.topics), 0) : undefined;
}

function takeOfferedChoice(context: Context, { retriever, slots }: Tools): boolean {
  const choice = chosenFrom(context.memory.offered, context.masked);
  if (choice?.unitId === undefined) return choice !== undefined;
  context.query = retriever.read(choice.question).tokens;
  // Words of a name ask for nothing: "Hỗ trợ chi phí mai táng" is no question about a fee.
  context.slots = { ...slots.find(context.query), fields: choice.field === undefined ? [] : [choice.field] };
  context.unitId = choice.unitId;
  return true;
}

/** What a message says besides asking for a field, pointing back, words for handling any dossier and words of grammar. */
function bareWords(context: Context, { slots, reactions, retriever }: Tools): string[] {
  const rest = ["continuation", "pointer", "filler", "process"].reduce(
    (words, name) => reactions.without(name, words),
    slots.withoutFields(withoutPoints(context)),
  );
  return retriever.contentWords(rest);
}

/** Points that are asked for in a few words, which name no matter by themselves: "phạt bao nhiêu". */
const barePoints: ReadonlySet<string> = new Set(["penalty", "sanction", "validity"]);

function withoutPoints({ reading, slots }: Context): string[] {
  const rest = slots.points.filter(({ name }) => barePoints.has(name)).reduce((text, { asked }) => text.replace(asked, " "), reading.tokens.join(" "));
  return rest.split(" ").filter(Boolean);
}

function startsAsContinuation({ reading }: Context, { reactions }: Tools): boolean {
  return reactions.has("continuation", reading.tokens.slice(0, 3)) || reactions.has("continuation", reading.tokens.slice(-2));
}

/** "chờ mấy hôm", "mang ra đâu nộp": a field in few words, of a matter that has fields. */
function isShortFieldQuestion({ reading, slots }: Context, focus: Focus, tools: Tools): boolean {
  return slots.fields.length > 0 && reading.tokens.length <= fewWords && hasFields(focus, tools);
}

/** "có mấy điều": how many of something there are in what was spoken of. */
function isShortCount({ reading, slots }: Context): boolean {
  return slots.counted.length > 0 && reading.tokens.length <= fewWords;
}

/** "lệ phí bao nhiêu", "thế còn năm 2025": the same matter, another field or year. */
function continueTopic(context: Context, tools: Tools, focus: Focus): undefined {
  const hasYear = yearsOf(context.reading.tokens.join(" ")).length > 0;
  const asked = context.slots.fields;
  context.query = withReplacements(hasYear ? focus.question : focus.topic, context.reading.tokens, tools);
  const said = context.reading.tokens.join(" ");
  const inherited = focus.field === undefined || hasYear ? [] : [focus.field];
  // "còn nộp trực tiếp thì sao" after a fee asks for the fee of that way; "nộp trực tuyến được không" for the way itself.
  const asksForWay = (asked.every((field) => field === "online") && !asksWhether.test(said)) || /(?<!\p{L})trực tiếp(?!\p{L})/u.test(said);
  const fields = asksForWay ? [...new Set([...inherited, ...asked])] : asked;
  context.slots = { ...tools.slots.find(context.query), fields };
  const changesCase = agesIn(context.reading.tokens.join(" ")).length > 0 || tools.retriever.actionsIn(context.reading.tokens).size > 0;
  const isSameUnit = hasYear ? speaksOf(context.slots.years, focus, tools) : !changesCase;
  if (isSameUnit && focus.unitId !== undefined) context.unitId = focus.unitId;
  return undefined;
}

/** Whether the source in hand speaks of all the years asked for. */
function speaksOf(years: readonly string[], { unitId }: Focus, { library, retriever }: Tools): boolean {
  const unit = unitId === undefined ? undefined : retriever.unit(unitId);
  return unit !== undefined && years.every((year) => library.textOf(unit).text.includes(year));
}

/** Whether the matter in hand is one that has papers, fees and places. */
function hasFields({ unitId }: Focus, { retriever }: Tools): boolean {
  const kind = unitId === undefined ? undefined : retriever.unit(unitId)?.kind;
  return kind === undefined || kind === "service" || kind === "procedure";
}

/** How a message leans on what was said before. */
interface Leaning {
  leans: boolean;
  /** It says "cái đó", "thủ tục này". */
  points: boolean;
  bare: readonly string[];
}

/** Weighs the message alone against the message added to the topic before. */
function chooseBetweenTopics(context: Context, tools: Tools, focus: Focus, { leans, points, bare }: Leaning): undefined {
  const judged = judge(context.reading.tokens, context.slots, tools, context.now);
  const [alone] = judged;
  const isSure = alone !== undefined && alone.mismatches.length === 0 && alone.isSure && alone.confidence >= (leans ? sureOfItself : sureAlone);
  const isAside = focus.unitId !== undefined && context.reading.tokens.length <= fewWords && (alone === undefined || !namesMatter(alone.candidate));
  if (isSure && !isAside) return undefined;
  if (points && focus.unitId !== undefined) return continueTopic(context, tools, focus);
  const joined = withReplacements(focus.topic, context.reading.tokens, tools);
  const slots = { ...tools.slots.find(joined), fields: context.slots.fields };
  if (slots.fields.length === 0 && focus.field !== undefined) slots.fields = [focus.field];
  const [together] = judge(joined, slots, tools, context.now);
  const [named, rival] = judged
    .filter(({ candidate, isNarrower }) => !isNarrower && namesAnother(bare, candidate, focus, tools))
    .sort((a, b) => b.confidence - a.confidence);
  const isNamedBeside = together !== undefined && namesAnother(bare, together.candidate, focus, tools) && isBetterNamed(together, named);
  if (!points && !isNamedBeside && named !== undefined && isClearBefore(rival, named)) return takeNewMatter(context, named.candidate.unit, focus);
  const isBetter = together !== undefined && together.confidence > (isAside ? 0 : (alone?.confidence ?? 0));
  if (isBetter && shareHeld(bare, together.candidate.missing, tools) >= leastHeld) {
    context.query = joined;
    context.slots = slots;
    return undefined;
  }
  return isAside && !isSure ? askOfMatterInHand(context, tools, focus, { joined, slots, bare }) : undefined;
}

/** Surer than the next by that much, or bearing a name of which the message says that much more. */
function isClearBefore(rival: Judged | undefined, named: Judged): boolean {
  if (rival === undefined || named.confidence >= clearLead * rival.confidence) return true;
  return named.candidate.signals.titleUnasked + moreOfName <= rival.candidate.signals.titleUnasked;
}

/** "còn sang tên" after "sổ đỏ" is no other paper with these words in its name, where the two together name one surely, and more of its name. */
function isBetterNamed(together: Judged, alone: Judged | undefined): boolean {
  if (!together.isSure) return false;
  return alone === undefined || (together.confidence > alone.confidence && together.candidate.signals.titleUnasked < alone.candidate.signals.titleUnasked);
}

/** From here on a short message holds enough of a way of asking, or lacks too little of it, to name the matter itself. */
const namedEnough = 0.75;
const littleUnasked = 0.3;

/** Whether few words name a matter of their own: "làm hộ chiếu"; "muộn có bị phạt không" names none. */
function namesMatter({ signals }: Candidate): boolean {
  return signals.aliasContainment >= namedEnough || signals.unaskedPeak <= littleUnasked || signals.titleUnasked <= littleUnasked;
}

/** A few words that name no matter are about the one in hand, where its source says anything of them. */
function askOfMatterInHand(
  context: Context,
  tools: Tools,
  { unitId }: Focus,
  { joined, slots, bare }: { joined: string[]; slots: Slots; bare: readonly string[] },
): undefined {
  const [inHand] = judge(joined, slots, tools, context.now, ({ id }) => id === unitId);
  if (inHand === undefined || shareHeld(bare, inHand.candidate.missing, tools) < leastHeld) return undefined;
  context.query = joined;
  context.slots = slots;
  context.unitId = inHand.candidate.unit.id;
  return undefined;
}

/** "còn thường trú" after "tạm trú": all that the message says is the name of another source, and not of the one in hand. */
function namesAnother(bare: readonly string[], candidate: Candidate, { unitId }: Focus, { retriever }: Tools): boolean {
  const { title, kind } = candidate.unit;
  // Of five thousand bare names, some hold any few words.
  if (kind === "procedure" && !namesMatter(candidate)) return false;
  const inHand = unitId === undefined ? undefined : retriever.unit(unitId);
  const holdsAll = (name: string): boolean => bare.every((word) => tokenise(name).includes(word));
  // One syllable is seldom a whole word: "điều" is no "điều kiện".
  return bare.length > 1 && inHand !== undefined && holdsAll(title) && !holdsAll(inHand.title);
}

/** Another matter, asked for the same thing. */
function takeNewMatter(context: Context, { id }: Unit, focus: Focus): undefined {
  context.unitId = id;
  if (context.slots.fields.length === 0 && focus.field !== undefined) context.slots.fields = [focus.field];
  return undefined;
}

/** A year, an age or an action in the new message takes the place of the old one. */
function withReplacements(topic: readonly string[], message: readonly string[], { retriever }: Tools): string[] {
  const text = message.join(" ");
  const kept = retriever.actionsIn(message).size > 0 ? retriever.withoutActions(topic) : topic;
  const isReplaced = (token: string, next: string | undefined): boolean =>
    (yearsOf(text).length > 0 && yearsOf(token).length > 0) || (agesIn(text).length > 0 && agesIn(`${token} ${next ?? ""}`).length > 0);
  return [...kept.filter((token, index) => !isReplaced(token, kept[index + 1])), ...message];
}

function shareHeld(words: readonly string[], missing: readonly string[], { retriever }: Tools): number {
  const information = (list: readonly string[]): number => list.reduce((sum, word) => sum + retriever.informationOf(word), 0);
  const all = information(words);
  return all === 0 ? 1 : 1 - information(words.filter((word) => missing.includes(word))) / all;
}

/** Words of a question that name the matter: what a following question leans on. */
export function topicOf(query: readonly string[], { slots, reactions }: Tools): string[] {
  return reactions.without("continuation", slots.withoutFields(query));
}
