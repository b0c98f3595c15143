import { z } from "zod";
import { Refusal } from "./refusal.js";

const button = z.discriminatedUnion("type", [
  z.strictObject({ title: z.string().min(1).max(100), type: z.enum(["oa.query.show", "oa.query.hide"]), payload: z.string().min(1).max(1000) }),
  z.strictObject({ title: z.string().min(1).max(100), type: z.literal("oa.open.url"), payload: z.strictObject({ url: z.url() }) }),
]);
const buttons = z.strictObject({ type: z.literal("template"), payload: z.strictObject({ buttons: z.array(button).min(1).max(5) }) });
const picture = z.strictObject({ media_type: z.enum(["image", "gif", "sticker"]), url: z.url().optional(), attachment_id: z.string().optional() });
const media = z.strictObject({
  type: z.literal("template"),
  payload: z.strictObject({
    template_type: z.literal("media"),
    elements: z.array(picture.refine(({ url, attachment_id: id }) => (url === undefined) !== (id === undefined), "one of url and attachment_id")).length(1),
  }),
});
const file = z.strictObject({ type: z.literal("file"), payload: z.strictObject({ token: z.string().min(1) }) });
const form = z.strictObject({
  recipient: z.strictObject({ user_id: z.string().regex(/^\d{10,30}$/) }),
  message: z.strictObject({
    text: z.string().min(1).max(2000).optional(),
    quote_message_id: z.string().optional(),
    attachment: z.union([buttons, media, file]).optional(),
  }),
});

export interface CheckedMessage {
  readonly userId: string;
  readonly text: string;
  readonly buttons: readonly { readonly title: string; readonly payload: string }[];
  readonly picture: string | undefined;
}

/** A message of free text, with buttons, a picture or a file. @throws Refusal -201 where Zalo, or this double, does not take it */
export function checkMessage(given: unknown): CheckedMessage {
  const { data, error } = form.safeParse(given);
  if (error !== undefined) throw new Refusal(-201, z.prettifyError(error));
  const { text = "", attachment } = data.message;
  if (text === "" && attachment === undefined) throw new Refusal(-201, "message is empty");
  const pressable = attachment !== undefined && "buttons" in attachment.payload ? attachment.payload.buttons : [];
  const shown = attachment !== undefined && "elements" in attachment.payload ? attachment.payload.elements[0]?.url : undefined;
  return {
    picture: shown,
    userId: data.recipient.user_id,
    text,
    buttons: pressable.map(({ title, payload }) => ({ title, payload: typeof payload === "string" ? payload : payload.url })),
  };
}
