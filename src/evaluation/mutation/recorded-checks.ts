import type { AnswerChecker, CheckedAnswer } from "../../core/answering/answer-checker.js";

/** An answer as it came before the checker, with all that it may rest on. */
export interface ComposedAnswer {
  kind: string;
  /** Where it comes from, for people: a question, or a unit and what was asked of it. */
  origin: string;
  answer: CheckedAnswer;
}

/** Lets a checker remember what it was last asked; it checks as before. @returns takes what was recorded since the last call. */
export function recordChecks(checker: AnswerChecker): () => CheckedAnswer | undefined {
  const check = checker.check.bind(checker);
  let last: CheckedAnswer | undefined;
  checker.check = (answer) => {
    last = answer;
    return check(answer);
  };
  return () => {
    const taken = last;
    last = undefined;
    return taken;
  };
}
