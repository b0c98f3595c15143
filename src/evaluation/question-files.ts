import { readQuestionFile, type EvaluationQuestion } from "./question-file.js";

/** Questions that may be used for making the bot; the test set is kept apart. */
export const developmentFiles = ["test/questions/development.jsonl", "test/questions/development-2.jsonl"];

/** The questions of several files, in order. */
export async function readQuestionFiles(paths: readonly string[]): Promise<EvaluationQuestion[]> {
  return (await Promise.all(paths.map(readQuestionFile))).flat();
}
