import { ActivityTypes, toJson, type TurnContext } from "../../activity/activity.js";
import type { Capabilities } from "../../activity/capabilities.js";
import { familyOf, isWorthRating, type Answer } from "../answering/answer.js";
import { emptyMemory, type Memory } from "../answering/memory.js";
import type { Notice } from "../announcements/notice.js";
import { bot } from "../wording/bot.js";
import { askedQuestion, type AskedQuestion } from "./asked-question.js";
import { asksMore, questionBehind, type Announced } from "./announced.js";
import { answerActivities } from "./answer-activities.js";
import type { ConversationState } from "./conversation-state.js";
import { feedbackIn, feedbackOn, type Feedback } from "./feedback.js";
import { tellHeldData, type HeldDataStore } from "./held-data.js";
import { mentionMasks } from "./masked-message.js";
import { showTypingDuring } from "./show-typing.js";
import { correctPlace, isSubscribing, subscribe } from "./subscribe.js";
import type { SubscriptionChange } from "../subscriptions/subscription.js";
import type { Subscriptions } from "../subscriptions/subscriptions.js";
import type { TrainingChange } from "../training/learner.js";
import type { Training, TrainingMemory } from "../training/training.js";
import { subscriptionWording } from "../wording/subscriptions.js";
import { trainingWording } from "../wording/training.js";
import { trainingActivities, trainingStatus } from "./training-activities.js";
import { trialCodeIn, wordsOfLink, type LinkTrials } from "./trial-link.js";
import { typedRating } from "./typed-rating.js";

/** The part of the core that knows the answers. */
export interface QuestionAnswerer {
  /** `indexVersion`: of the index that the answer was made from. */
  answer(question: string, memory: Memory, now: Date): Promise<{ answer: Answer; memory: Memory; indexVersion?: string }>;
}

/** What a turn needs besides the activity. */
export interface TurnParts {
  readonly answerer: QuestionAnswerer;
  readonly heldData: HeldDataStore;
  readonly training: Pick<Training, "turn" | "isAsking" | "heldOn" | "changesToForget">;
  readonly subscriptions: Pick<Subscriptions, "turn" | "correctPlace" | "heldOn">;
  /** The announcement that the conversation got last. */
  readonly announced?: Announced | undefined;
  /** What people are told just now, on channels that show no banner. */
  readonly notice?: Notice | undefined;
  readonly linkTrials: LinkTrials;
  readonly now: () => Date;
  /** A new id that nobody can guess. */
  readonly newId: () => string;
}

/** What a turn does besides speaking. */
export interface TurnEffects {
  readonly state: ConversationState;
  readonly feedback?: Feedback | undefined;
  /** The person wants all that was said before deleted. */
  readonly forgets?: boolean;
  /** What a learner has learned. */
  readonly training?: readonly TrainingChange[];
  /** What is kept of the question, without a trace of who asked. */
  readonly asked?: AskedQuestion | undefined;
  /** What somebody has subscribed to, or left. */
  readonly subscription?: readonly SubscriptionChange[];
  /** How the answer ended; `undefined` for a turn that answers nothing. */
  readonly status?: Answer["status"];
}

/** One turn: looks at what came in, says what is to be said, and returns what else changes. */
export async function takeTurn(context: TurnContext, state: ConversationState, capabilities: Capabilities, parts: TurnParts): Promise<TurnEffects> {
  switch (context.activity.type) {
    case ActivityTypes.ConversationUpdate:
      return greet(context, state, capabilities, parts);
    case ActivityTypes.Message:
      return answerMessage(context, state, capabilities, parts);
    default:
      return { state, feedback: feedbackIn(toJson(context.activity)) };
  }
}

/** Whoever begins anew is greeted anew. An event that is only sent again is no turn: the inbox knows it by its id. */
async function greet(context: TurnContext, state: ConversationState, capabilities: Capabilities, { newId }: TurnParts): Promise<TurnEffects> {
  await context.sendActivities(answerActivities(greeting, newId(), capabilities));
  return { state: { ...state, isGreeted: true }, status: greeting.status };
}

async function answerMessage(context: TurnContext, state: ConversationState, capabilities: Capabilities, parts: TurnParts): Promise<TurnEffects> {
  const { state: greeted } = state.isGreeted ? { state } : await greet(context, state, capabilities, parts);
  const told = await tellNotice(context, greeted, parts);
  const effects = await replyToMessage(context, told, capabilities, parts);
  return told.noticeId === undefined ? effects : { ...effects, state: { ...effects.state, noticeId: told.noticeId } };
}

/** Each notice is told once in a conversation, before the next answer. */
async function tellNotice(context: TurnContext, state: ConversationState, { notice }: TurnParts): Promise<ConversationState> {
  if (notice === undefined || notice.id === state.noticeId) return state;
  await context.sendActivity(notice.text);
  return { ...state, noticeId: notice.id };
}

