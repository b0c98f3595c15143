import { QuestionGrouper } from "./question-grouper.js";
import type { ReadQuestion } from "./read-question.js";

/** Groups questions in their order. @returns the number of its group for each. */
export function groupAll(questions: readonly ReadQuestion[]): number[] {
  const grouper = new QuestionGrouper();
  const groupOfKey = new Map<string, number>();
  let groups = 0;
  return questions.map((question) => {
    const known = groupOfKey.get(question.key);
    if (known !== undefined) return known;
    const { group = groups++, isNewWay } = grouper.place(question);
    if (isNewWay) grouper.keep(question, group);
    groupOfKey.set(question.key, group);
    return group;
  });
}
