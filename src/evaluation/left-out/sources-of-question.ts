import type { RegisterUnit } from "../../core/knowledge/merge-variants.js";
import { unitsByCode } from "../bench/own-set.js";
import type { EvaluationQuestion } from "../question-file.js";

/**
 * Finds the sources that a question expects, as `documentId`s of units. A question may name any of the variants of a procedure that were
 * merged into one unit.
 */
export function sourceFinder(register: readonly Pick<RegisterUnit, "id" | "variants">[]): (question: EvaluationQuestion) => ReadonlySet<string> {
  const unitOfCode = unitsByCode(register);
  return ({ expect }) => new Set((expect.documents ?? []).map((id) => unitOfCode.get(id) ?? id));
}
