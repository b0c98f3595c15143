import { z } from "zod";

/** The number of an announcement in an address; 0, which none has, for anything else. */
export const idForm = z.object({
  id: z
    .string()
    .regex(/^[1-9]\d{0,14}$/u)
    .transform(Number)
    .catch(0),
});
