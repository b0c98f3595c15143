import type { Answerer } from "../../core/answering/answerer.js";
import { emptyMemory, type Memory } from "../../core/answering/memory.js";
import type { EvaluationQuestion } from "../question-file.js";
import type { ComposeRequest } from "./compose-requests.js";
import { pick } from "./mutate-answer.js";
import { recordChecks, type ComposedAnswer } from "./recorded-checks.js";

/** Where composed answers come from, and how chance and time stand. */
export interface ComposeOptions {
  /** Its checker will remember what it is given. */
  answerer: Answerer;
  questions: readonly EvaluationQuestion[];
  /** By kind of source. */
  requests: Readonly<Record<string, readonly ComposeRequest[]>>;
  now: Date;
  /** Numbers in [0, 1). */
  random: () => number;
}

/**
 * Answers as the production pipeline composes them, without end: of a question, then of one thing that can be asked of each kind of source,
 * chosen by chance. The pipeline's checker remembers what it was given, so that each comes with what it cites.
 */
export async function* composeAnswers({ answerer, questions, requests, now, random }: ComposeOptions): AsyncGenerator<ComposedAnswer> {
  const takeCheck = recordChecks(answerer.tools.checker);
  for (;;) {
    const { id, turns } = pick(questions, random);
    await converse(answerer, turns, now);
    const composed = takeCheck();
    if (composed !== undefined) yield { kind: "question", origin: `${id} ${turns.join(" / ")}`, answer: composed };
    for (const [kind, some] of Object.entries(requests)) {
      const request = pick(some, random);
      await answerer.answer("1", { offered: [{ label: "1", ...request }] }, now);
      const asked = takeCheck();
      if (asked !== undefined) yield { kind, origin: `${request.unitId} ${request.field ?? "overview"}`, answer: asked };
    }
  }
}

async function converse(answerer: Answerer, turns: readonly string[], now: Date): Promise<void> {
  let memory: Memory = emptyMemory;
  for (const turn of turns) ({ memory } = await answerer.answer(turn, memory, now));
}
