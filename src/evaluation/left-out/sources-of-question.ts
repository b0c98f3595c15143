import type { Knowledge } from "../../core/knowledge/load-knowledge.js";
import { unitsByCode } from "../bench/own-set.js";
import type { EvaluationQuestion } from "../question-file.js";

/**
 * Finds the sources that a question expects, as `documentId`s of units. A question may name any of the variants of a procedure that were
 * merged into one unit.
 */
export function sourceFinder(knowledge: Pick<Knowledge, "register">): (question: EvaluationQuestion) => ReadonlySet<string> {
  const unitOfCode = unitsByCode(knowledge);
  return ({ expect }) => new Set((expect.documents ?? []).map((id) => unitOfCode.get(id) ?? id));
}
