import { z } from "zod";

/** As Zalo refuses a call: always with the status 200. */
export class Refusal extends Error {
  constructor(
    readonly code: number,
    message: string,
  ) {
    super(message);
  }
}

const button = z.discriminatedUnion("type", [
  z.strictObject({ title: z.string().min(1).max(100), type: z.enum(["oa.query.show", "oa.query.hide"]), payload: z.string().min(1).max(1000) }),
  z.strictObject({ title: z.string().min(1).max(100), type: z.literal("oa.open.url"), payload: z.strictObject({ url: z.url() }) }),
]);
const form = z.strictObject({
  recipient: z.strictObject({ user_id: z.string().regex(/^\d{10,30}$/) }),
  message: z.strictObject({
    text: z.string().min(1).max(2000),
    quote_message_id: z.string().optional(),
    attachment: z.strictObject({ type: z.literal("template"), payload: z.strictObject({ buttons: z.array(button).min(1).max(5) }) }).optional(),
  }),
});

export interface CheckedMessage {
  readonly userId: string;
  readonly text: string;
  readonly buttons: readonly { readonly title: string; readonly payload: string }[];
}

/** A message of free text with buttons. @throws Refusal -201 where Zalo, or this double, does not take it */
export function checkMessage(given: unknown): CheckedMessage {
  const { data, error } = form.safeParse(given);
  if (error !== undefined) throw new Refusal(-201, z.prettifyError(error));
  const buttons = (data.message.attachment?.payload.buttons ?? []).map(({ title, payload }) => ({
    title,
    payload: typeof payload === "string" ? payload : payload.url,
  }));
  return { userId: data.recipient.user_id, text: data.message.text, buttons };
}
