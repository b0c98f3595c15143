import { describe, expect, it } from "vitest";
import type { Answer } from "../../src/core/answering/answer.js";
import { mentionMasks } from "../../src/core/conversation/masked-message.js";
import { maskPersonalData } from "../../src/core/text/personal-data.js";
import { bot } from "../../src/core/wording/bot.js";

const answer: Answer = { status: "unanswerable_no_source", body: "Chưa có thông tin.", citations: [], suggestions: [], confidence: 0 };
const after = (typed: string): Answer => mentionMasks(maskPersonalData(typed).masked, answer);

describe("mentionMasks", () => {
  it("leaves the answer to a message without personal data", () => {
    expect(after("lệ phí bao nhiêu")).toBe(answer);
  });

  it("adds a sentence to the answer to a question that came with personal data", () => {
    expect(after("tôi tên An, số 001099012345, làm lại căn cước ở đâu")).toEqual({ ...answer, body: `Chưa có thông tin.\n${bot.personalDataNotice}` });
  });

  it("asks for the question where there was nothing but personal data", () => {
    expect(after("001099012345 0912345678")).toMatchObject({ status: "guardrail_personal_data", body: bot.personalDataOnly });
  });
});
