import type { Outcome } from "../run-questions.js";

/** What came of questions whose sources were taken away. */
export interface LeftOutScore {
  asked: number;
  /** Share that got a sourced answer all the same. */
  answered: number;
  /** Of all, the share whose answer states every fact that was expected: another source may truly hold it. A person must read them to know. */
  withFacts: number;
  /** Share that was answered without the expected facts, or where none is given: surely or probably false. */
  withoutFacts: number;
  /** Share that was asked back. */
  askedBack: number;
  refused: number;
}

export function isAnswered({ answer }: Outcome): boolean {
  return answer.status.startsWith("answered");
}

/** Whether an answer states every fact that is expected of the question; false where none is given. */
export function statesExpectedFacts({ question, text }: Outcome): boolean {
  const { facts } = question.expect;
  return facts.length > 0 && facts.every((fact) => new RegExp(fact, "iu").test(text));
}

export function leftOutScoreOf(outcomes: readonly Outcome[]): LeftOutScore {
  const share = (holds: (outcome: Outcome) => boolean): number => (outcomes.length === 0 ? 0 : outcomes.filter(holds).length / outcomes.length);
  const isWithFacts = (outcome: Outcome): boolean => isAnswered(outcome) && statesExpectedFacts(outcome);
  const isAskedBack = ({ answer }: Outcome): boolean => answer.status.startsWith("clarification");
  return {
    asked: outcomes.length,
    answered: share(isAnswered),
    withFacts: share(isWithFacts),
    withoutFacts: share((outcome) => isAnswered(outcome) && !isWithFacts(outcome)),
    askedBack: share(isAskedBack),
    refused: share((outcome) => !isAnswered(outcome) && !isAskedBack(outcome)),
  };
}

/** The answered ones of highest confidence, one for each question. */
export function worstOf(outcomes: readonly Outcome[], count: number): Outcome[] {
  const surest = new Map<string, Outcome>();
  for (const outcome of outcomes.filter(isAnswered)) {
    const known = surest.get(outcome.question.id);
    if (known === undefined || outcome.answer.confidence > known.answer.confidence) surest.set(outcome.question.id, outcome);
  }
  return [...surest.values()].sort((a, b) => b.answer.confidence - a.answer.confidence).slice(0, count);
}
