import type { Answerer } from "../../core/answering/answerer.js";
import type { IndexArtefact } from "../../core/retrieval/index-artefact.js";
import { buildSearchIndex } from "../../core/retrieval/search-index.js";
import { unitsOfKnowledge } from "../../core/retrieval/units-of-knowledge.js";
import { answererOver } from "../answerer-over.js";
import type { EvaluationQuestion } from "../question-file.js";
import { ask, type Outcome } from "../run-questions.js";
import { typings } from "../typing.js";
import { FilteredRetriever } from "./filtered-retriever.js";
import { sourceFinder } from "./sources-of-question.js";

/**
 * Asks each question in each way of typing through the production pipeline over the saved index, its sources filtered out of the results.
 * Fast, and one question's sources at a time; but the index' statistics still count the words of what is left out.
 */
export async function askFiltered({ knowledge, index }: IndexArtefact, questions: readonly EvaluationQuestion[], now: Date): Promise<Outcome[]> {
  const answerer = answererOver(knowledge, index);
  const retriever = new FilteredRetriever(index, knowledge.lexicon);
  answerer.tools.retriever = retriever;
  const sourcesOf = sourceFinder(knowledge);
  const outcomes: Outcome[] = [];
  for (const question of questions) {
    retriever.leftOut = sourcesOf(question);
    outcomes.push(...(await askInEachTyping(answerer, question, now)));
  }
  return outcomes;
}

export interface RebuildOptions {
  now: Date;
  /** Into how many parts the questions go; the sources of one part are out of the index together. */
  parts: number;
  progress: (step: string) => void;
}

/**
 * The same, over an index built anew without the sources: what an operator who lacks them would have. Takes an index' build time for each
 * part. The fewer the parts, the more other sources are missing too, and with them wrong answers: the figure errs to the low side.
 */
export async function askRebuilt(
  { knowledge }: IndexArtefact,
  questions: readonly EvaluationQuestion[],
  { now, parts, progress }: RebuildOptions,
): Promise<Outcome[]> {
  const sourcesOf = sourceFinder(knowledge);
  const units = unitsOfKnowledge(knowledge);
  const outcomes: Outcome[] = [];
  for (let part = 0; part < parts; part++) {
    const own = questions.filter((_, index) => index % parts === part);
    const leftOut = new Set(own.flatMap((question) => [...sourcesOf(question)]));
    progress(`index ${part + 1} of ${parts}, without ${leftOut.size} sources`);
    const index = buildSearchIndex(
      units.filter(({ documentId }) => !leftOut.has(documentId)),
      knowledge.lexicon,
    );
    const answerer = answererOver(knowledge, index);
    for (const question of own) outcomes.push(...(await askInEachTyping(answerer, question, now)));
  }
  return outcomes;
}

async function askInEachTyping(answerer: Answerer, question: EvaluationQuestion, now: Date): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const typing of typings) if (typing === "as_written" || !question.raw) outcomes.push(await ask(answerer, question, typing, now));
  return outcomes;
}
