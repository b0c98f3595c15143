import { readFile } from "node:fs/promises";
import { z } from "zod";

const list = z.union([z.string(), z.array(z.string())]).transform((value) => (typeof value === "string" ? [value] : value));

const line = z.strictObject({
  id: z.string(),
  kind: z.enum(["service", "procedure", "article", "follow_up", "near_miss", "out_of_scope", "personal_case", "guardrail", "smalltalk", "command"]),
  turns: z.array(z.string()).min(1),
  /** Typed as people type on a phone; its other ways of typing are not made from it. */
  raw: z.boolean().default(false),
  expect: z.strictObject({
    /** Prefixes of statuses, any of which is right. */
    status: list,
    /** Ids of sources, any of which must be cited. */
    documents: z.array(z.string()).optional(),
    /** Regular expressions that the answer must match, and must not. */
    facts: z.array(z.string()).default([]),
    absent: z.array(z.string()).default([]),
  }),
});

/** A question with what is expected of the answer to its last turn. */
export type EvaluationQuestion = z.infer<typeof line>;

/** Reads a question file. @throws Error naming the line that does not fit. */
export async function readQuestionFile(path: string): Promise<EvaluationQuestion[]> {
  const lines = (await readFile(path, "utf8"))
    .normalize("NFC")
    .split("\n")
    .filter((text) => text.trim() !== "");
  return lines.map((text, index) => {
    const result = line.safeParse(JSON.parse(text));
    if (!result.success)
      throw new Error(`${path}, line ${index + 1}: ${result.error.issues[0]?.path.join(".") ?? ""} ${result.error.issues[0]?.message ?? ""}`);
    return result.data;
  });
}
