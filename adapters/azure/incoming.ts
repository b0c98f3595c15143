import { z } from "zod";

/**
 * The parts of an incoming activity that are read
 * (https://github.com/microsoft/Agents/blob/main/specs/activity/protocol-activity.md). All others are left out: channels
 * add fields as they like.
 */

/** Becomes part of an address: nothing that could change its path. Teams has `19:…@thread.v2;messageid=…`, the Emulator a `|`. */
const conversationId = z.string().regex(/^(?!\.{1,2}$)[^\s/\\?#%\p{Cc}]{1,400}$/u);
const id = z.string().min(1).max(400);
const account = z.object({ id });

/** Some channels write null for what is not there. */
function withoutNulls(value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).filter(([, field]) => field !== null));
}

const entity = z.object({ type: z.string(), mentioned: account.partial().optional(), text: z.string().nullish() });

export const incomingForm = z.preprocess(
  withoutNulls,
  z
    .object({
      type: z.string().min(1).max(100),
      id: id.optional(),
      timestamp: z.string().max(100).optional(),
      serviceUrl: z.url().max(500),
      channelId: z.string().regex(/^[\w.-]{1,60}$/),
      from: account.optional(),
      recipient: account,
      conversation: z.preprocess(withoutNulls, z.object({ id: conversationId, conversationType: z.string().optional(), isGroup: z.boolean().optional() })),
      text: z.string().optional(),
      value: z.unknown().optional(),
      name: z.string().optional(),
      action: z.string().optional(),
      membersAdded: z.array(account).default([]),
      attachments: z.array(z.object({ contentType: z.string() })).default([]),
      /** Of mentions: who is meant, and with which words. */
      entities: z.array(entity.catch({ type: "unknown" })).default([]),
      channelData: z.object({ eventType: z.string().optional() }).optional().catch(undefined),
    })
    .refine(({ id: own, timestamp }) => (own ?? timestamp) !== undefined, "must have something to know it by when it comes again"),
);

export type Incoming = z.infer<typeof incomingForm>;

/** What the SDK is given of it, to check and to answer by: nothing that only the core reads. */
export function envelopeOf({ type, id: activityId, serviceUrl, channelId, from, recipient, conversation, name }: Incoming): Record<string, unknown> {
  return { type, id: activityId, serviceUrl, channelId, from, recipient, conversation: { id: conversation.id }, name: name || undefined };
}
