import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fold, isMarked, shareOfMarkedWords } from "../../../src/core/text/fold.js";
import { anyText, vietnameseText } from "./vietnamese-text.js";

describe("fold", () => {
  it.each([
    ["Đất đai", "Dat dai"],
    ["Nghị quyết số 57-NQ/TW", "Nghi quyet so 57-NQ/TW"],
    ["ưỡn ẹo, ỵ, Ộ", "uon eo, y, O"],
    ["lệ phí 70.000đ", "le phi 70.000d"],
    ["website", "website"],
  ])("turns “%s” into “%s”, composed and decomposed", (text, folded) => {
    expect(fold(text)).toBe(folded);
    expect(fold(text.normalize("NFD"))).toBe(folded);
  });

  it("leaves no mark in any text", () => {
    fc.assert(
      fc.property(fc.oneof(vietnameseText, anyText), (text) => {
        expect(fold(text)).not.toMatch(/[\p{M}đĐ]/u);
      }),
    );
  });

  it("leaves plain letters only, as many as there were", () => {
    fc.assert(
      fc.property(vietnameseText, (text) => {
        expect(fold(text)).toMatch(/^\p{ASCII}*$/u);
        expect(fold(text)).toHaveLength(text.length);
      }),
    );
  });

  it("changes nothing the second time", () => {
    fc.assert(
      fc.property(fc.oneof(vietnameseText, anyText), (text) => {
        expect(fold(fold(text))).toBe(fold(text));
      }),
    );
  });
});

describe("isMarked", () => {
  it.each(["đ", "Đi", "quá", "quá".normalize("NFD"), "ơ", "cơ"])("sees the mark of %s", (word) => {
    expect(isMarked(word)).toBe(true);
  });

  it.each(["di", "", "VNeID", "5g"])("sees none in “%s”", (word) => {
    expect(isMarked(word)).toBe(false);
  });
});

describe("shareOfMarkedWords", () => {
  it.each([
    [[], 0],
    [["lam", "the"], 0],
    [["làm", "the", "căn", "cuoc"], 0.5],
    [["đất"], 1],
  ])("of %j is %d", (words, share) => {
    expect(shareOfMarkedWords(words)).toBe(share);
  });
});
