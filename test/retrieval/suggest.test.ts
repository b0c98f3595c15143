import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Lexicon } from "../../src/core/knowledge/lexicon.js";
import { Suggester } from "../../src/core/retrieval/suggest.js";
import type { Unit, UnitKind } from "../../src/core/retrieval/unit.js";
import { fold } from "../../src/core/text/fold.js";

function unit(id: string, kind: UnitKind, title: string, aliases: string[] = []): Unit {
  return { id, kind, documentId: id, title, aliases, related: [], keywords: [], passages: [], territory: "toan-quoc" };
}

const units = [
  unit("1", "service", "Cấp lại thẻ căn cước", ["làm lại căn cước bị mất", "mat the can cuoc lam sao"]),
  unit("2", "service", "Đăng ký kết hôn"),
  unit("3", "service", "Thuế trước bạ xe máy"),
  unit("4", "procedure", "Thuê nhà ở công vụ"),
  unit("5", "procedure", "Đăng ký kết hôn có yếu tố nước ngoài"),
  unit("6", "article", "Căn cứ pháp lý của chuyển đổi số"),
  unit("7", "document", "Căn cước trong một văn bản"),
];
const lexicon = { abbreviations: { cccd: "căn cước công dân" }, teencode: { dk: "đăng ký" } } as unknown as Lexicon;
const suggester = new Suggester(units, lexicon);

describe("Suggester", () => {
  it.each([
    ["the beginning of a name", "đăng ký k", ["Đăng ký kết hôn", "Đăng ký kết hôn có yếu tố nước ngoài"]],
    ["the same without marks", "dang ky k", ["Đăng ký kết hôn", "Đăng ký kết hôn có yếu tố nước ngoài"]],
    ["words in any place", "kết hôn nước", ["Đăng ký kết hôn có yếu tố nước ngoài"]],
    ["whole ways of asking", "làm lại", ["Làm lại căn cước bị mất"]],
    ["a service before an article and a procedure", "căn c", ["Cấp lại thẻ căn cước", "Căn cứ pháp lý của chuyển đổi số"]],
    ["decomposed text", "đăng ký kết".normalize("NFD"), ["Đăng ký kết hôn", "Đăng ký kết hôn có yếu tố nước ngoài"]],
    ["abbreviations of chat", "dk kết", ["Đăng ký kết hôn", "Đăng ký kết hôn có yếu tố nước ngoài"]],
  ])("finds %s", (_, typed, expected) => {
    expect(suggester.suggest(typed).sort()).toEqual([...expected].sort());
  });

  it("takes marks for meant: the other word only without them", () => {
    expect(suggester.suggest("thuế")).toEqual(["Thuế trước bạ xe máy"]);
    expect(suggester.suggest("thue")).toEqual(["Thuế trước bạ xe máy", "Thuê nhà ở công vụ"]);
  });

  it("takes the last word for unfinished, unless a space follows", () => {
    expect(suggester.suggest("thẻ căn cướ")).toEqual(["Cấp lại thẻ căn cước"]);
    expect(suggester.suggest("thẻ căn cướ ")).toEqual([]);
  });

  it("offers each thing once, and no more than was asked for", () => {
    expect(suggester.suggest("c", 2)).toHaveLength(2);
    expect(suggester.suggest("căn cước")).toEqual(["Cấp lại thẻ căn cước"]);
  });

  it("shows no way of asking that has no marks, and no section of a document", () => {
    expect(suggester.suggest("mat the")).toEqual([]);
    expect(suggester.suggest("văn bản")).toEqual([]);
  });

  it.each(["", " ", "?!", "xyz", "a b c d e f g h i k l m n"])("finds nothing for %j", (typed) => {
    expect(suggester.suggest(typed)).toEqual([]);
  });

  it("offers only what holds every typed word", () => {
    const words = units.flatMap(({ title }) => title.split(" "));
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...words), { minLength: 1, maxLength: 4 }), (typed) => {
        for (const text of suggester.suggest(`${typed.join(" ")} `)) {
          const held = fold(text).toLowerCase().split(" ");
          expect(typed.every((word) => held.includes(fold(word).toLowerCase()))).toBe(true);
        }
      }),
    );
  });

  it("answers any text", () => {
    fc.assert(fc.property(fc.string({ unit: "binary" }), (typed) => Array.isArray(suggester.suggest(typed))));
  });
});
