import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { modelFor, probabilityOf, type ConfidenceModel, type Features } from "../../../src/core/answering/calibration.js";
import { calibration } from "../../../src/core/answering/calibration-data.js";

const models = [calibration.curated, calibration.procedure];
const names = Object.keys(calibration.curated.weights) as (keyof Features)[];
const anyFeatures = fc.record(Object.fromEntries(names.map((name) => [name, fc.double({ min: 0, max: 1, noNaN: true })]))) as fc.Arbitrary<Features>;

function model(weights: Partial<Record<keyof Features, number>>, intercept = 0): Pick<ConfidenceModel, "intercept" | "weights"> {
  return { intercept, weights: { ...(Object.fromEntries(names.map((name) => [name, 0])) as Record<keyof Features, number>), ...weights } };
}

describe("the calibration in force", () => {
  it("was made by the command from the development questions, on a day", () => {
    expect(calibration.made).toMatch(/^\d{4}-\d{2}-\d{2}$/u);
    expect(calibration.data).toMatch(/test\/questions\/development/u);
    expect(calibration.data).not.toMatch(/test\.jsonl/u);
  });

  it("has two thresholds for each model, and offers before it answers", () => {
    for (const { answerFrom, offerFrom } of models) expect(offerFrom > 0 && offerFrom < answerFrom && answerFrom < 1).toBe(true);
  });

  it("weighs the same signals in both models", () => {
    expect(Object.keys(calibration.procedure.weights).sort()).toEqual([...names].sort());
  });

  it("judges procedures of the register apart from what we wrote", () => {
    expect(modelFor("procedure", calibration)).toBe(calibration.procedure);
    for (const kind of ["article", "document", "service", "foreign"] as const) expect(modelFor(kind, calibration)).toBe(calibration.curated);
  });
});

describe("probabilityOf", () => {
  it("is a half where nothing speaks for or against", () => {
    expect(probabilityOf(Object.fromEntries(names.map((name) => [name, 1])) as unknown as Features, model({}))).toBe(0.5);
  });

  it("is as worked out by hand", () => {
    const features = { ...(Object.fromEntries(names.map((name) => [name, 0])) as unknown as Features), coverage: 0.5, gap: 1 };
    expect(probabilityOf(features, model({ coverage: 2, gap: -3 }, 1))).toBeCloseTo(1 / (1 + Math.exp(-(1 + 0.5 * 2 - 3))), 12);
  });

  it("lies between 0 and 1 for all signals, and rises with one that speaks for", () => {
    fc.assert(
      fc.property(anyFeatures, fc.constantFrom(...models), fc.constantFrom(...names), (features, own, name) => {
        const probability = probabilityOf(features, own);
        expect(probability > 0 && probability < 1).toBe(true);
        const more = probabilityOf({ ...features, [name]: features[name] + 0.1 }, own);
        expect(Math.sign(more - probability) * Math.sign(own.weights[name])).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});
