import type { Answer, AnswerStatus } from "./answer.js";
import type { Choice, Context } from "./context.js";

const maxSuggestions = 4;

/** Ends a turn with a fixed sentence. The first choices become buttons; all are remembered, so that a number or the words choose them. */
export function reply(context: Context, status: AnswerStatus, body: string, choices: readonly Choice[] = [], confidence = 1): Answer {
  context.nextMemory = { ...context.nextMemory, offered: [...choices] };
  return { status, body, citations: [], suggestions: choices.slice(0, maxSuggestions).map(({ label }) => label), confidence };
}

/** Ends a turn with a menu: every choice becomes a button. */
export function showMenu(context: Context, status: AnswerStatus, body: string, choices: readonly Choice[]): Answer {
  return { ...reply(context, status, body, choices), suggestions: choices.map(({ label }) => label) };
}

/** Choices that are questions as they stand. */
export function asChoices(questions: readonly string[]): Choice[] {
  return questions.map((question) => ({ label: question, question }));
}
