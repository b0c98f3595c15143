import { z } from "zod";
import { placeOf, type ConversationFeed, type ConversationLog } from "../../../src/activity/conversation-log.js";
import type { Receipt, Reception } from "../../../src/activity/reception.js";
import type { Participant } from "../channel.js";
import { newParticipant, startConversation } from "../conversations.js";
import { tokenLifetimeSeconds } from "../direct-line/token-routes.js";
import { maxMessageLength, parseActivity } from "../parse-activity.js";
import type { TokenSigner } from "../token-signer.js";
import { waitForActivity } from "../wait-for-activity.js";
import type { WebChatLimits } from "../web-chat-limits.js";
import { pageWording } from "../wording.js";
import type { PageParts } from "./page.js";
import { maxCommentLength } from "./rating-view.js";
import { ratingActivity, ratingField, type Rating } from "./rating.js";

export interface FormChatOptions {
  readonly reception: Reception;
  readonly log: ConversationLog;
  readonly feed: ConversationFeed;
  readonly signer: TokenSigner;
  readonly limits: WebChatLimits;
  readonly newId: () => string;
  /** How long a browser may wait for the page with the answer. Default 8,000. */
  readonly answerWaitMs?: number;
}

/** What is shown after a form was sent. */
export type FormAnswer = Pick<PageParts, "isEmbedded" | "conversation" | "notice" | "isWaiting" | "draft" | "asksWhyOf"> & { readonly status: number };

/** Somebody may read for long before asking again. */
const formTokenSeconds = 12 * 60 * 60;
/** The page shows the whole conversation, up to this many activities. */
const maxShown = 500;

/** Fields of the form, each forgiving: an odd one counts as not filled in. */
const fields = z.object({
  /** A button that was pressed counts more than what stands in the field. */
  choice: z.string().trim().catch(""),
  question: z.string().trim().catch(""),
  /** A button beside an answer: nothing is asked then. */
  rating: ratingField.optional().catch(undefined),
  comment: z.string().trim().catch(""),
  token: z.string().catch(""),
  messageId: z.string().min(1).max(100).optional().catch(undefined),
  embed: z.string().optional().catch(undefined),
});

/** Asks what a form asks, in the conversation that it names or a new one, and waits a moment for the answer; or keeps a rating. */
export async function answerForm(body: unknown, options: FormChatOptions): Promise<FormAnswer> {
  const { choice, question: written, rating, comment, token, messageId, embed } = fields.parse(body ?? {});
  const isEmbedded = embed !== undefined;
  const question = choice === "" ? written : choice;
  const { participant, isNew } = await openConversation(token, options);
  const show = async (parts: Omit<FormAnswer, "conversation" | "isEmbedded">): Promise<FormAnswer> => ({
    isEmbedded,
    conversation: await conversationOf(participant, options),
    ...parts,
  });

  if (rating !== undefined) {
    const kept = isNew ? { status: 200, notice: pageWording.expired } : await keepRating(rating, comment, participant, options);
    return show({ ...kept, draft: written });
  }
  if (question.length > maxMessageLength) return show({ status: 400, notice: pageWording.tooLong(maxMessageLength), draft: question });
  if (question === "") return show({ status: 200 });
  const message = { type: "message", text: question, channelData: { clientActivityID: messageId ?? options.newId() } };
  const receipt = await handIn(message, participant, options);
  if (receipt.outcome === "too_many") return show({ status: 429, notice: pageWording.tooMany, draft: question });
  const isAnswered = receipt.outcome !== "no_conversation" && (await hasReply(participant, receipt.activityId, options));
  if (!isAnswered) return show({ status: 200, notice: pageWording.notYet, isWaiting: true });
  return show({ status: 200, ...(isNew && token !== "" && { notice: pageWording.expired }) });
}

/** The conversation that a form's token names, or a new one if it names none that still exists. */
async function openConversation(token: string, options: FormChatOptions): Promise<{ participant: Participant; isNew: boolean }> {
  const { signer, log, newId } = options;
  const verified = signer.verify("form", token);
  if (verified.ok && (await log.userOf(verified.participant.conversationId)) !== undefined) return { participant: verified.participant, isNew: false };
  const participant = newParticipant(newId);
  await startConversation(participant, options);
  return { participant, isNew: true };
}

async function keepRating(
  rating: Rating,
  comment: string,
  participant: Participant,
  options: FormChatOptions,
): Promise<Pick<FormAnswer, "status" | "notice" | "asksWhyOf">> {
  const receipt = await handIn(ratingActivity(rating, comment.slice(0, maxCommentLength)), participant, options);
  if (receipt.outcome === "too_many") return { status: 429, notice: pageWording.tooMany };
  return { status: 200, ...(rating.rating === "down" && comment === "" && { asksWhyOf: rating.answerId }) };
}

async function handIn(body: object, participant: Participant, { reception, limits, newId }: FormChatOptions): Promise<Receipt> {
  const parsed = parseActivity(body, participant, newId);
  if (parsed.kind === "typing") throw new Error("what a form says was taken for a sign of typing");
  return reception.receive({ ...parsed.inbound, maxPerMinute: limits.messagesPerConversation });
}

async function hasReply({ conversationId }: Participant, activityId: string, { log, feed, answerWaitMs = 8_000 }: FormChatOptions): Promise<boolean> {
  const place = placeOf(conversationId, activityId) ?? 0;
  return waitForActivity(
    conversationId,
    { log, feed },
    { after: place, isWanted: ({ activity }) => activity.replyToId === activityId, timeoutMs: answerWaitMs },
  );
}

async function conversationOf(participant: Participant, { log, signer }: FormChatOptions): Promise<NonNullable<PageParts["conversation"]>> {
  const logged = await log.readAfter(participant.conversationId, 0, maxShown);
  return {
    id: participant.conversationId,
    activities: logged.map(({ activity }) => activity),
    formToken: signer.sign("form", participant, formTokenSeconds),
    directLineToken: signer.sign("conversation", participant, tokenLifetimeSeconds),
  };
}
