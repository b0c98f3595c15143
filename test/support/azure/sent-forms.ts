import { z } from "zod";

const account = z.strictObject({ id: z.string().min(1) });
const envelope = {
  channelId: z.string(),
  serviceUrl: z.url(),
  conversation: z.strictObject({ id: z.string().min(1), isGroup: z.literal(true).optional() }),
  from: account,
  recipient: account,
};

const words = z.string().min(1).max(1_000);
const cardButton = z.strictObject({ type: z.literal("messageBack"), title: words, text: words, displayText: words, value: z.record(z.string(), z.unknown()) });
const heroCard = z.strictObject({
  contentType: z.literal("application/vnd.microsoft.card.hero"),
  content: z.strictObject({ buttons: z.array(cardButton).min(1).max(6) }),
});
const suggestedAction = z.strictObject({ type: z.literal("imBack"), title: words, value: words });

const message = z.strictObject({
  ...envelope,
  type: z.literal("message"),
  text: z.string(),
  textFormat: z.enum(["plain", "xml"]),
  locale: z.string().min(2),
  inputHint: z.literal("acceptingInput").optional(),
  attachments: z.array(heroCard).length(1).optional(),
  suggestedActions: z.strictObject({ to: z.array(z.string()), actions: z.array(suggestedAction).min(1) }).optional(),
});
const typing = z.strictObject({ ...envelope, type: z.literal("typing") });

/** What the bot may send, each with all that it takes: the Bot Connector overlooks what it does not know, the double refuses it. */
export const sentForm = z.discriminatedUnion("type", [message, typing]);

export type SentActivity = z.infer<typeof sentForm>;
export type SentMessage = z.infer<typeof message>;
export type CardButton = z.infer<typeof cardButton>;

/** What the bot must send to be given a token. */
export const tokenRequestForm = z.strictObject({
  grant_type: z.literal("client_credentials"),
  client_id: z.string(),
  client_secret: z.string(),
  scope: z.literal("https://api.botframework.com/.default"),
});
