import { z } from "zod";

/** What stands behind a button of a card, and comes back when it is pressed. */
export type ButtonValue =
  { readonly kind: "suggestion"; readonly text: string } | { readonly kind: "rating"; readonly rating: "up" | "down"; readonly answerId: string };

const form = z.object({
  tlso: z.discriminatedUnion("kind", [
    z.object({ kind: z.literal("suggestion"), text: z.string().min(1).max(1_000) }),
    z.object({ kind: z.literal("rating"), rating: z.enum(["up", "down"]), answerId: z.string().min(1).max(100) }),
  ]),
});

/** As it is put into a card. */
export function asValue(value: ButtonValue): { tlso: ButtonValue } {
  return { tlso: value };
}

/** `undefined` for what no button of ours has. Teams may send the object back as text. */
export function pressedIn(value: unknown): ButtonValue | undefined {
  return form.safeParse(typeof value === "string" ? parsed(value) : value).data?.tlso;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
