import type { Answer } from "../core/answering/answer.js";
import type { Answerer } from "../core/answering/answerer.js";
import { answerText } from "../core/answering/answer-text.js";
import { emptyMemory, type Memory } from "../core/answering/memory.js";
import type { EvaluationQuestion } from "./question-file.js";
import { type, type Typing } from "./typing.js";

/** How one question went. */
export interface Outcome {
  question: EvaluationQuestion;
  typing: Typing;
  /** Its last turn as typed. */
  typed: string;
  answer: Answer;
  text: string;
  /** What is wrong; empty where all is as expected. */
  faults: string[];
  latencyMs: number;
}

/** Asks all turns of a question and compares the last answer with what is expected. */
export async function ask(answerer: Answerer, question: EvaluationQuestion, typing: Typing, now: Date): Promise<Outcome> {
  let memory: Memory = emptyMemory;
  let answer: Answer | undefined;
  let latencyMs = 0;
  const turns = question.turns.map((turn) => type(turn, typing));
  for (const turn of turns) {
    const start = performance.now();
    ({ answer, memory } = await answerer.answer(turn, memory, now));
    latencyMs = performance.now() - start;
  }
  if (answer === undefined) throw new Error(`${question.id} has no turns`);
  const text = answerText(answer);
  return { question, typing, typed: turns.at(-1) ?? "", answer, text, faults: faultsOf(question, answer, text), latencyMs };
}

function faultsOf({ expect }: EvaluationQuestion, answer: Answer, text: string): string[] {
  const faults: string[] = [];
  if (!expect.status.some((prefix) => answer.status.startsWith(prefix))) faults.push(`status ${answer.status}`);
  const isAnswered = answer.status.startsWith("answered");
  const cited = answer.citations.flatMap((citation) => [citation.documentId, ...(citation.codes ?? []).map((code) => `procedure/${code}`)]);
  if (isAnswered && expect.documents !== undefined && !expect.documents.some((id) => cited.includes(id))) faults.push(`cites ${cited[0] ?? "nothing"}`);
  for (const fact of expect.facts) if (!new RegExp(fact, "iu").test(text)) faults.push(`lacks /${fact}/`);
  for (const pattern of expect.absent) if (new RegExp(pattern, "iu").test(text)) faults.push(`has /${pattern}/`);
  return faults;
}
