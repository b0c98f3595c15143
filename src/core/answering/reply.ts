import type { Answer, AnswerStatus } from "./answer.js";
import type { Choice, Context } from "./context.js";

const maxSuggestions = 4;

/** Ends a turn with a fixed sentence. Choices become buttons, and are remembered so that a number or the words choose them. */
export function reply(context: Context, status: AnswerStatus, body: string, choices: readonly Choice[] = [], confidence = 1): Answer {
  const offered = choices.slice(0, maxSuggestions);
  context.nextMemory = { ...context.nextMemory, offered: [...offered] };
  return { status, body, citations: [], suggestions: offered.map(({ label }) => label), confidence };
}

/** Choices that are questions as they stand. */
export function asChoices(questions: readonly string[]): Choice[] {
  return questions.map((question) => ({ label: question, question }));
}
