import { readQuestionFile, type EvaluationQuestion } from "./question-file.js";

/** Questions that may be used for making the bot; the test set is kept apart. */
export const developmentFiles = ["", "-2", "-3", "-4"].map((part) => `test/questions/development${part}.jsonl`);

/** The questions of several files, in order. */
export async function readQuestionFiles(paths: readonly string[]): Promise<EvaluationQuestion[]> {
  return (await Promise.all(paths.map(readQuestionFile))).flat();
}
