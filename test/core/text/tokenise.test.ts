import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { normalise } from "../../../src/core/text/normalise.js";
import { isWord, partsOf, tokenise } from "../../../src/core/text/tokenise.js";
import { vietnameseText } from "./vietnamese-text.js";

describe("tokenise", () => {
  it.each([
    ["Lệ phí làm hộ chiếu?", ["lệ", "phí", "làm", "hộ", "chiếu"]],
    ["Nghị quyết 57-NQ/TW", ["nghị", "quyết", "57-nq/tw"]],
    ["Nghị định 118/2025/NĐ-CP.", ["nghị", "định", "118/2025/nđ-cp"]],
    ["08-NQ/TU và 785/QĐ-UBND", ["08-nq/tu", "và", "785/qđ-ubnd"]],
    ["từ 1/7/2025", ["từ", "1/7/2025"]],
    ["70.000 đồng, 1,5 tỷ", ["70.000", "đồng", "1,5", "tỷ"]],
    ["đạt 20%, hơn 0,5%", ["đạt", "20%", "hơn", "0,5%"]],
    ["mạng 5G, giấy phép A1, B2", ["mạng", "5g", "giấy", "phép", "a1", "b2"]],
    ["mã 1.001193", ["mã", "1.001193"]],
    ["Hoà Bình/Phú Thọ", ["hòa", "bình", "phú", "thọ"]],
    ["10–15 ngày", ["10", "15", "ngày"]],
    ["…!?", []],
    ["", []],
  ])("of “%s” gives %j", (text, tokens) => {
    expect(tokenise(text)).toEqual(tokens);
  });

  it("gives the same for composed and decomposed accents", () => {
    fc.assert(
      fc.property(vietnameseText, (text) => {
        expect(tokenise(text.normalize("NFD"))).toEqual(tokenise(text));
      }),
    );
  });

  it("gives its own tokens again, so that tokens can be joined and read once more", () => {
    fc.assert(
      fc.property(vietnameseText, (text) => {
        expect(tokenise(tokenise(text).join(" "))).toEqual(tokenise(text));
      }),
    );
  });

  it("loses no letter and no digit", () => {
    const lettersAndDigits = (text: string): string => text.replace(/[^\p{L}\d]/gu, "");
    fc.assert(
      fc.property(vietnameseText, (text) => {
        expect(lettersAndDigits(tokenise(text).join(""))).toBe(lettersAndDigits(normalise(text)));
      }),
    );
  });
});

describe("isWord", () => {
  it.each([
    ["căn", true],
    ["căn".normalize("NFD"), true],
    ["5g", false],
    ["20%", false],
    ["57-nq/tw", false],
    ["", false],
  ])("of “%s” is %s", (token, expected) => {
    expect(isWord(token)).toBe(expected);
  });
});

describe("partsOf", () => {
  it.each([
    ["57-nq/tw", ["57", "nq", "tw"]],
    ["118/2025/nđ-cp", ["118", "2025", "nđ", "cp"]],
    ["20%", ["20"]],
    ["0,5%", ["0,5"]],
    ["5g", ["5", "g"]],
    ["1/7/2025", ["1", "7", "2025"]],
    ["70.000", []],
    ["căn", []],
  ])("of %s are %j", (token, parts) => {
    expect(partsOf(token)).toEqual(parts);
  });
});
