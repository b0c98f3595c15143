import type { Unit } from "../retrieval/unit.js";
import { featuresOf, modelFor, probabilityOf } from "./calibration.js";
import type { Judged } from "./context.js";
import { mismatchesOf } from "./mismatch.js";
import type { Slots } from "./slots.js";
import type { Tools } from "./tools.js";

const candidates = 8;

/** The sources nearest to a question, each with how sure it is and what speaks against it. */
export function judge(query: readonly string[], slots: Slots, tools: Tools, now: Date, isAllowed?: (unit: Unit) => boolean): Judged[] {
  const { retriever, library, calibration } = tools;
  const unknown = retriever.informationOf("\u0000");
  return retriever.search({ typed: [...query], tokens: [...query] }, candidates, isAllowed).map((candidate) => ({
    candidate,
    confidence: probabilityOf(featuresOf(candidate, (word) => retriever.informationOf(word), unknown), modelFor(candidate.unit.kind, calibration)),
    mismatches: mismatchesOf(slots, library.textOf(candidate.unit), now.getFullYear()),
  }));
}
