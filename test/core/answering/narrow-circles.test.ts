import { describe, expect, it } from "vitest";
import { CircleFinder } from "../../../src/core/answering/narrow-circles.js";
import type { Unit, UnitKind } from "../../../src/core/retrieval/unit.js";
import { tokenise } from "../../../src/core/text/tokenise.js";
import { smallLexicon } from "../retrieval/small-lexicon.js";

const finder = new CircleFinder({ ...smallLexicon, circles: [...smallLexicon.circles, { names: ["người nước ngoài"], say: ["việt kiều"] }] });

function unit(title: string, kind: UnitKind = "procedure"): Unit {
  return { id: title, kind, documentId: title, title, aliases: [], keywords: [], passages: [], territory: "toan-quoc", related: [] };
}

describe("CircleFinder", () => {
  it.each([
    ["Cấp giấy phép cho quân nhân", "xin giấy phép", true],
    ["Cấp giấy phép cho quân nhân", "bộ đội xin giấy phép", false],
    ["Cấp giấy phép cho quân nhân", "quân nhân xin giấy phép", false],
    ["Cấp giấy phép", "xin giấy phép", false],
    ["Khai báo tạm trú cho người nước ngoài", "khai báo tạm trú", true],
    ["Khai báo tạm trú cho người nước ngoài", "khai báo tạm trú cho bạn ở nước lào", false],
    ["Công nhận tổ chức trong nước và cho người nước ngoài", "công nhận tổ chức", false],
  ])("«%s» asked by «%s»: %s", (title, question, isUnasked) => {
    expect(finder.isUnasked(unit(title), tokenise(question))).toBe(isUnasked);
  });

  it("leaves articles alone", () => {
    expect(finder.isUnasked(unit("Việc của quân nhân", "article"), ["xin"])).toBe(false);
  });
});
