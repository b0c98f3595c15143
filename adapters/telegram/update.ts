import { z } from "zod";

/** The parts of Telegram's updates that are read (https://core.telegram.org/bots/api#update). All others are left out. */

const id = z.number().int().transform(String);
const user = z.object({ id, is_bot: z.boolean().default(false) });
const chat = z.object({ id, type: z.enum(["private", "group", "supergroup", "channel"]) });
const entity = z.object({
  type: z.string(),
  /** In UTF-16 code units of the text as it came. */
  offset: z.number().int().nonnegative(),
  length: z.number().int().nonnegative(),
  url: z.string().optional(),
  user: user.optional(),
});
const entities = z.array(entity).default([]);

const message = z.looseObject({
  message_id: z.number().int(),
  chat,
  from: user.optional(),
  text: z.string().optional(),
  caption: z.string().optional(),
  entities,
  caption_entities: entities,
  message_thread_id: id.optional(),
  is_topic_message: z.boolean().default(false),
  reply_to_message: z.object({ from: user.optional(), entities }).optional(),
});

const button = z.object({ text: z.string(), callback_data: z.string().optional() });
const callbackQuery = z.object({
  id: z.string(),
  from: user,
  data: z.string().default(""),
  /** Absent under messages that were sent by way of the bot; without buttons where Telegram holds it no longer. */
  message: z
    .object({
      message_id: z.number().int(),
      chat,
      message_thread_id: id.optional(),
      is_topic_message: z.boolean().default(false),
      reply_markup: z.object({ inline_keyboard: z.array(z.array(button)) }).optional(),
    })
    .optional(),
});

const membership = z.object({ chat, from: user, new_chat_member: z.object({ status: z.string() }) });

export const updateForm = z.object({
  update_id: z.number().int(),
  message: message.optional(),
  edited_message: message.optional(),
  callback_query: callbackQuery.optional(),
  my_chat_member: membership.optional(),
});

export type Update = z.infer<typeof updateForm>;
export type Message = z.infer<typeof message>;
export type CallbackQuery = z.infer<typeof callbackQuery>;
export type Membership = z.infer<typeof membership>;

/** The kinds of updates that we ask Telegram for. */
export const allowedUpdates = ["message", "edited_message", "callback_query", "my_chat_member"] as const;
