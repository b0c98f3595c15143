import { z } from "zod";
import { fromJson, type ActivityJson } from "../../src/activity/activity.js";
import { cleanJson } from "../../src/activity/clean-json.js";
import type { Inbound } from "../../src/activity/reception.js";
import { CodedError } from "../../src/errors.js";
import { botAccount, webChat, type Participant } from "./channel.js";
import { ProtocolError } from "./protocol-error.js";

/** Longest message, in UTF-16 code units after NFC: more is not read by the core. */
export const maxMessageLength = 2000;
/** Largest `value` or `channelData`, in code units of their JSON: they are stored and sent back. */
const maxDataLength = 4000;

const smallData = z
  .unknown()
  .refine((value) => (JSON.stringify(value) ?? "").length <= maxDataLength, "is too large")
  .optional();

/** What a client may say. All other fields of an Activity are the server's to set, and are left out. */
const clientActivity = z.discriminatedUnion("type", [
  z.object({ type: z.literal("message"), text: z.string().trim().min(1).max(maxMessageLength), channelData: smallData }),
  z.object({ type: z.literal("event"), name: z.string().min(1).max(100), value: smallData, channelData: smallData }),
  z.object({
    type: z.literal("messageReaction"),
    replyToId: z.string().min(1).max(200),
    reactionsAdded: z
      .array(z.object({ type: z.string().min(1).max(50) }))
      .max(5)
      .optional(),
    reactionsRemoved: z
      .array(z.object({ type: z.string().min(1).max(50) }))
      .max(5)
      .optional(),
    channelData: smallData,
  }),
  z.object({ type: z.literal("typing") }),
]);

const withClientId = z.object({ clientActivityID: z.string().min(1).max(100) });

/** What came from a client: something to keep, or a sign that is gone with the moment. */
export type ParsedActivity = { readonly kind: "typing" } | { readonly kind: "inbound"; readonly inbound: Inbound };

/**
 * Reads the body of a POST as an Activity from this participant, whoever the body says it is from.
 * @param newId names an activity that its client gave no id; with one, the same activity sent again is recognised.
 * @throws ProtocolError `BadArgument`
 */
export function parseActivity(body: unknown, participant: Participant, newId: () => string): ParsedActivity {
  const parsed = clientActivity.safeParse(cleaned(body));
  if (!parsed.success) throw new ProtocolError("BadArgument", describe(parsed.error));
  const { data } = parsed;
  if (data.type === "typing") return { kind: "typing" };
  const clientId = withClientId.safeParse(data.channelData).data?.clientActivityID ?? newId();
  // Clients show text without a format as Markdown, and HTML in it as HTML.
  const format = data.type === "message" ? { textFormat: "plain" } : {};
  const activity = { ...withoutEmpty(data), ...format, ...addressed(participant) };
  return { kind: "inbound", inbound: { activity: checked(activity), providerId: `${participant.conversationId}:${clientId}`, isVisible: true } };
}

/** The event by which a conversation begins: the bot greets. */
export function conversationStart(participant: Participant): Inbound {
  const { conversationId, userId } = participant;
  return {
    activity: { type: "conversationUpdate", membersAdded: [{ id: userId }], ...addressed(participant) },
    providerId: `${conversationId}:start`,
    isVisible: false,
  };
}

function addressed({ conversationId, userId }: Participant) {
  return { channelId: webChat.id, conversation: { id: conversationId }, from: { id: userId, role: "user" }, recipient: botAccount, locale: "vi-VN" };
}

function cleaned(body: unknown): unknown {
  try {
    return cleanJson(body);
  } catch (error) {
    if (error instanceof CodedError) throw new ProtocolError("BadArgument", "the activity is nested too deeply");
    throw error;
  }
}

/** The SDK must be able to read it again when its turn comes. */
function checked<T extends ActivityJson>(activity: T): T {
  try {
    fromJson(activity);
    return activity;
  } catch {
    throw new ProtocolError("BadArgument", "the activity does not have the form that the protocol demands");
  }
}

function withoutEmpty<T extends object>(data: T): T {
  return Object.fromEntries(Object.entries(data).filter(([, value]) => value !== undefined && value !== null && value !== "")) as T;
}

function describe(error: z.ZodError): string {
  const [issue] = error.issues;
  return issue === undefined ? "" : `${issue.path.join(".") || "the body"} ${issue.message}`;
}
