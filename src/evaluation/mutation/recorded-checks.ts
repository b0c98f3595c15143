import type { AnswerChecker } from "../../core/answering/answer-checker.js";

/** What the checker was given. */
export interface RecordedCheck {
  body: string;
  evidence: readonly string[];
  denied: readonly string[];
}

/** An answer as it came before the checker, with all that it may rest on. */
export interface ComposedAnswer extends RecordedCheck {
  kind: string;
  /** Where it comes from, for people: a question, or a unit and what was asked of it. */
  origin: string;
}

/** Lets a checker remember what it was last asked; it checks as before. @returns takes what was recorded since the last call. */
export function recordChecks(checker: AnswerChecker): () => RecordedCheck | undefined {
  const check = checker.check.bind(checker);
  let last: RecordedCheck | undefined;
  checker.check = (...[body, evidence, denied]: Parameters<AnswerChecker["check"]>) => {
    last = { body, evidence, denied: denied ?? [] };
    return check(body, evidence, denied);
  };
  return () => {
    const taken = last;
    last = undefined;
    return taken;
  };
}
