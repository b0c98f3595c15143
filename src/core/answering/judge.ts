import { dayInVietnam } from "../wording/dates.js";
import type { Unit } from "../retrieval/unit.js";
import { featuresOf, modelFor, probabilityOf } from "./calibration.js";
import type { Judged } from "./context.js";
import { mismatchesOf, objectMismatches } from "./mismatch.js";
import { namesDocument, type Slots } from "./slots.js";
import type { Tools } from "./tools.js";

const candidates = 8;

/** A source that scores less than this share of the best is no rival, however sure it looks. */
const worthJudging = 0.4;

/** What we wrote ourselves was checked by people: a bare row of the register must be surer by this much to come before it. */
const preferenceForOurs = 0.1;

/** Of sources that all speak of a document, the one that bears its number in its name is about it. */
const preferenceForNumber = 0.1;

/** The sources nearest to a question, each with how sure it is and what speaks against it; the surest first. */
export function judge(query: readonly string[], slots: Slots, tools: Tools, now: Date, isAllowed?: (unit: Unit) => boolean): Judged[] {
  const { retriever, library, calibration } = tools;
  const unknown = retriever.informationOf("\u0000");
  const found = retriever.search({ typed: [...query], tokens: [...query] }, candidates, isAllowed);
  const judged = found
    .filter(({ score }) => score >= worthJudging * (found[0]?.score ?? 0))
    .map((candidate) => {
      const model = modelFor(candidate.unit.kind, calibration);
      const confidence = probabilityOf(
        featuresOf(candidate, (word) => retriever.informationOf(word), unknown),
        model,
      );
      const mismatches = [
        ...mismatchesOf(slots, library.textOf(candidate.unit), Number(dayInVietnam(now).slice(0, 4))),
        ...objectMismatches(candidate.unit, candidate.swapped),
      ];
      return { candidate, confidence, mismatches, isSure: confidence >= model.answerFrom, isNear: confidence >= model.offerFrom };
    });
  const bears = ({ candidate: { unit } }: Judged): boolean => slots.documents.some((document) => namesDocument(unit.title, document));
  const rank = (one: Judged): number =>
    one.confidence + (one.candidate.unit.kind === "procedure" ? 0 : preferenceForOurs) + (bears(one) ? preferenceForNumber : 0);
  return judged.sort((a, b) => rank(b) - rank(a));
}
