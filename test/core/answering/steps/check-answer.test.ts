import { beforeAll, describe, expect, it } from "vitest";
import type { Answerer } from "../../../../src/core/answering/answerer.js";
import type { Context, Draft } from "../../../../src/core/answering/context.js";
import { steps } from "../../../../src/core/answering/pipeline.js";
import { checkAnswer } from "../../../../src/core/answering/steps/check-answer.js";
import { say } from "../../../../src/core/wording/answers.js";
import { buildTimeoutMs } from "../../retrieval/real-index.js";
import { contextOf, realAnswerer } from "../conversation.js";

let answerer: Answerer;
beforeAll(async () => {
  answerer = await realAnswerer();
}, buildTimeoutMs);

/** A turn that is ready to be checked. */
async function composed(question: string): Promise<Context & { draft: Draft }> {
  const context = contextOf(answerer, question);
  for (const step of steps.slice(0, steps.indexOf(checkAnswer))) expect(await step(context, answerer.tools)).toBeUndefined();
  if (context.draft === undefined) throw new Error("nothing was composed");
  return { ...context, draft: context.draft };
}

async function check(context: Context) {
  const answer = await checkAnswer(context, answerer.tools);
  if (answer === undefined) throw new Error("nothing was checked");
  return answer;
}

describe("checkAnswer", () => {
  it("is the last step: nothing leaves unchecked", () => {
    expect(steps.at(-1)).toBe(checkAnswer);
  });

  it("lets out what was composed, with at most three suggestions, and remembers them", async () => {
    const context = await composed("lệ phí làm lại thẻ căn cước bị mất");
    const answer = await check(context);
    expect(answer).toMatchObject({
      status: context.draft.status,
      body: context.draft.lines.join("\n"),
      citations: context.draft.citations,
      confidence: context.chosen?.confidence,
    });
    expect(answer.suggestions.length).toBeLessThanOrEqual(3);
    expect(context.nextMemory.offered.map(({ label }) => label)).toEqual(answer.suggestions);
  });

  it.each([
    ["a digit", "70.000", "71.000"],
    ["an amount", "70.000", "700.000"],
    ["a day", "31/12/2026", "31/12/2027"],
    ["a share", "50%", "60%"],
    ["the number of a document", "64/2025/TT-BTC", "65/2025/TT-BTC"],
  ])("withholds an answer in which %s was changed", async (_what, right, wrong) => {
    const context = await composed("lệ phí làm lại thẻ căn cước bị mất");
    const { lines } = context.draft;
    expect(lines.join("\n")).toContain(right);
    context.draft = { ...context.draft, lines: lines.map((line) => line.replace(right, wrong)) };
    const answer = await check(context);
    expect(answer).toMatchObject({ status: "error_withheld", body: say.noSource, citations: [] });
    expect(JSON.stringify(answer)).not.toContain(wrong);
  });

  it("withholds a whole answer for one sentence that nothing proves", async () => {
    const context = await composed("kinh tế số 2030 chiếm bao nhiêu GRDP");
    context.draft = { ...context.draft, lines: [...context.draft.lines, "Năm 2030 là 45%."] };
    expect((await check(context)).status).toBe("error_withheld");
  });

  it("lets a correction deny what the question states, and only a correction", async () => {
    const context = await composed("Hòa Bình đặt mục tiêu kinh tế số 50% đúng không");
    expect(context.draft.status).toBe("answered_correction");
    expect((await check(context)).status).toBe("answered_correction");
    context.draft = { ...context.draft, status: "answered_article" };
    expect((await check(context)).status).toBe("error_withheld");
  });

  it("does not let a correction state what was not asked", async () => {
    const context = await composed("Hòa Bình đặt mục tiêu kinh tế số 50% đúng không");
    context.draft = { ...context.draft, lines: ["Không phải 51%.", ...context.draft.lines.slice(1)] };
    expect((await check(context)).status).toBe("error_withheld");
  });
});
