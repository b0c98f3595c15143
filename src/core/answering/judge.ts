import { normalise } from "../text/normalise.js";
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

/** Of sources that all speak of a document, the one that bears its number or its name in its title is about it. */
const preferenceForNumber = 0.1;
const preferenceForName = 0.2;

/** An article that leads to services gives way by this much to one of them where papers, a fee or a term are asked for: only services have these. */
const waivedForService = 0.5;

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
  const leadsOn = ({ candidate: { unit } }: Judged): boolean =>
    unit.kind === "article" &&
    slots.fields.length > 0 &&
    judged.some((other) => other.isNear && other.candidate.unit.kind === "service" && unit.related.includes(other.candidate.unit.id));
  const said = query.join(" ");
  const isNamed = ({ candidate: { unit } }: Judged): boolean => nameOfDocument(unit) !== undefined && said.includes(nameOfDocument(unit) ?? "");
  const rank = (one: Judged): number =>
    one.confidence -
    (leadsOn(one) ? waivedForService : 0) +
    (one.candidate.unit.kind === "procedure" ? 0 : preferenceForOurs) +
    (bears(one) ? preferenceForNumber : 0) +
    (isNamed(one) ? preferenceForName : 0);
  return judged.sort((a, b) => rank(b) - rank(a));
}

/** "luật trí tuệ nhân tạo": the name of the one document that an article is about, where its title begins with it. */
function nameOfDocument({ kind, title }: Unit): string | undefined {
  const name = /^(?:luật|chiến lược|chương trình|khung) [^\d(]+/u.exec(normalise(title))?.[0].trim();
  return kind === "article" ? name : undefined;
}
