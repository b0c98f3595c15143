import { beforeAll, describe, expect, it } from "vitest";
import { groupAll } from "../../../src/core/questions/group-all.js";
import { QuestionReader } from "../../../src/core/questions/read-question.js";
import { answererOver } from "../../../src/evaluation/answerer-over.js";
import { halvesOf, readLabelledQuestions, scoreGroups, type GroupScore, type LabelledQuestion } from "../../../src/evaluation/group-score.js";
import { buildTimeoutMs, realIndex } from "../retrieval/real-index.js";

let reader: QuestionReader;

beforeAll(async () => {
  const { knowledge, index } = await realIndex();
  reader = new QuestionReader(answererOver(knowledge, index).tools);
}, buildTimeoutMs);

const score = (questions: readonly LabelledQuestion[]): GroupScore => scoreGroups(questions, groupAll(questions.map(({ text }) => reader.read(text))));
const groupsOf = (...texts: string[]): number => new Set(groupAll(texts.map((text) => reader.read(text)))).size;

describe("groups of questions", () => {
  it("agree with those made by hand, in the half that was not fitted on and in a set written later", async () => {
    const first = await readLabelledQuestions("test/questions/groups.jsonl");
    const second = await readLabelledQuestions("test/questions/groups-2.jsonl");
    expect(first.length).toBeGreaterThanOrEqual(300);
    for (const { precision, recall } of [score(halvesOf(first).reporting), score(second)]) {
      expect(precision).toBeGreaterThanOrEqual(0.9);
      expect(recall).toBeGreaterThanOrEqual(0.55);
    }
  });

  it("hold what is typed without marks, with abbreviations, and in other words", () => {
    expect(groupsOf("lệ phí làm lại căn cước bị mất", "lam lai can cuoc bi mat het bn tien", "làm lại cccd mất bao nhiêu tiền")).toBe(1);
  });

  it("keep another field, another year and another thing to be done apart", () => {
    expect(groupsOf("làm hộ chiếu cần giấy tờ gì", "làm hộ chiếu ở đâu", "làm hộ chiếu bao lâu thì có")).toBe(3);
    expect(groupsOf("mục tiêu kinh tế số đến năm 2025", "mục tiêu kinh tế số đến năm 2030")).toBe(2);
    expect(groupsOf("đăng ký hộ kinh doanh thế nào", "tạm ngừng hộ kinh doanh thế nào")).toBe(2);
  });

  it("are the same whenever they are made", async () => {
    const texts = (await readLabelledQuestions("test/questions/groups.jsonl")).map(({ text }) => reader.read(text));
    expect(groupAll(texts)).toEqual(groupAll(texts));
  });
});
