import { describe, expect, it } from "vitest";
import { sectionsOf } from "../../../src/core/ingest/document-of-draft.js";
import { structureOf } from "../../../src/core/ingest/legal-structure.js";
import { paragraphsOf } from "../../../src/core/retrieval/units-of-knowledge.js";

const sections = (...lines: string[]): [string[], string[]][] =>
  sectionsOf({ blocks: structureOf(lines.map((text) => ({ kind: "paragraph", text }))) }, "Quyết định về chè").map(({ headingPath, text }) => [
    headingPath,
    paragraphsOf(text),
  ]);

describe("sectionsOf", () => {
  it("makes a section of each article, a short clause with its points one passage", () => {
    expect(
      sections(
        "Căn cứ Luật Chè;",
        "Điều 1. Hỗ trợ",
        "1. Mức hỗ trợ:",
        "a) Trồng mới 5 triệu đồng;",
        "b) Trồng lại 3 triệu đồng.",
        "2. Áp dụng từ 2026.",
        "Điều 2. Thi hành",
        "- Các sở;",
        "- Các xã.",
      ),
    ).toEqual([
      [["Mở đầu"], ["Căn cứ Luật Chè;"]],
      [["Điều 1. Hỗ trợ"], ["1. Mức hỗ trợ: a) Trồng mới 5 triệu đồng; b) Trồng lại 3 triệu đồng.", "2. Áp dụng từ 2026."]],
      [["Điều 2. Thi hành"], ["Các sở;", "Các xã."]],
    ]);
  });

  it("keeps the points of a long clause apart", () => {
    const point = `a) ${"chè ".repeat(50)}.`;
    const [[, passages] = [[], []]] = sections("Điều 1. Hỗ trợ", "1. Mức:", point, point);
    expect(passages).toHaveLength(3);
  });

  it("puts a text without headings under its title", () => {
    expect(sections("Một câu.")).toEqual([[["Quyết định về chè"], ["Một câu."]]]);
  });
});
