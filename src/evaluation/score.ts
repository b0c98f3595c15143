import { countWords } from "../core/text/sentences.js";
import type { Outcome } from "./run-questions.js";

/** The figures that are always reported together. */
export interface Score {
  questions: number;
  /** Share of all questions that went as expected. */
  right: number;
  /** Share that got a sourced answer. */
  answered: number;
  /** Of those that should have been refused, the share that was answered. */
  falselyAnswered: number;
  /** Of those that should have been answered, the share that was refused or asked back. */
  falselyRefused: number;
  /** Median words of a sourced answer, source line left out. */
  words: number;
}

const isAnswered = ({ answer }: Outcome): boolean => answer.status.startsWith("answered");
const mustBeRefused = ({ question }: Outcome): boolean => question.expect.status.every((status) => !status.startsWith("answered"));

/** Those that were answered and should have been refused. */
export function falselyAnswered(outcomes: readonly Outcome[]): Outcome[] {
  return outcomes.filter((outcome) => mustBeRefused(outcome) && isAnswered(outcome));
}

export function scoreOf(outcomes: readonly Outcome[]): Score {
  const mustAnswer = outcomes.filter(({ question }) => question.expect.status.every((status) => status.startsWith("answered")));
  const mustRefuse = outcomes.filter(mustBeRefused);
  const lengths = outcomes
    .filter(isAnswered)
    .map(({ answer }) => countWords(answer.body))
    .sort((a, b) => a - b);
  return {
    questions: outcomes.length,
    right: share(outcomes, ({ faults }) => faults.length === 0),
    answered: share(outcomes, isAnswered),
    falselyAnswered: share(mustRefuse, isAnswered),
    falselyRefused: share(mustAnswer, (outcome) => !isAnswered(outcome)),
    words: lengths[Math.floor(lengths.length / 2)] ?? 0,
  };
}

function share(outcomes: readonly Outcome[], holds: (outcome: Outcome) => boolean): number {
  return outcomes.length === 0 ? 0 : outcomes.filter(holds).length / outcomes.length;
}
