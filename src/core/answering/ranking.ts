import type { Candidate } from "../retrieval/retriever.js";

/** What speaks for one source before the others that were found for the same question. */
export interface RankingFeatures {
  /** Log odds of the confidence. */
  confidence: number;
  /** Score against the best score. */
  scoreShare: number;
  /** How far behind the best of all sources found, each at most 0. */
  aliasCosineLag: number;
  aliasContainmentLag: number;
  coverageLag: number;
  pairCoverageLag: number;
  nameCoverageLag: number;
  titleCoverageLag: number;
  likenessLag: number;
  /** 1 where the title bears the number of a document that the question names; so too its name. */
  bearsNumber: number;
  bearsName: number;
  /** How many things the question names that the source is not about. */
  mismatches: number;
  /** Content words of the question that the source does not hold. */
  missing: number;
}

/** Weights of the features; the higher the sum, the earlier the source. Made by `npm run calibrate`. */
export type RankingModel = Record<keyof RankingFeatures, number>;

/** A source to be ranked, with what only the question as a whole tells of it. */
export interface Rankable {
  candidate: Candidate;
  confidence: number;
  mismatches: readonly unknown[];
  bearsNumber: boolean;
  bearsName: boolean;
}

const lagging = ["aliasCosine", "aliasContainment", "coverage", "pairCoverage", "nameCoverage", "titleCoverage", "likeness"] as const;
/** Odds are cut off where confidence can be no surer. */
const surest = 0.999;

/** The features of all sources found for a question, in the same order. */
export function rankingFeaturesOf(all: readonly Rankable[]): RankingFeatures[] {
  const best = Math.max(...all.map(({ candidate }) => candidate.score));
  const tops = Object.fromEntries(lagging.map((name) => [name, Math.max(...all.map(({ candidate }) => candidate.signals[name]))]));
  return all.map((one) => {
    const { score, signals, missing } = one.candidate;
    const lag = (name: (typeof lagging)[number]): number => signals[name] - (tops[name] ?? 0);
    return {
      confidence: logOdds(one.confidence),
      scoreShare: best === 0 ? 0 : score / best,
      aliasCosineLag: lag("aliasCosine"),
      aliasContainmentLag: lag("aliasContainment"),
      coverageLag: lag("coverage"),
      pairCoverageLag: lag("pairCoverage"),
      nameCoverageLag: lag("nameCoverage"),
      titleCoverageLag: lag("titleCoverage"),
      likenessLag: lag("likeness"),
      bearsNumber: Number(one.bearsNumber),
      bearsName: Number(one.bearsName),
      mismatches: one.mismatches.length,
      missing: missing.length,
    };
  });
}

/** The weighted sum of features. */
export function rankOf(features: RankingFeatures, model: RankingModel): number {
  return (Object.keys(model) as (keyof RankingFeatures)[]).reduce((sum, name) => sum + model[name] * features[name], 0);
}

function logOdds(probability: number): number {
  const bounded = Math.min(surest, Math.max(1 - surest, probability));
  return Math.log(bounded / (1 - bounded));
}
