import type { Answer } from "../../../src/core/answering/answer.js";
import type { EvaluationQuestion } from "../../../src/evaluation/question-file.js";
import type { Outcome } from "../../../src/evaluation/run-questions.js";

/** An outcome with what matters to a test given and the rest plain. */
export function outcomeOf(id: string, answer: Partial<Answer> = {}, expected: Partial<EvaluationQuestion["expect"]> = {}): Outcome {
  const body = answer.body ?? "";
  return {
    question: { id, kind: "service", turns: ["?"], raw: false, expect: { status: ["answered"], documents: ["service/x"], facts: [], absent: [], ...expected } },
    typing: "as_written",
    typed: "?",
    answer: { status: "unanswerable_no_source", body, citations: [], suggestions: [], confidence: 0, ...answer },
    text: body,
    faults: [],
    latencyMs: 1,
  };
}
