import { describe, expect, it } from "vitest";
import { calibrationCurve, causeOf, confusions, worstOutcomes } from "../../src/evaluation/report.js";
import type { Outcome } from "../../src/evaluation/run-questions.js";

const outcome = (id: string, expected: string, status: string, confidence: number, faults: string[] = [], cited = "a"): Outcome =>
  ({
    question: { id, kind: "service", turns: ["hỏi"], raw: false, expect: { status: [expected], documents: ["a"], facts: [], absent: [] } },
    typing: "as_written",
    typed: "hỏi",
    answer: { status, confidence, citations: [{ documentId: cited }], body: "", suggestions: [] },
    text: "",
    faults,
    latencyMs: 1,
  }) as unknown as Outcome;

const right = outcome("1", "answered", "answered_service", 0.95);
const wrongSource = outcome("2", "answered", "answered_service", 0.91, ["cites b"], "b");
const invented = outcome("3", "unanswerable", "answered_service", 0.62, ["status answered_service"]);
const refused = outcome("4", "answered", "unanswerable_unknown", 0.3, ["status unanswerable_unknown"]);
const askedBack = outcome("5", "answered", "clarification_service", 0.4, ["status clarification_service"]);
const lacking = outcome("6", "answered", "answered_service", 0.7, ["lacks /x/"]);
const all = [right, wrongSource, invented, refused, askedBack, lacking];

describe("the report of an evaluation", () => {
  it("compares confidence with how often the source is right, answers alone", () => {
    expect(calibrationCurve(all)).toEqual([
      { from: 0.6, count: 1, confidence: 0.62, right: 0 },
      { from: 0.7, count: 1, confidence: 0.7, right: 1 },
      { from: 0.9, count: 2, confidence: expect.closeTo(0.93) as number, right: 0.5 },
    ]);
  });

  it("counts which source is taken for which", () => {
    expect(confusions([...all, wrongSource])).toEqual([{ expected: "a", cited: "b", count: 2 }]);
  });

  it("names the cause of each fault", () => {
    expect([wrongSource, invented, refused, askedBack, lacking].map(causeOf)).toEqual([
      "wrong source",
      "falsely answered",
      "falsely refused",
      "asked back",
      "missing facts",
    ]);
  });

  it("puts first what misleads most", () => {
    expect(worstOutcomes(all, 3).map(({ outcome: { question } }) => question.id)).toEqual(["3", "2", "6"]);
  });
});
