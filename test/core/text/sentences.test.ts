import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { countWords, sentencesOf } from "../../../src/core/text/sentences.js";

describe("sentencesOf", () => {
  it.each([
    ["Lệ phí 70.000 đồng. Nộp tại dichvucong.gov.vn. Xong!", ["Lệ phí 70.000 đồng.", "Nộp tại dichvucong.gov.vn.", "Xong!"]],
    ["Một? Hai… Ba", ["Một?", "Hai…", "Ba"]],
    ["Cần có:\n- Tờ khai\n• Ảnh\n1. Căn cước\n12. Hộ chiếu", ["Cần có:", "Tờ khai", "Ảnh", "Căn cước", "Hộ chiếu"]],
    ["“Không ai bị bỏ lại.” Đó là mục tiêu. (Xem thêm.) Hết.", ["“Không ai bị bỏ lại.”", "Đó là mục tiêu.", "(Xem thêm.)", "Hết."]],
    ["Đoạn một.\n\n\nĐoạn hai.", ["Đoạn một.", "Đoạn hai."]],
    ["Từ 1/7/2025, phí là 1,5 tỷ.", ["Từ 1/7/2025, phí là 1,5 tỷ."]],
    ["2025. Hết", ["2025.", "Hết"]],
    [" \n ", []],
  ])("of %j are %j", (text, sentences) => {
    expect(sentencesOf(text)).toEqual(sentences);
  });

  it("lose no word, keep their order, and are never empty", () => {
    const text = fc.string({ unit: fc.constantFrom("căn", "cước", "70.000", " ", ". ", "? ", "\n", "! ", "”", "…"), maxLength: 40 });
    fc.assert(
      fc.property(text, (given) => {
        const sentences = sentencesOf(given);
        expect(sentences.join("").replace(/\s/gu, "")).toBe(given.replace(/\s/gu, ""));
        expect(sentences.every((sentence) => sentence !== "" && sentence === sentence.trim() && !sentence.includes("\n"))).toBe(true);
      }),
    );
  });
});

describe("countWords", () => {
  it.each([
    ["Làm thẻ căn cước – mất 5 ngày.", 7],
    ["70.000 đồng", 2],
    ["- …", 0],
    ["", 0],
  ])("of “%s” is %d", (text, count) => {
    expect(countWords(text)).toBe(count);
  });
});
