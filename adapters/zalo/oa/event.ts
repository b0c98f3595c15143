import { z } from "zod";

/** The parts of a webhook's event that are read (https://developers.zalo.me/docs/official-account/webhook). */

const id = z.union([z.string(), z.number().int().transform(String)]).pipe(z.string().regex(/^\d{1,30}$/));
const party = z.object({ id });

const event = z.object({
  event_name: z.string().max(100),
  timestamp: z.union([z.string(), z.number()]).transform(String).catch(""),
  sender: party.optional(),
  recipient: party.optional(),
  follower: party.optional(),
  user_id: id.optional(),
  message: z.object({ msg_id: z.string().max(200).catch(""), text: z.string().optional() }).optional(),
});

export type Event = z.infer<typeof event>;

/** The event in a body; `undefined` where it has not the form of one. */
export function eventIn(body: unknown): Event | undefined {
  return event.safeParse(body).data;
}
