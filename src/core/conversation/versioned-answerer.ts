import type { QuestionAnswerer } from "./take-turn.js";

/** An answerer whose answers bear the version of the index that they were made from. */
export function versionedAnswerer(answerer: QuestionAnswerer, indexVersion: string): QuestionAnswerer {
  return { answer: async (question, memory, now) => ({ ...(await answerer.answer(question, memory, now)), indexVersion }) };
}
