import { readFile } from "node:fs/promises";
import { z } from "zod";

const line = z.strictObject({
  text: z.string().min(1),
  /** `family/what is asked`: questions of one family are near misses of each other. */
  group: z.string().regex(/^[a-z0-9-]+\/[a-z0-9-]+$/u),
});

/** A question and the group that somebody put it into by hand. */
export type LabelledQuestion = z.infer<typeof line>;

/** Reads labelled questions, a JSON object a line. @throws Error naming the line that does not fit. */
export async function readLabelledQuestions(path: string): Promise<LabelledQuestion[]> {
  const lines = (await readFile(path, "utf8"))
    .normalize("NFC")
    .split("\n")
    .filter((text) => text.trim() !== "");
  return lines.map((text, index) => {
    const result = line.safeParse(JSON.parse(text));
    if (!result.success) throw new Error(`${path}, line ${index + 1}: ${result.error.issues[0]?.message ?? ""}`);
    return result.data;
  });
}

/** The half to tune on and the half to report: families alternate, so that near misses stay together. */
export function halvesOf(questions: readonly LabelledQuestion[]): { tuning: LabelledQuestion[]; reporting: LabelledQuestion[] } {
  const families = [...new Set(questions.map(familyOf))];
  const isForTuning = (question: LabelledQuestion): boolean => families.indexOf(familyOf(question)) % 2 === 0;
  return { tuning: questions.filter(isForTuning), reporting: questions.filter((question) => !isForTuning(question)) };
}

function familyOf({ group }: LabelledQuestion): string {
  return group.split("/")[0] ?? "";
}

/** How groups agree with those made by hand, by pairs of questions. */
export interface GroupScore {
  readonly questions: number;
  /** Of the pairs that were put together, the share that belongs together. */
  readonly precision: number;
  /** Of the pairs that belong together, the share that was put together. */
  readonly recall: number;
  /** Pairs that were put together and do not belong together. */
  readonly wrong: readonly (readonly [string, string])[];
  /** Pairs that belong together and were kept apart. */
  readonly missed: readonly (readonly [string, string])[];
}

/** @param groups what each question was put into. */
export function scoreGroups(questions: readonly LabelledQuestion[], groups: readonly number[]): GroupScore {
  const wrong: [string, string][] = [];
  const missed: [string, string][] = [];
  let right = 0;
  for (const [place, one] of questions.entries())
    for (const [distance, other] of questions.slice(place + 1).entries()) {
      const belongs = one.group === other.group;
      const isTogether = groups[place] === groups[place + 1 + distance];
      if (belongs && isTogether) right += 1;
      else if (isTogether) wrong.push([one.text, other.text]);
      else if (belongs) missed.push([one.text, other.text]);
    }
  const shareOf = (others: number): number => (right + others === 0 ? 1 : right / (right + others));
  return { questions: questions.length, precision: shareOf(wrong.length), recall: shareOf(missed.length), wrong, missed };
}
