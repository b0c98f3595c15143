import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { groupSources } from "../../../adapters/web/widget/src/text/group-sources.js";
import { markQuote } from "../../../adapters/web/widget/src/text/mark-quote.js";
import { readableDate } from "../../../adapters/web/widget/src/text/readable-date.js";
import { sentenceSpans } from "../../../adapters/web/widget/src/text/sentence-spans.js";
import { textBlocks } from "../../../adapters/web/widget/src/text/text-blocks.js";
import { speechPieces } from "../../../adapters/web/widget/src/speech/speech-pieces.js";

describe("textBlocks", () => {
  it("tells paragraphs, lists and steps apart", () => {
    expect(textBlocks("Cần có:\n- Tờ khai\n• Ảnh 3x4\n\n1. Nộp\n2) Nhận\nXong.")).toEqual([
      { kind: "paragraph", text: "Cần có:" },
      { kind: "list", items: ["Tờ khai", "Ảnh 3x4"] },
      { kind: "steps", start: 1, items: ["Nộp", "Nhận"] },
      { kind: "paragraph", text: "Xong." },
    ]);
  });

  it("goes on counting where steps go on behind a sentence", () => {
    expect(textBlocks("1. A\nGhi chú\n2. B")).toMatchObject([{ start: 1 }, { kind: "paragraph" }, { start: 2 }]);
  });

  it("reads a table, and takes a lone bar for text", () => {
    expect(textBlocks("| Việc | Phí |\n| --- | ---: |\n| Cấp đổi | 50.000 đồng |\nhết")).toEqual([
      { kind: "table", head: ["Việc", "Phí"], rows: [["Cấp đổi", "50.000 đồng"]] },
      { kind: "paragraph", text: "hết" },
    ]);
    expect(textBlocks("| một dòng |")).toEqual([{ kind: "paragraph", text: "| một dòng |" }]);
  });

  it("keeps markup as the words that it is", () => {
    expect(textBlocks("<img src=x onerror=alert(1)>")).toEqual([{ kind: "paragraph", text: "<img src=x onerror=alert(1)>" }]);
  });
});

describe("sentenceSpans", () => {
  it("ends no sentence inside figures and addresses", () => {
    expect(sentenceSpans("Phí 70.000 đồng. Nộp ở dichvucong.gov.vn.\nXong")).toEqual(["Phí 70.000 đồng. ", "Nộp ở dichvucong.gov.vn.\n", "Xong"]);
  });

  it("loses nothing", () => {
    const text = fc.string({ unit: fc.constantFrom("a", ".", " ", "\n", "!", "”", "…", "1") });
    fc.assert(fc.property(text, (written) => sentenceSpans(written).join("") === written));
  });
});

describe("markQuote", () => {
  it("marks the quote in its passage, however it is spaced", () => {
    expect(markQuote({ passage: "Trước. Kinh tế\nsố 30%. Sau.", quote: "Kinh tế số 30%." }, "")).toEqual([
      { text: "Trước. ", isFound: false },
      { text: "Kinh tế\nsố 30%.", isFound: true },
      { text: " Sau.", isFound: false },
    ]);
  });

  it("marks the sentences that the answer repeats where there is only a quote", () => {
    expect(markQuote({ passage: "", quote: "- Nộp tại công an xã.\n- Trả trong 7 ngày làm việc." }, "Thời hạn:\nTrả trong 7 ngày làm việc.")).toEqual([
      { text: "- Nộp tại công an xã.\n", isFound: false },
      { text: "- Trả trong 7 ngày làm việc.", isFound: true },
    ]);
  });

  it("marks nothing where the answer is in other words, and shows all of the source", () => {
    expect(markQuote({ passage: "", quote: "Một câu trong nguồn." }, "Câu khác hẳn.")).toEqual([{ text: "Một câu trong nguồn.", isFound: false }]);
    expect(markQuote({ passage: "Chỉ có đoạn này thôi.", quote: "(không có trong đoạn)" }, "")).toEqual([{ text: "(không có trong đoạn)", isFound: false }]);
  });

  it("takes a quote for words, never for a pattern", () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.string(), (before, quote, after) => {
        const parts = markQuote({ passage: before + quote + after, quote }, "");
        if (quote.trim() !== "") expect(parts.map(({ text }) => text).join("").length).toBeGreaterThanOrEqual(quote.trim().length);
      }),
    );
  });
});

describe("groupSources", () => {
  const conclusion = {
    documentId: "a",
    title: "Kết luận 26/12/2024",
    section: "Mục tiêu",
    quote: "",
    passage: "",
    validity: "",
    quoteKind: "",
    url: "",
    issued: "2024-12-26",
    codes: [],
  } as const;

  it("names a title once, with all its places, and gathers what is cited from each", () => {
    const citations = [
      conclusion,
      { ...conclusion, section: "Nhiệm vụ" },
      { ...conclusion, documentId: "b" },
      { ...conclusion, title: "Báo tỉnh", section: "" },
    ];
    const sources = groupSources(citations.map((citation) => ({ ...citation, codes: [] })));
    expect(sources.map(({ name, places }) => [name, places.map(({ section, citations: own }) => `${section}: ${own.length}`)])).toEqual([
      ["Kết luận 26/12/2024, phần Mục tiêu và phần Nhiệm vụ", ["Mục tiêu: 2", "Nhiệm vụ: 1"]],
      ["Báo tỉnh, 26/12/2024", [": 1"]],
    ]);
  });

  it("takes texts of one title and different days for different sources", () => {
    const citations = [conclusion, { ...conclusion, issued: "2025-01-02" }].map((citation) => ({ ...citation, title: "Báo tỉnh", codes: [] }));
    expect(groupSources(citations).map(({ name }) => name)).toEqual(["Báo tỉnh, phần Mục tiêu, 26/12/2024", "Báo tỉnh, phần Mục tiêu, 2/1/2025"]);
  });

  it("names a service by its register and the day of the copy", () => {
    const [source] = groupSources([{ ...conclusion, documentId: "service/x", title: "Cơ sở dữ liệu", issued: "2026-07-19", codes: [] }]);
    expect(source?.name).toBe("Cơ sở dữ liệu, bản ngày 19/7/2026");
  });
});

describe("readableDate", () => {
  it.each([
    ["2024-12-26", "26/12/2024"],
    ["2025-07-01", "1/7/2025"],
    ["2025-09", "9/2025"],
    ["2025", "2025"],
    ["", ""],
    ["tháng 9", "tháng 9"],
  ])("shows %j as %j", (date, shown) => expect(readableDate(date)).toBe(shown));
});

describe("speechPieces", () => {
  it("speaks sentence by sentence, without list marks and addresses", () => {
    expect(speechPieces("Cần có:\n- Tờ khai.\nXem https://dichvucong.gov.vn/x?y=1 nhé.")).toEqual(["Cần có:", "Tờ khai.", "Xem  nhé."]);
  });
});
