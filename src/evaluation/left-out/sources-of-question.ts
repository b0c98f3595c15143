import type { EvaluationQuestion } from "../question-file.js";
import { unitsByCode, type CodedSources } from "../units-by-code.js";

/** Finds the sources that a question expects, as `documentId`s of units. */
export function sourceFinder(knowledge: CodedSources): (question: EvaluationQuestion) => ReadonlySet<string> {
  const unitOfCode = unitsByCode(knowledge);
  return ({ expect }) => new Set((expect.documents ?? []).map((id) => unitOfCode.get(id) ?? id));
}
