import { describe, expect, it } from "vitest";
import type { Answer, AnswerStatus } from "../../src/core/answering/answer.js";
import { figuresIn, figuresNotCited } from "../../src/evaluation/figures-check.js";

const citation = {
  documentId: "service/x",
  title: "Luật Căn cước số 26/2023/QH15",
  section: "Lệ phí từ năm 2025",
  quote: "Mức thu 70.000 đồng một thẻ, giảm 50 % khi nộp trực tuyến. Gọi 1900 0368.",
  quoteKind: "summary" as const,
  url: "https://dichvucong.gov.vn/thu-tuc/019d2b",
  issued: "2026-07-09",
  codes: ["1.012345"],
};

function answerOf(body: string, status: AnswerStatus = "answered_service_field"): Answer {
  return { status, body, citations: [citation], suggestions: [], confidence: 1 };
}

describe("figuresNotCited", () => {
  it.each([
    ["an amount of the quote", "Phí 70.000 đồng."],
    ["a share, however its sign is written", "Giảm 50% hoặc 50 phần trăm."],
    ["a number of the title", "Theo Luật số 26/2023/QH15."],
    ["a year of the section", "Áp dụng từ 2025."],
    ["the date, whole or in part, with or without zeros", "Bản ngày 9/7/2026, tháng 07/2026, năm 2026, 09/07/2026."],
    ["a code and the address", "Mã 1.012345, xem https://dichvucong.gov.vn/thu-tuc/019d2b."],
    ["a telephone written in groups", "Gọi 1900 0368!"],
    ["the numbers of lines of a list", "1. Vào trang\n2. Nộp 70.000 đồng\n12. Nhận thẻ"],
    ["no figure", "Không mất tiền."],
  ])("is content with %s", (_, body) => {
    expect(figuresNotCited(answerOf(body))).toEqual([]);
  });

  it.each([
    ["another amount", "Phí 75.000 đồng.", ["75.000"]],
    ["a part of an amount", "Phí 70 đồng.", ["70"]],
    ["an amount of more digits", "Phí 170.000 đồng hoặc 70.0000.", ["170.000", "70.0000"]],
    ["a share without its sign", "Giảm 50 đồng.", ["50"]],
    ["another day", "Bản ngày 8/7/2026.", ["8/7/2026"]],
    ["another ending of a number", "Luật 26/2023/NĐ-CP.", ["26/2023/nđ-cp"]],
    ["another address", "Xem https://dichvucong.gov.vn/khac/7.", ["https://dichvucong.gov.vn/khac/7"]],
    ["a figure in a list line", "- Nộp 3 bản", ["3"]],
    ["each once", "3 bản, 3 ngày, 4 ngày", ["3", "4"]],
  ])("names %s", (_, body, expected) => {
    expect(figuresNotCited(answerOf(body))).toEqual(expected);
  });

  it("lets a correction repeat what was asked, in its first line only", () => {
    const body = "Không phải 90.000 đồng.\nMức thu 70.000 đồng một thẻ.";
    expect(figuresNotCited(answerOf(body, "answered_correction"), "có phải 90.000 đồng không")).toEqual([]);
    expect(figuresNotCited(answerOf(body, "answered_correction"))).toEqual(["90.000"]);
    expect(figuresNotCited(answerOf(body, "answered_service_field"), "có phải 90.000 đồng không")).toEqual(["90.000"]);
    const wrong = "Không phải 90.000 đồng.\nMức thu 90.000 đồng một thẻ.";
    expect(figuresNotCited(answerOf(wrong, "answered_correction"), "có phải 90.000 đồng không")).toEqual(["90.000"]);
  });

  it.each([
    ["500 nghìn", "500.000"],
    ["500 ngan", "500.000"],
    ["500k", "500.000"],
    ["2 triệu", "2.000.000"],
    ["2tr", "2.000.000"],
  ])("knows that a correction which denies %s writes %s", (asked, written) => {
    const correction = answerOf(`Không phải ${written} đồng.\nMức thu 70.000 đồng một thẻ.`, "answered_correction");
    expect(figuresNotCited(correction, `mất ${asked} đúng không`)).toEqual([]);
    expect(figuresNotCited(correction, "mất 30 nghìn, 12 trang đúng không")).toEqual([written]);
  });

  it("asks nothing of what claims nothing", () => {
    expect(figuresNotCited({ ...answerOf("Gọi 113."), status: "command_human", citations: [] })).toEqual([]);
    expect(figuresNotCited({ ...answerOf("Phí 5 đồng."), citations: [] })).toEqual(["5"]);
  });
});

describe("figuresIn", () => {
  it("reads composed and decomposed letters, wide digits and all dashes alike", () => {
    const forms = ["118/2025/NĐ-CP", "118/2025/NĐ-CP".normalize("NFD"), "１１８/2025/NĐ–CP", "(118/2025/nđ‑cp)."];
    for (const form of forms) expect(figuresIn(form)).toEqual(["118/2025/nđ-cp"]);
  });

  it("keeps dates, ranges, codes and words with digits whole", () => {
    expect(figuresIn("Từ 18–19/7/2026, mã 1.001193; mạng 5G, QĐ16.")).toEqual(["18-19/7/2026", "1.001193", "5g", "qđ16"]);
  });
});
