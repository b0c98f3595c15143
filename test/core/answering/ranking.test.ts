import { describe, expect, it } from "vitest";
import { calibration } from "../../../src/core/answering/calibration-data.js";
import { rankingFeaturesOf, rankOf, type Rankable, type RankingModel } from "../../../src/core/answering/ranking.js";
import type { Candidate } from "../../../src/core/retrieval/retriever.js";

interface Given {
  score?: number;
  aliasCosine?: number;
  confidence?: number;
  missing?: string[];
  bearsNumber?: boolean;
}

function rankable({ score = 1, aliasCosine = 0, confidence = 0.5, missing = [], bearsNumber = false }: Given): Rankable {
  const signals = { aliasCosine, aliasContainment: 0, coverage: 0, pairCoverage: 0, nameCoverage: 0, titleCoverage: 0, likeness: 0 };
  const candidate = { unit: {}, score, signals, missing, swapped: [] } as unknown as Candidate;
  return { candidate, confidence, mismatches: [], bearsNumber, bearsName: false };
}

describe("ranking features", () => {
  it("hold a source against the best of those found", () => {
    const [first, second] = rankingFeaturesOf([rankable({ score: 4, aliasCosine: 0.2 }), rankable({ score: 2, aliasCosine: 0.7 })]);
    expect([first?.scoreShare, second?.scoreShare]).toEqual([1, 0.5]);
    expect(first?.aliasCosineLag).toBeCloseTo(-0.5);
    expect(second?.aliasCosineLag).toBe(0);
  });

  it("are finite where confidence is certain or none, and nothing scores", () => {
    for (const features of rankingFeaturesOf([rankable({ score: 0, confidence: 1 }), rankable({ score: 0, confidence: 0 })]))
      expect(Object.values(features).every(Number.isFinite)).toBe(true);
  });

  it("are the ones that the ranking in force weighs", () => {
    const [features] = rankingFeaturesOf([rankable({})]);
    expect(Object.keys(calibration.ranking).sort()).toEqual(Object.keys(features ?? {}).sort());
  });
});

describe("the ranking in force", () => {
  it("puts the surer source first, the one that bears the number asked for, and the one that lacks fewer words", () => {
    const others: Given[] = [{ confidence: 0.3 }, { bearsNumber: false }, { missing: ["một", "hai"] }];
    const better: Given[] = [{ confidence: 0.7 }, { bearsNumber: true }, { missing: [] }];
    for (const [index, other] of others.entries()) {
      const [a, b] = rankingFeaturesOf([rankable(other), rankable(better[index] ?? {})]).map((features) => rankOf(features, calibration.ranking));
      expect(b ?? 0).toBeGreaterThan(a ?? 0);
    }
  });

  it("is a weighted sum", () => {
    const [features] = rankingFeaturesOf([rankable({ score: 3, missing: ["một"] })]);
    const none = Object.fromEntries(Object.keys(calibration.ranking).map((name) => [name, 0])) as RankingModel;
    if (features === undefined) throw new Error("no features");
    expect(rankOf(features, { ...none, scoreShare: 2, missing: -3 })).toBe(-1);
  });
});
