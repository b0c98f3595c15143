import type { EvaluationQuestion } from "../question-file.js";

const askedKinds = new Set(["service", "procedure", "article"]);

/** Questions of one turn that must be answered and whose right sources are named: those that can be asked again without them. */
export function answerableQuestions(questions: readonly EvaluationQuestion[]): EvaluationQuestion[] {
  return questions.filter(
    ({ kind, turns, expect }) =>
      askedKinds.has(kind) && turns.length === 1 && (expect.documents ?? []).length > 0 && expect.status.every((status) => status.startsWith("answered")),
  );
}
