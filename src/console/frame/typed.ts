import { z } from "zod";

/** A text that a form or an address holds; what is missing or longer counts as empty. */
export function typedText(most: number): z.ZodCatch<z.ZodString> {
  return z.string().max(most).catch("");
}

/** What is ticked of several boxes with one name: a form sends nothing, one or many. */
export const typedSeveral = z.union([z.array(z.string().max(200)), z.string().transform((one) => [one])]).catch([]);
