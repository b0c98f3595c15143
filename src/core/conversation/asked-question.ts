import { isWorthRating, type Answer } from "../answering/answer.js";

/** A question and how it ended, kept without a trace of who asked. */
export interface AskedQuestion {
  readonly answerId: string;
  /** Personal data in it was masked when it came in. */
  readonly question: string;
  readonly status: Answer["status"];
  readonly confidence: number;
  /** Ids of the documents that were cited, each once. */
  readonly sources: readonly string[];
  readonly indexVersion: string | undefined;
}

const longestQuestion = 500;

/** What is kept of a turn; `undefined` for greetings, commands and what is not put down, such as insults. */
export function askedQuestion(
  answerId: string,
  question: string,
  { status, confidence, citations }: Answer,
  indexVersion: string | undefined,
): AskedQuestion | undefined {
  if (!isWorthRating(status)) return undefined;
  const sources = [...new Set(citations.map(({ documentId }) => documentId))];
  return { answerId, question: question.slice(0, longestQuestion), status, confidence, sources, indexVersion };
}
