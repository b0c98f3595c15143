import type { RankingModel } from "./ranking.js";
import type { Candidate } from "../retrieval/retriever.js";
import type { Signals } from "../retrieval/signals.js";
import type { UnitKind } from "../retrieval/unit.js";
import { tokenise } from "../text/tokenise.js";
import type { Slots } from "./slots.js";
import type { Tools } from "./tools.js";

/** Signals by which confidence is judged; all between 0 and 1. */
export interface Features extends Signals {
  /** How telling the rarest word is that the question has and the source has not. */
  missingPeak: number;
  /** Share of the question's information that neither the source's text nor its ways of asking hold in these very words. */
  unsaid: number;
  isService: number;
}

/** A logistic model of "this is the right source", and from which probability on to rely on it. */
export interface ConfidenceModel {
  intercept: number;
  weights: Record<keyof Features, number>;
  /** At or above: answer. */
  answerFrom: number;
  /** At or above, but below `answerFrom`: offer what is near. */
  offerFrom: number;
}

/** The models and the thresholds chosen with them. Made by `npm run calibrate`, never by hand. */
export interface Calibration {
  /** Day of the calibration and the file whose questions made it. */
  made: string;
  data: string;
  /** For what we wrote ourselves, with many ways of asking. */
  curated: ConfidenceModel;
  /** For bare names of the register, which are near-alike. */
  procedure: ConfidenceModel;
  /** By what the sources of one question are put in order. */
  ranking: RankingModel;
}

/** @param query the words of the question that the candidate was found for, and what they name. */
export function featuresOf(
  candidate: Candidate,
  query: readonly string[],
  slots: Slots,
  { library, retriever }: Pick<Tools, "library" | "retriever">,
): Features {
  const [rarest] = candidate.missing;
  return {
    ...candidate.signals,
    missingPeak: rarest === undefined ? 0 : Math.min(1, retriever.informationOf(rarest) / retriever.informationOf("\u0000")),
    unsaid: shareUnsaid(candidate, query, slots, { library, retriever }),
    isService: candidate.unit.kind === "service" ? 1 : 0,
  };
}

/** Figures and places have checks of their own. */
function shareUnsaid(
  { unit, unheld }: Candidate,
  query: readonly string[],
  { otherPlaces }: Slots,
  { library, retriever }: Pick<Tools, "library" | "retriever">,
): number {
  if (unheld.length === 0) return 0;
  const information = (words: readonly string[]): number => words.reduce((sum, word) => sum + retriever.informationOf(word), 0);
  const said = new Set(tokenise(library.textOf(unit).plain));
  const places = new Set(otherPlaces.flatMap((place) => place.split(" ")));
  const telling = [...new Set(retriever.tellingWords(query))].filter((word) => !/\d/u.test(word) && !places.has(word));
  return information(unheld.filter((word) => !said.has(word) && !places.has(word))) / (information(telling) || 1);
}

/** The model that judges sources of a kind. */
export function modelFor(kind: UnitKind, { curated, procedure }: Calibration): ConfidenceModel {
  return kind === "procedure" ? procedure : curated;
}

/** Probability that the source is the right one. */
export function probabilityOf(features: Features, { intercept, weights }: Pick<ConfidenceModel, "intercept" | "weights">): number {
  const sum = (Object.keys(weights) as (keyof Features)[]).reduce((total, name) => total + weights[name] * features[name], intercept);
  return 1 / (1 + Math.exp(-sum));
}
