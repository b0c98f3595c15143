import type { Tools } from "../answering/tools.js";
import type { Service } from "../knowledge/schema.js";
import type { QuestionUnderstanding } from "./group-questions.js";
import { QuestionTopics } from "./question-topics.js";
import { QuestionReader } from "./read-question.js";

/** Understands questions by what the answerer understands them by. */
export function understandingOf(tools: Pick<Tools, "retriever" | "slots" | "lexicon">, services: readonly Service[]): QuestionUnderstanding {
  const reader = new QuestionReader(tools);
  const topics = new QuestionTopics(tools.retriever, services);
  return { read: (text) => reader.read(text), topicOf: (question, sources) => topics.topicOf(question, sources) };
}
