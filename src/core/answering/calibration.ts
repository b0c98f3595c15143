import type { RankingModel } from "./ranking.js";
import type { Candidate } from "../retrieval/retriever.js";
import type { Signals } from "../retrieval/signals.js";
import type { UnitKind } from "../retrieval/unit.js";

/** Signals by which confidence is judged; all between 0 and 1. */
export interface Features extends Signals {
  /** How telling the rarest word is that the question has and the source has not. */
  missingPeak: number;
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

/** @param informationOf idf of a word. @param maxInformation idf of a word that nothing holds. */
export function featuresOf(candidate: Candidate, informationOf: (word: string) => number, maxInformation: number): Features {
  const [rarest] = candidate.missing;
  return {
    ...candidate.signals,
    missingPeak: rarest === undefined ? 0 : Math.min(1, informationOf(rarest) / maxInformation),
    isService: candidate.unit.kind === "service" ? 1 : 0,
  };
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
