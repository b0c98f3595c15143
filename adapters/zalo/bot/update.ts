import { z } from "zod";

/** The parts of an update that are read. Real webhook bodies are bare; answers of `getUpdates`, and the documentation's samples, are wrapped in `result`. */

const id = z.string().regex(/^[\da-z]{1,64}$/i);

const message = z.looseObject({
  message_id: z.string().min(1).max(200),
  from: z.object({ id, is_bot: z.boolean().catch(false) }),
  chat: z.object({ id, chat_type: z.enum(["PRIVATE", "GROUP"]) }),
  text: z.string().optional(),
  caption: z.string().optional(),
});

const bare = z.object({ event_name: z.string().max(100), message: message.optional() });
const wrapped = z.object({ result: bare });

export type Update = z.infer<typeof bare>;
export type Message = z.infer<typeof message>;

/** The update in a body; `undefined` where it has not the form of one. */
export function updateIn(body: unknown): Update | undefined {
  return bare.safeParse(body).data ?? wrapped.safeParse(body).data?.result;
}
