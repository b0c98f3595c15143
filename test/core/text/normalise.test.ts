import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { clean, normalise } from "../../../src/core/text/normalise.js";
import { anyText, vietnameseText } from "./vietnamese-text.js";

describe("normalise", () => {
  it.each([
    ["HOÀ BÌNH", "hòa bình"],
    ["Hoá đơn, khoẻ mạnh, thuỷ lợi", "hóa đơn, khỏe mạnh, thủy lợi"],
    ["uỷ ban, quỹ, quý, quà", "ủy ban, quỹ, quý, quà"],
    ["hoàn toàn, khoản, thuyền, xoáy", "hoàn toàn, khoản, thuyền, xoáy"],
    ["  Căn   cước\n\tcông dân ", "căn cước công dân"],
    ["dịch\u00a0vụ\u202fcông", "dịch vụ công"],
    ["\ufeffVNe\u200bID\u00ad", "vneid"],
    ["ĐƯỢC", "được"],
    ["", ""],
  ])("turns “%s” into “%s”", (text, normal) => {
    expect(normalise(text)).toBe(normal);
  });

  it("gives the same for composed and decomposed accents", () => {
    fc.assert(
      fc.property(vietnameseText, (text) => {
        expect(normalise(text.normalize("NFD"))).toBe(normalise(text));
      }),
    );
  });

  it("changes nothing the second time", () => {
    fc.assert(
      fc.property(fc.oneof(vietnameseText, anyText), (text) => {
        expect(normalise(normalise(text))).toBe(normalise(text));
      }),
    );
  });

  it("gives one placement of the tone, whichever was typed", () => {
    const pairs = ["oà òa", "oá óa", "oả ỏa", "oã õa", "oạ ọa", "oè òe", "oé óe", "oẻ ỏe", "oẽ õe", "oẹ ọe", "uỳ ùy", "uý úy", "uỷ ủy", "uỹ ũy", "uỵ ụy"].map(
      (pair) => pair.split(" "),
    );
    fc.assert(
      fc.property(fc.constantFrom("", "h", "kh", "th", "ng", "l"), fc.constantFrom(...pairs), (onset, [first = "", second = ""]) => {
        expect(normalise(onset + first)).toBe(normalise(onset + second));
      }),
    );
  });

  it("composes letters whose mark was cut off by an invisible character", () => {
    expect(normalise("ca\u200b\u0301")).toBe("cá");
  });
});

describe("clean", () => {
  it("keeps capitals, punctuation and the placement of the tone", () => {
    expect(clean(" Uỷ ban  NHÂN DÂN:\n“xã” ")).toBe("Uỷ ban NHÂN DÂN: “xã”");
  });

  it("leaves neither double spaces nor spaces at the ends", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...Array.from("aá \n\t\u00a0\u200b\u00ad")) }), (text) => {
        expect(clean(text)).toMatch(/^(?:\S+(?: \S+)*)?$/u);
      }),
    );
  });
});
