import type { Outcome } from "./run-questions.js";

/** Of the answers about as sure as each other: how sure they were on average, and how many cited a right source. */
export interface CalibrationPoint {
  from: number;
  count: number;
  confidence: number;
  right: number;
}

/** Wide enough to hold some answers each. */
const steps = 10;

/** The calibration curve of sourced answers: where it is true, confidence and the share of right sources are near each other. Empty steps are left out. */
export function calibrationCurve(outcomes: readonly Outcome[]): CalibrationPoint[] {
  const answered = outcomes.filter(({ answer }) => answer.status.startsWith("answered"));
  return Array.from({ length: steps }, (_, step) => {
    const inStep = answered.filter(({ answer }) => Math.min(steps - 1, Math.floor(answer.confidence * steps)) === step);
    const mean = (valueOf: (outcome: Outcome) => number): number => inStep.reduce((sum, outcome) => sum + valueOf(outcome), 0) / inStep.length;
    return {
      from: step / steps,
      count: inStep.length,
      confidence: mean(({ answer }) => answer.confidence),
      right: mean((outcome) => Number(isRightlyCited(outcome))),
    };
  }).filter(({ count }) => count > 0);
}

/** Should have been answered, and from a source that was expected. */
function isRightlyCited({ question, faults }: Outcome): boolean {
  return question.expect.status.some((status) => status.startsWith("answered")) && !faults.some((fault) => fault.startsWith("cites "));
}

/** One source that was cited in the place of another, and how often. */
export interface Confusion {
  expected: string;
  cited: string;
  count: number;
}

/** Which sources are taken for which, the most frequent first. */
export function confusions(outcomes: readonly Outcome[]): Confusion[] {
  const counts = new Map<string, Confusion>();
  for (const { question, answer, faults } of outcomes) {
    if (!faults.some((fault) => fault.startsWith("cites "))) continue;
    const [expected = "", cited = ""] = [question.expect.documents?.join(" / "), answer.citations[0]?.documentId];
    const known = counts.get(`${expected}\n${cited}`) ?? { expected, cited, count: 0 };
    counts.set(`${expected}\n${cited}`, { ...known, count: known.count + 1 });
  }
  return [...counts.values()].sort((a, b) => b.count - a.count || a.expected.localeCompare(b.expected));
}

/** Why an answer is wrong, from what costs a person most to what costs least. */
export const causes = ["falsely answered", "wrong source", "forbidden words", "missing facts", "falsely refused", "asked back", "other status"] as const;
export type Cause = (typeof causes)[number];

/** Why an outcome that has faults went wrong. */
export function causeOf({ question, answer, faults }: Outcome): Cause {
  const isAnswered = answer.status.startsWith("answered");
  const mayBeAnswered = question.expect.status.some((status) => status.startsWith("answered"));
  if (isAnswered && !mayBeAnswered) return "falsely answered";
  if (faults.some((fault) => fault.startsWith("cites "))) return "wrong source";
  if (faults.some((fault) => fault.startsWith("has "))) return "forbidden words";
  if (isAnswered && faults.some((fault) => fault.startsWith("lacks "))) return "missing facts";
  if (mayBeAnswered && answer.status.startsWith("clarification")) return "asked back";
  return mayBeAnswered && !isAnswered ? "falsely refused" : "other status";
}

/** The worst outcomes: by cause, and the surest first, since a sure mistake misleads most. */
export function worstOutcomes(outcomes: readonly Outcome[], count: number): { cause: Cause; outcome: Outcome }[] {
  return outcomes
    .filter(({ faults }) => faults.length > 0)
    .map((outcome) => ({ cause: causeOf(outcome), outcome }))
    .sort((a, b) => causes.indexOf(a.cause) - causes.indexOf(b.cause) || b.outcome.answer.confidence - a.outcome.answer.confidence)
    .slice(0, count);
}
