import { setTimeout as sleep } from "node:timers/promises";
import type { Brain } from "../../src/application.js";
import type { Answer } from "../../src/core/answering/answer.js";
import type { Memory } from "../../src/core/answering/memory.js";
import type { QuestionAnswerer } from "../../src/core/conversation/take-turn.js";
import type { QuestionUnderstanding } from "../../src/core/questions/group-questions.js";
import { keyOf } from "../../src/core/questions/read-question.js";
import type { Subscriptions } from "../../src/core/subscriptions/subscriptions.js";
import type { Training } from "../../src/core/training/training.js";
import { testCatalog } from "./test-courses.js";
import { subscriptionOptions } from "./subscription-options.js";

const citation = {
  documentId: "article/test",
  title: "Bài kiểm thử",
  section: "Mục 1",
  quote: "Câu được dẫn.",
  quoteKind: "summary" as const,
  url: "https://example.vn/bai",
  issued: "2026-01-02",
} as const;

/** Some 10,000 characters, in paragraphs that can be told apart. */
export const longAnswer: readonly string[] = Array.from(
  { length: 80 },
  (_, index) => `Đoạn ${index + 1}: hồ sơ nộp tại Trung tâm Phục vụ hành chính công, trả kết quả theo giấy hẹn, không phải đi lại nhiều lần.`,
);

/**
 * Answers at once and the same way: the question said again, and how many came before it in the conversation. A question
 * with "hỏng" fails; one with "chậm" waits for `release`; the answer to one with "dài" is long.
 */
export class FakeAnswerer implements QuestionAnswerer {
  /** Every question that was answered, in all conversations. */
  readonly asked: string[] = [];
  readonly #delayMs: () => number;
  #release = (): void => undefined;
  readonly #released = new Promise<void>((resolve) => (this.#release = resolve));

  constructor(delayMs: () => number = () => 0) {
    this.#delayMs = delayMs;
  }

  async answer(question: string, memory: Memory): Promise<{ answer: Answer; memory: Memory }> {
    this.asked.push(question);
    if (question.includes("hỏng")) throw new Error("the fake answerer was asked to fail");
    if (question.includes("chậm")) await this.#released;
    const delay = this.#delayMs();
    if (delay > 0) await sleep(delay);
    const before = memory.offered.length;
    const answer: Answer = {
      status: "answered_article",
      body: [`Trả lời thứ ${before + 1}: ${question}`, ...(question.includes("dài") ? longAnswer : [])].join("\n"),
      citations: [citation],
      suggestions: ["Lệ phí", "Nộp ở đâu"],
      confidence: 0.9,
    };
    return { answer, memory: { offered: [...memory.offered, { label: question, question }] } };
  }

  /** Lets all that is slow go on. */
  release(): void {
    this.#release();
  }
}

/** Questions are alike that have the same words. */
export const wordByWord: QuestionUnderstanding = {
  read: (text) => ({ key: keyOf(text), signature: keyOf(text), actions: [], terms: [] }),
  topicOf: () => "unknown",
};

export function fakeBrain(answerer: QuestionAnswerer = new FakeAnswerer()): Brain {
  return { answerer, catalog: testCatalog, subscriptionOptions, suggest: (typed) => [`${typed}…`], questions: wordByWord };
}

/** Teaches nothing: every message is a question. */
export const noTraining: Pick<Training, "turn" | "isAsking" | "heldOn" | "changesToForget"> = {
  turn: () => Promise.resolve(undefined),
  isAsking: () => Promise.resolve(false),
  heldOn: () => Promise.resolve(undefined),
  changesToForget: () => Promise.resolve([]),
};

/** Offers no announcements. */
export const noSubscriptions: Pick<Subscriptions, "turn" | "correctPlace" | "heldOn"> = {
  turn: () => Promise.resolve(undefined),
  correctPlace: () => Promise.resolve(undefined),
  heldOn: () => Promise.resolve(undefined),
};
