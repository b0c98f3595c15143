import { z } from "zod";

/** Numbers, flags and objects may also come as text that holds their JSON. */
function typed<T extends z.ZodType>(form: T) {
  return z.preprocess((value) => {
    if (typeof value !== "string") return value;
    try {
      return JSON.parse(value) as unknown;
    } catch {
      return value;
    }
  }, form);
}

const integer = typed(z.number().int());
const flag = typed(z.boolean()).optional();
const chatId = typed(z.union([z.number().int(), z.string()]));
const allowedUpdates = typed(z.array(z.string())).optional();

const inlineButton = z
  .strictObject({ text: z.string(), callback_data: z.string().optional(), url: z.string().optional() })
  .refine(({ callback_data: data, url }) => (data === undefined) !== (url === undefined), "must have exactly one action");
const replyMarkup = z.union([
  z.strictObject({ inline_keyboard: z.array(z.array(inlineButton)) }),
  z.strictObject({ force_reply: z.literal(true), input_field_placeholder: z.string().min(1).max(64).optional(), selective: z.boolean().optional() }),
  z.strictObject({ remove_keyboard: z.literal(true), selective: z.boolean().optional() }),
]);
export type ReplyMarkup = z.infer<typeof replyMarkup>;

/** The methods that the double knows, each with all that it takes: the Bot API overlooks what it does not know, the double refuses it. */
export const methodForms = {
  getme: z.strictObject({}),
  getupdates: z.strictObject({
    offset: integer.default(0),
    limit: typed(z.number().int().min(1).max(100)).default(100),
    timeout: typed(z.number().int().min(0).max(50)).default(0),
    allowed_updates: allowedUpdates,
  }),
  setwebhook: z.strictObject({
    url: z.string(),
    secret_token: z.string().default(""),
    max_connections: typed(z.number().int().min(1).max(100)).default(40),
    allowed_updates: allowedUpdates,
    drop_pending_updates: flag,
  }),
  deletewebhook: z.strictObject({ drop_pending_updates: flag }),
  getwebhookinfo: z.strictObject({}),
  setmycommands: z.strictObject({
    commands: typed(
      z.array(z.strictObject({ command: z.string().regex(/^[a-z0-9_]{1,32}$/, "BOT_COMMAND_INVALID"), description: z.string().min(1).max(256) })).max(100),
    ),
  }),
  getmycommands: z.strictObject({}),
  sendmessage: z.strictObject({
    chat_id: chatId,
    text: z.string(),
    message_thread_id: integer.optional(),
    parse_mode: z.literal("HTML").optional(),
    link_preview_options: typed(z.strictObject({ is_disabled: z.boolean().optional() })).optional(),
    disable_notification: flag,
    protect_content: flag,
    reply_parameters: typed(z.strictObject({ message_id: z.number().int(), allow_sending_without_reply: z.boolean().optional() })).optional(),
    reply_markup: typed(replyMarkup).optional(),
  }),
  sendphoto: z.strictObject({
    chat_id: chatId,
    photo: z.string().min(1),
    caption: z.string().optional(),
    message_thread_id: integer.optional(),
    parse_mode: z.literal("HTML").optional(),
    disable_notification: flag,
    protect_content: flag,
    reply_parameters: typed(z.strictObject({ message_id: z.number().int(), allow_sending_without_reply: z.boolean().optional() })).optional(),
    reply_markup: typed(replyMarkup).optional(),
  }),
  sendchataction: z.strictObject({ chat_id: chatId, action: z.enum(["typing", "upload_photo", "upload_document"]), message_thread_id: integer.optional() }),
  answercallbackquery: z.strictObject({
    callback_query_id: z.string(),
    text: z.string().optional(),
    show_alert: flag,
    cache_time: integer.optional(),
  }),
} as const;

export type MethodName = keyof typeof methodForms;
export type Parameters<M extends MethodName> = z.infer<(typeof methodForms)[M]>;

/** As the Bot API refuses a call. */
export class Refusal extends Error {
  readonly code: number;
  readonly parameters: { retry_after?: number; migrate_to_chat_id?: number } | undefined;

  constructor(code: number, description: string, parameters?: Refusal["parameters"]) {
    super(description);
    this.code = code;
    this.parameters = parameters;
  }
}

/** The parameters in their types. @throws Refusal 400 where the method does not take them */
export function checkParameters<M extends MethodName>(method: M, given: Record<string, unknown>): Parameters<M> {
  const { data, error } = methodForms[method].safeParse(given);
  if (error !== undefined) throw new Refusal(400, `Bad Request: ${z.prettifyError(error)}`);
  return data as Parameters<M>;
}
