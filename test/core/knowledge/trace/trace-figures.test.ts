import { describe, expect, it } from "vitest";
import { textsOfArticle } from "../../../../src/core/knowledge/check/placed-texts.js";
import { factOf, type Fact } from "../../../../src/core/knowledge/trace/fact.js";
import { figuresOfFact, inOneForm, statedFigures } from "../../../../src/core/knowledge/trace/figure-forms.js";
import { traceFigures } from "../../../../src/core/knowledge/trace/trace-figures.js";
import { readTraceTable, writeTraceTable } from "../../../../src/core/knowledge/trace/trace-table.js";

const fact = (text: string, given: Partial<Fact> = {}): Fact => factOf({ file: "ghi-chep.md", line: 1, text, urls: [], isDoubtful: false, ...given });
const trace = (body: string, facts: Fact[], owners: string[] = []) =>
  traceFigures(textsOfArticle("knowledge/articles/che.md", `---\nid: che\n---\n${body}\n`), facts, new Map([["che", { title: "Trồng chè", owners: new Set(owners), urls: new Set<string>() }]]));
const sources = (body: string, facts: Fact[], owners?: string[]): string[] => trace(body, facts, owners).map(({ stated, fact: found }) => `${stated} ← ${found?.text ?? "?"}`);

describe("one form", () => {
  it.each([
    ["ngày 01 tháng 7 năm 2025", "1/7/2025"],
    ["2025-07-01", "1/7/2025"],
    ["11–25/9/2025", "11/9/2025 đến 25/9/2025"],
    ["20 → 30% GDP", "20% → 30% gdp"],
    ["70.000đ", "70.000 đồng"],
    ["trước 17h", "17 giờ"],
  ])("of “%s” holds %s", (text, form) => {
    expect(inOneForm(text)).toContain(form);
  });

  it("counts a small number with what it counts, and calls a document by its number", () => {
    expect(statedFigures("Nộp 2 bản theo Nghị quyết 57, gọi 113.").map(({ stated }) => stated)).toEqual(["2 bản", "số-57", "số máy 113"]);
    expect(figuresOfFact("57-NQ/TW (22/12/2024)")).toEqual(new Set(["57-nq/tw", "22/12/2024", "2024", "số-57"]));
  });
});

describe("traceFigures", () => {
  it("finds the line that bears a figure out", () => {
    expect(sources("Luật có hiệu lực từ 1/7/2026.", [fact("Hiệu lực 01/7/2026.")])).toEqual(["1/7/2026 ← Hiệu lực 01/7/2026."]);
  });

  it("takes no small number from another matter, nor with another unit", () => {
    expect(sources("Xã trả kết quả trồng chè trong 5 ngày.", [fact("Hội đồng họp trong 5 ngày."), fact("Xã trả kết quả trồng chè trong 5 tháng.")])).toEqual(["5 ngày ← ?"]);
    expect(sources("Xã trả kết quả trồng chè trong 5 ngày.", [fact("Kết quả trồng chè: xã trả sau 5 ngày.")])).toHaveLength(1);
  });

  it("takes nothing from a doubtful line, or from a doubtful part of one", () => {
    expect(sources("Từ 1/7/2026.", [fact("Từ 1/7/2026.", { isDoubtful: true })])).toEqual(["1/7/2026 ← ?"]);
    expect(sources("Khẩn cấp gọi 113.", [fact("113: công an khẩn cấp (○ phổ biến).")])).toEqual(["số máy 113 ← ?"]);
  });

  it("lets a unit's own facts bear out what others' cannot", () => {
    const owned = fact("Phí 3 lần.", { owner: "1.000001" });
    expect(sources("Nộp phí 3 lần.", [owned])).toEqual(["3 lần ← ?"]);
    expect(sources("Nộp phí 3 lần.", [owned], ["1.000001"])).toEqual(["3 lần ← Phí 3 lần."]);
  });

  it("asks no source for what the bot says that it does not know", () => {
    expect(sources("Tôi chưa có nguồn cho tổng đài 1022.", [])).toEqual([]);
  });
});

describe("the table", () => {
  it("is read as it was written, without what nothing bears out", () => {
    const text = writeTraceTable(trace("Từ 1/7/2026, theo tin ngày 2/7/2026.", [fact("Luật hiệu lực 1/7/2026.", { urls: ["https://a.vn"] })]), "knowledge");
    expect(readTraceTable(text)).toEqual([{ file: "articles/che.md", stated: "1/7/2026", source: "ghi-chep.md:1", address: "https://a.vn", quote: "luật hiệu lực 1/7/2026." }]);
  });
});
