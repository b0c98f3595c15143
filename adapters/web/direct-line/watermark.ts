import { z } from "zod";

const query = z.object({ watermark: z.string().regex(/^\d{1,15}$/) });

/** The place in the log after which a client wants to read. Absent, empty and `-` mean the start; so does nonsense. */
export function watermarkIn(requestQuery: unknown): number {
  return Number(query.safeParse(requestQuery).data?.watermark ?? 0);
}
