import { describe, expect, it } from "vitest";
import { answerText, sourceLine } from "../../../src/core/answering/answer-text.js";
import type { Answer, Citation } from "../../../src/core/answering/answer.js";

const conclusion = {
  documentId: "ket-luan",
  title: "Kết luận, hội nghị 26/12/2024",
  section: "Mục tiêu",
  quote: "30%",
  quoteKind: "summary" as const,
  url: "https://example.vn",
  issued: "2024-12-26",
} satisfies Citation;
const register = {
  documentId: "service/x",
  title: "Cơ sở dữ liệu quốc gia",
  section: "Lệ phí bao nhiêu",
  quote: "70.000",
  quoteKind: "summary" as const,
  url: "https://example.vn",
  issued: "2026-07-19",
} satisfies Citation;

function answer(own: Partial<Answer>): Answer {
  return { status: "answered_article", body: "Lời.", citations: [conclusion], suggestions: [], confidence: 1, ...own };
}

describe("the source line", () => {
  it.each<[what: string, citations: Citation[], line: string]>([
    ["title, section and day, the day once", [conclusion], "Nguồn: Kết luận, hội nghị 26/12/2024, phần Mục tiêu."],
    ["the day where the title does not say it", [{ ...conclusion, title: "Kết luận" }], "Nguồn: Kết luận, phần Mục tiêu, 26/12/2024."],
    ["a month or year where the source says no more", [{ ...conclusion, title: "Báo", section: "", issued: "2025-09" }], "Nguồn: Báo, 9/2025."],
    ["the copy's day of the register", [register], "Nguồn: Cơ sở dữ liệu quốc gia, bản ngày 19/7/2026."],
    ["several sources", [conclusion, register], "Nguồn: Kết luận, hội nghị 26/12/2024, phần Mục tiêu; Cơ sở dữ liệu quốc gia, bản ngày 19/7/2026."],
    ["each source once", [register, { ...register, section: "Mất bao lâu" }], "Nguồn: Cơ sở dữ liệu quốc gia, bản ngày 19/7/2026."],
  ])("names %s", (_what, citations, line) => {
    expect(sourceLine(answer({ citations }))).toBe(line);
  });

  it.each(["unanswerable_no_source", "smalltalk_greeting", "guardrail_abuse", "clarification_choice"] as const)(
    "is not there where nothing is claimed: %s",
    (status) => {
      expect(sourceLine(answer({ status, citations: [] }))).toBe("");
      expect(answerText(answer({ status, citations: [] }))).toBe("Lời.");
    },
  );

  it("stands last in the text of an answer", () => {
    expect(answerText(answer({ body: "Một.\nHai." }))).toBe("Một.\nHai.\nNguồn: Kết luận, hội nghị 26/12/2024, phần Mục tiêu.");
  });
});
