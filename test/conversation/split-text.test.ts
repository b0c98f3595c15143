import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { splitText } from "../../src/core/conversation/split-text.js";

describe("splitText", () => {
  it.each([
    ["leaves what fits", "Lệ phí 50.000 đồng.", 100, ["Lệ phí 50.000 đồng."]],
    ["leaves nothing as one part", "", 10, [""]],
    ["prefers the end of a line", "Một dòng dài.\nDòng hai.", 20, ["Một dòng dài.", "Dòng hai."]],
    ["then the end of a sentence", "Câu đầu tiên. Câu thứ hai.", 20, ["Câu đầu tiên.", "Câu thứ hai."]],
    ["then a space", "một hai ba bốn năm", 10, ["một hai ba", "bốn năm"]],
    ["cuts a word only where nothing else helps", "abcdefghij", 4, ["abcd", "efgh", "ij"]],
    ["never cuts a character", "abc😀def", 4, ["abc", "😀de", "f"]],
  ])("%s", (_, text, maxLength, parts) => {
    expect(splitText(text, maxLength)).toEqual(parts);
  });

  it("loses nothing but white space at the cuts, and keeps to the length", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme-composite", maxLength: 400 }), fc.integer({ min: 2, max: 60 }), (text, maxLength) => {
        const parts = splitText(text, maxLength);
        expect(parts.join("").replace(/\s/gu, "")).toBe(text.replace(/\s/gu, ""));
        expect(Math.max(...parts.map(({ length }) => length))).toBeLessThanOrEqual(maxLength);
      }),
    );
  });
});
