import { describe, expect, it } from "vitest";
import { answerableQuestions } from "../../../src/evaluation/left-out/answerable-questions.js";
import { leftOutScoreOf, worstOf } from "../../../src/evaluation/left-out/left-out-score.js";
import { sourceFinder } from "../../../src/evaluation/left-out/sources-of-question.js";
import { outcomeOf } from "../support/outcome-of.js";

describe("leftOutScoreOf", () => {
  it("tells answers, those with the expected facts, questions back and refusals apart", () => {
    const outcomes = [
      outcomeOf("a", { status: "answered_article", body: "Phí là 5.000 đồng." }, { facts: ["5\\.000"] }),
      outcomeOf("b", { status: "answered_correction", body: "Không phải 7%." }, { facts: ["5\\.000"] }),
      outcomeOf("c", { status: "clarification_choice" }),
      outcomeOf("d"),
    ];
    expect(leftOutScoreOf(outcomes)).toEqual({ asked: 4, answered: 0.5, withFacts: 0.25, withoutFacts: 0.25, askedBack: 0.25, refused: 0.25 });
  });

  it("takes an answer for false where no fact is expected", () => {
    expect(leftOutScoreOf([outcomeOf("a", { status: "answered_article" })])).toMatchObject({ withFacts: 0, withoutFacts: 1 });
  });
});

describe("worstOf", () => {
  it("lists the surest answers, each question once", () => {
    const outcomes = [
      outcomeOf("a", { status: "answered_article", confidence: 0.6 }),
      outcomeOf("a", { status: "answered_article", confidence: 0.9 }),
      outcomeOf("b", { status: "answered_article", confidence: 0.7 }),
      outcomeOf("c", { confidence: 0.95 }),
    ];
    expect(worstOf(outcomes, 5).map(({ question, answer }) => [question.id, answer.confidence])).toEqual([
      ["a", 0.9],
      ["b", 0.7],
    ]);
    expect(worstOf(outcomes, 1)).toHaveLength(1);
  });
});

describe("answerableQuestions", () => {
  const { question } = outcomeOf("a");

  it("keeps questions of one turn that must be answered from named sources", () => {
    expect(answerableQuestions([question])).toEqual([question]);
  });

  it("leaves out what may be refused, has no named source, leans on a turn before or is no question on sources", () => {
    const others = [
      { ...question, expect: { ...question.expect, status: ["answered", "unanswerable"] } },
      { ...question, expect: { ...question.expect, documents: undefined } },
      { ...question, expect: { ...question.expect, documents: [] } },
      { ...question, turns: ["?", "?"] },
      { ...question, kind: "smalltalk" as const },
    ];
    expect(answerableQuestions(others)).toEqual([]);
  });
});

describe("sourceFinder", () => {
  it("takes out the whole unit that a variant belongs to", () => {
    const variants = ["1.000001", "2.000002"].map((code) => ({ code, name: "Cấp giấy", field: "Đất đai", scope: "toàn quốc", submit: [] }));
    const sourcesOf = sourceFinder({ register: [{ id: "procedure/1.000001", variants }], services: [] });
    const { question } = outcomeOf("a", {}, { documents: ["procedure/2.000002", "service/x"] });
    expect([...sourcesOf(question)]).toEqual(["procedure/1.000001", "service/x"]);
  });
});
