import { z } from "zod";

const chatId = z.string().regex(/^[\da-f]{20}$/);
const text = z.string().min(1).max(2000);
const styles = z.array(z.strictObject({ start: z.number().int(), len: z.number().int().min(1), st: z.array(z.string()) })).optional();

/** The methods of the Zalo Bot Platform, each with all that it takes: the real one overlooks what it does not know, the double refuses it. */
export const methodForms = {
  getMe: z.strictObject({}),
  getUpdates: z.strictObject({ timeout: z.union([z.string().regex(/^\d+$/).transform(Number), z.number().int()]).default(30) }),
  setWebhook: z.strictObject({ url: z.string(), secret_token: z.string().min(8).max(256) }),
  deleteWebhook: z.strictObject({}),
  getWebhookInfo: z.strictObject({}),
  testWebhook: z.strictObject({}),
  sendMessage: z.strictObject({ chat_id: chatId, text, parse_mode: z.enum(["markdown", "html"]).optional(), text_styles: styles }),
  sendPhoto: z.strictObject({ chat_id: chatId, photo: z.url({ protocol: /^https?$/ }), caption: text.optional() }),
  sendSticker: z.strictObject({ chat_id: chatId, sticker: z.string().min(1) }),
  sendVoice: z.strictObject({ chat_id: chatId, voice_url: z.url().regex(/\.aac$/) }),
  sendChatAction: z.strictObject({ chat_id: chatId, action: z.enum(["typing", "upload_photo"]) }),
} as const;

export type MethodName = keyof typeof methodForms;
export type Parameters<M extends MethodName> = z.infer<(typeof methodForms)[M]>;

/** As the platform refuses a call. */
export class Refusal extends Error {
  constructor(
    readonly code: number,
    description: string,
  ) {
    super(description);
  }
}

/** The parameters in their types. @throws Refusal 400 where the method does not take them */
export function checkParameters<M extends MethodName>(method: M, given: unknown): Parameters<M> {
  const { data, error } = methodForms[method].safeParse(given);
  if (error !== undefined) throw new Refusal(400, `Bad request: ${z.prettifyError(error)}`);
  return data as Parameters<M>;
}
