import { describe, expect, it } from "vitest";
import { sourceLine } from "../../src/core/answering/answer-text.js";
import type { Answer, Citation } from "../../src/core/answering/answer.js";
import { nameTitlesOnce } from "../../src/cli/name-titles-once.js";

const conclusion: Citation = {
  documentId: "ket-luan",
  title: "Kết luận, hội nghị 26/12/2024",
  section: "Mở đầu",
  quote: "…",
  quoteKind: "verbatim",
  url: "",
  issued: "2024-12-26",
};

function lineOf(citations: Citation[]): string {
  const answer: Answer = { status: "answered_article", body: "", citations, suggestions: [], confidence: 1 };
  return sourceLine(nameTitlesOnce(answer));
}

describe("nameTitlesOnce", () => {
  it("names a title once with both its sections", () => {
    const citations = [conclusion, { ...conclusion, documentId: "bai", quoteKind: "summary" as const }, { ...conclusion, section: "Nhiệm vụ" }, conclusion];
    expect(lineOf(citations)).toBe("Nguồn: Kết luận, hội nghị 26/12/2024, phần Mở đầu và phần Nhiệm vụ.");
  });

  it("needs no section", () => {
    const none = { ...conclusion, section: "" };
    expect(lineOf([none, none])).toBe("Nguồn: Kết luận, hội nghị 26/12/2024.");
    expect(lineOf([none, conclusion, none])).toBe("Nguồn: Kết luận, hội nghị 26/12/2024, phần Mở đầu.");
  });

  it("keeps sources apart whose titles or days differ", () => {
    const article = { ...conclusion, title: "Báo tỉnh", issued: "2025-01-02" };
    expect(lineOf([conclusion, article, { ...article, issued: "2025-03-04" }])).toBe(
      "Nguồn: Kết luận, hội nghị 26/12/2024, phần Mở đầu; Báo tỉnh, phần Mở đầu, 2/1/2025; Báo tỉnh, phần Mở đầu, 4/3/2025.",
    );
  });

  it("names a service by its register alone, whatever was asked of it", () => {
    const register = { ...conclusion, documentId: "service/x", title: "Cơ sở dữ liệu", section: "Lệ phí bao nhiêu" };
    expect(lineOf([register, { ...register, section: "Cần giấy tờ gì" }])).toBe("Nguồn: Cơ sở dữ liệu, bản ngày 26/12/2024.");
  });
});