async function replyToMessage(context: TurnContext, greeted: ConversationState, capabilities: Capabilities, parts: TurnParts): Promise<TurnEffects> {
  const { activity } = context;
  const question = activity.text?.trim() ?? "";
  const code = trialCodeIn(question);
  if (code !== undefined) return link(context, greeted, parts, code);
  const feedback = judgementIn(question, greeted);
  if (feedback !== undefined) return thank(context, greeted, feedback);
  const turn = { context, state: greeted, capabilities, parts, text: question };
  const served = (await subscribe(turn)) ?? (await teach(context, greeted, capabilities, parts, question));
  if (served !== undefined) return served;
  const work = answerInLight(question, greeted, parts);
  const { answer, memory, indexVersion } = await (capabilities.typing ? showTypingDuring(context, work) : work);
  const corrected = familyOf(answer.status) === "unanswerable" ? await correctPlace(turn) : undefined;
  if (corrected !== undefined) return corrected;
  const conversationId = activity.conversation?.id ?? "";
  const told = mentionMasks(question, await tellHeldData(answer, conversationId, parts));
  const forgets = told.status === "command_deletion_done";
  const isLearning = greeted.training !== undefined && !forgets;
  const hints = [...(isLearning ? [trainingWording.asideHint] : []), ...(isSubscribing(greeted) && !forgets ? [subscriptionWording.goOn] : [])];
  const whole = hints.length > 0 ? { ...told, suggestions: [...told.suggestions, ...hints] } : told;
  const answerId = parts.newId();
  await context.sendActivities(answerActivities(whole, answerId, capabilities, indexVersion));
  const lastAnswerId = isWorthRating(whole.status) ? answerId : forgets ? undefined : greeted.lastAnswerId;
  return {
    state: {
      isGreeted: true,
      memory,
      ...(lastAnswerId !== undefined && { lastAnswerId }),
      ...heardOf(parts, greeted),
      ...(isLearning && { training: aside(greeted.training) }),
      ...(greeted.subscription && !forgets && { subscription: { ...greeted.subscription, isAside: true } }),
    },
    forgets,
    ...(forgets && { training: await parts.training.changesToForget(conversationId) }),
    asked: askedQuestion(answerId, question, whole, indexVersion),
    status: whole.status,
  };
}

/**
 * Answers a question; the first one after an announcement as if the question that it carries had just been answered, and
 * "Hỏi thêm về việc này" as that question itself. Choices that were offered before the announcement stay.
 */
async function answerInLight(question: string, state: ConversationState, { answerer, announced, now }: TurnParts): ReturnType<QuestionAnswerer["answer"]> {
  if (announced?.question !== undefined && asksMore(question)) return answerer.answer(announced.question, emptyMemory, now());
  const behind = questionBehind(announced, state, now());
  if (behind === undefined) return answerer.answer(question, state.memory, now());
  const { memory } = await answerer.answer(behind, emptyMemory, now());
  return answerer.answer(question, { ...memory, offered: state.memory.offered }, now());
}

function heardOf({ announced }: TurnParts, { announcementId }: ConversationState): Pick<ConversationState, "announcementId"> {
  const heard = announced?.announcementId ?? announcementId;
  return heard === undefined ? {} : { announcementId: heard };
}

function aside(training: TrainingMemory | undefined): TrainingMemory {
  return { offered: training?.offered ?? [], isAside: true };
}

/** A member of the staff wants to see announcements here before others do. */
async function link(context: TurnContext, state: ConversationState, { linkTrials }: TurnParts, code: string): Promise<TurnEffects> {
  const { conversation, channelId = "" } = context.activity;
  await context.sendActivity(wordsOfLink(await linkTrials(code, { conversationId: conversation?.id ?? "", channelId })));
  return { state, status: "command_subscription" };
}

/** A learner's turn; `undefined` where the message is a question like any other. */
async function teach(
  context: TurnContext,
  state: ConversationState,
  capabilities: Capabilities,
  parts: TurnParts,
  text: string,
): Promise<TurnEffects | undefined> {
  const turn = await parts.training.turn({
    conversationId: context.activity.conversation?.id ?? "",
    text,
    memory: state.training,
    canBeReminded: capabilities.proactive,
    now: parts.now(),
  });
  if (turn === undefined) return undefined;
  await context.sendActivities(trainingActivities(turn.reply, parts.newId(), capabilities));
  const { lastAnswerId: _judged, ...rest } = state;
  const { training: _before, ...untaught } = rest;
  const taught = turn.memory === undefined ? untaught : { ...rest, training: turn.memory };
  const after = taught.subscription === undefined ? taught : { ...taught, subscription: { ...taught.subscription, isAside: true } };
  return { state: after, training: turn.changes, status: trainingStatus };
}

function judgementIn(message: string, { lastAnswerId }: ConversationState): Feedback | undefined {
  const typed = lastAnswerId === undefined ? undefined : typedRating(message);
  return typed === undefined ? undefined : feedbackOn(lastAnswerId ?? "", typed.rating, typed.comment);
}

async function thank(context: TurnContext, state: ConversationState, feedback: Feedback): Promise<TurnEffects> {
  const asksWhy = feedback.rating === "down" && feedback.comment === "";
  await context.sendActivity(asksWhy ? bot.askWhatIsWrong : bot.thanksForRating);
  return { state, feedback, status: "smalltalk_thanks" };
}

const greeting: Answer = { status: "smalltalk_greeting", body: bot.greeting, citations: [], suggestions: [...bot.topics], confidence: 1 };
