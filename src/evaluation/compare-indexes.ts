import type { IndexComparison } from "../core/ingest/index-comparison.js";
import type { IndexArtefact } from "../core/retrieval/index-artefact.js";
import { answererOver } from "./answerer-over.js";
import type { EvaluationQuestion } from "./question-file.js";
import { ask, type Outcome } from "./run-questions.js";
import { falselyAnswered } from "./score.js";

/** Asks two indexes the same questions, as they are written. */
export async function compareIndexes(
  present: IndexArtefact,
  next: IndexArtefact,
  questions: readonly EvaluationQuestion[],
  now: Date,
): Promise<IndexComparison> {
  const before = await askAll(present, questions, now);
  const after = await askAll(next, questions, now);
  const isRight = ({ faults }: Outcome): boolean => faults.length === 0;
  return {
    questions: questions.length,
    rightBefore: before.filter(isRight).length,
    rightAfter: after.filter(isRight).length,
    falselyAnsweredBefore: falselyAnswered(before).length,
    falselyAnsweredAfter: falselyAnswered(after).length,
    lost: before.flatMap((outcome, index) => (isRight(outcome) && !isRight(after[index] as Outcome) ? [outcome.question.id] : [])),
  };
}

async function askAll({ knowledge, index }: IndexArtefact, questions: readonly EvaluationQuestion[], now: Date): Promise<Outcome[]> {
  const answerer = answererOver(knowledge, index);
  const outcomes: Outcome[] = [];
  for (const question of questions) outcomes.push(await ask(answerer, question, "as_written", now));
  return outcomes;
}
