import { normalise } from "../text/normalise.js";
import { dayInVietnam } from "../wording/dates.js";
import type { Candidate } from "../retrieval/retriever.js";
import type { Unit } from "../retrieval/unit.js";
import { featuresOf, modelFor, probabilityOf } from "./calibration.js";
import type { Judged } from "./context.js";
import { rankingFeaturesOf, rankOf, type RankingFeatures } from "./ranking.js";
import { mismatchesOf, objectMismatches } from "./mismatch.js";
import { namesDocument, type Slots } from "./slots.js";
import type { Tools } from "./tools.js";

const candidates = 8;

/** What is not sure is not offered either where it holds less than this share of what the question says. */
const leastToOffer = 0.28;

/** A source that scores less than this share of the best is no rival, however sure it looks. */
const worthJudging = 0.4;

/**
 * The sources nearest to a question, each with how sure it is and what speaks against it; those that are sure first, and among them the
 * likeliest. Official texts that others replaced are looked into where the question names a document, or where they alone are sure.
 */
export function judge(query: readonly string[], slots: Slots, tools: Tools, now: Date, isAllowed?: (unit: Unit) => boolean): Judged[] {
  if (isAllowed !== undefined || slots.documents.length > 0 || !tools.retriever.hasSuperseded) return judgeAll(query, slots, tools, now, isAllowed);
  const current = judgeAll(query, slots, tools, now, ({ supersededBy }) => supersededBy === undefined);
  if (current.some(isSureFit)) return current;
  const all = judgeAll(query, slots, tools, now);
  return all.some(isSureFit) ? all : current;
}

function isSureFit({ isSure, mismatches }: Judged): boolean {
  return isSure && mismatches.length === 0;
}

function judgeAll(query: readonly string[], slots: Slots, tools: Tools, now: Date, isAllowed?: (unit: Unit) => boolean): Judged[] {
  const { retriever, library, calibration } = tools;
  const found = retriever.search({ typed: [...query], tokens: [...query] }, candidates, isAllowed);
  const said = query.join(" ");
  const assessed: Judged[] = found
    .filter(({ score }) => score >= worthJudging * (found[0]?.score ?? 0))
    .map((candidate) => {
      const { unit, swapped } = candidate;
      const model = modelFor(unit.kind, calibration);
      const confidence = probabilityOf(featuresOf(candidate, query, slots, tools), model);
      const mismatches = [...mismatchesOf(slots, library.textOf(unit), Number(dayInVietnam(now).slice(0, 4))), ...objectMismatches(unit, swapped)];
      const name = nameOfDocument(unit);
      const isNarrower = isForFewer(candidate, query, tools);
      const isSure = confidence >= model.answerFrom && !isNarrower;
      return {
        candidate,
        confidence,
        mismatches,
        isSure,
        isNarrower,
        isNear: confidence >= model.answerFrom || (confidence >= model.offerFrom && candidate.signals.coverage >= leastToOffer),
        bearsNumber: slots.documents.some((document) => namesDocument(unit.title, document)),
        bearsName: name !== undefined && said.includes(name),
      };
    });
  const features = rankingFeaturesOf(assessed);
  const ranks = new Map(assessed.map((one, place) => [one, rankOf(features[place] as RankingFeatures, calibration.ranking)]));
  // Only services have papers, a fee, a term: an article that leads to one that is near waits behind it.
  const waits = new Set(slots.fields.length === 0 ? [] : assessed.filter((one) => leadsToOneOf(one, assessed)));
  const comesFirst = (one: Judged): number => Number(one.isSure && !waits.has(one));
  return assessed.sort((a, b) => comesFirst(b) - comesFirst(a) || (ranks.get(b) ?? 0) - (ranks.get(a) ?? 0));
}

/** A way of asking that stands nearly whole in the question names what it leads to. */
const namedOutright = 0.9;
/** The most telling word of the nearest way of asking counts as not said from here on, against its most telling word. */
const unasked = 0.3;

/**
 * Whether a procedure is for fewer cases than the question speaks of: for a circle of people, or for what is done to a paper later on. All
 * words may fit, and yet nobody means it who does not say so. It is offered, never taken.
 */
function isForFewer(candidate: Candidate, query: readonly string[], { circles }: Tools): boolean {
  const { unit, signals, isLaterAction } = candidate;
  if (signals.aliasContainment >= namedOutright) return false;
  return (unit.kind === "procedure" && isLaterAction && signals.unaskedPeak > unasked) || circles.isUnasked(unit, query);
}

/** Whether an article leads to a service among the others that is near. */
function leadsToOneOf({ candidate: { unit } }: Pick<Judged, "candidate">, others: readonly Pick<Judged, "candidate" | "isNear">[]): boolean {
  const isNearService = (other: Pick<Judged, "candidate" | "isNear">): boolean => other.isNear && other.candidate.unit.kind === "service";
  return unit.kind === "article" && others.some((other) => isNearService(other) && unit.related.includes(other.candidate.unit.id));
}

/** "luật trí tuệ nhân tạo": the name of the one document that an article is about, where its title begins with it. */
function nameOfDocument({ kind, title }: Unit): string | undefined {
  const name = /^(?:luật|chiến lược|chương trình|khung) [^\d(]+/u.exec(normalise(title))?.[0].trim();
  return kind === "article" ? name : undefined;
}
