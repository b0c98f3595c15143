import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Abbreviations, Synonyms } from "../../../src/core/retrieval/expand.js";
import { termsOf } from "../../../src/core/retrieval/terms.js";
import { tokenise } from "../../../src/core/text/tokenise.js";
import { smallLexicon } from "./small-lexicon.js";

describe("Abbreviations", () => {
  const abbreviations = new Abbreviations(smallLexicon);

  it.each([
    ["làm cccd ko dc", "làm căn cước công dân không được"],
    ["cccd", "căn cước công dân"],
    ["không có gì tắt", "không có gì tắt"],
    ["kom dcx", "kom dcx"],
  ])("spells out what people type short: “%s” → “%s”", (typed, meant) => {
    expect(abbreviations.expandQuestion(tokenise(typed)).join(" ")).toBe(meant);
  });

  it("takes an abbreviation for what offices mean by it before what chat does", () => {
    expect(abbreviations.expandQuestion(["gp"])).toEqual(["giấy", "phép"]);
  });

  it("spells out no chat in sources, where it would be another word", () => {
    expect(abbreviations.expandSource(tokenise("cccd ko dc"))).toEqual(["căn", "cước", "công", "dân", "ko", "dc"]);
  });
});

describe("Synonyms", () => {
  const synonyms = new Synonyms(smallLexicon.synonyms);
  const expand = (text: string) => synonyms.expand(tokenise(text));
  const weightOf = (text: string, term: string): number | undefined => expand(text).terms.find(([one]) => one === term)?.[1];

  it("adds the register's words and pairs at the weight of their entry", () => {
    expect(Object.fromEntries(expand("sổ đỏ").terms)).toEqual(
      Object.fromEntries(termsOf(tokenise("giấy chứng nhận quyền sử dụng đất")).map((term) => [term, 0.5])),
    );
  });

  it("tries longer phrases first, and leaves none of their words to shorter ones", () => {
    expect(weightOf("mở tiệm cầm đồ", "dịch_vụ")).toBe(0.6);
    expect(weightOf("mở tiệm cầm đồ", "kinh_doanh")).toBeUndefined();
    expect(weightOf("mở tiệm tạp hóa", "kinh_doanh")).toBe(0.4);
  });

  it("adds nothing that the question has itself", () => {
    expect(weightOf("sổ đỏ chứng nhận đất", "chứng_nhận")).toBeUndefined();
    expect(weightOf("sổ đỏ chứng nhận đất", "đất")).toBeUndefined();
    expect(weightOf("sổ đỏ chứng nhận đất", "quyền_sử")).toBe(0.5);
  });

  it("keeps the higher weight where two phrases add one term", () => {
    const both = new Synonyms([
      { say: ["một"], mean: ["chung"], weight: 0.3 },
      { say: ["hai"], mean: ["chung"], weight: 0.7 },
    ]);
    expect(both.expand(["một", "hai"]).terms).toEqual([["chung", 0.7]]);
    expect(both.expand(["hai", "một"]).terms).toEqual([["chung", 0.7]]);
  });

  it("bridges the citizen's phrase to each of its meanings", () => {
    expect(expand("mở tiệm cầm đồ").bridges).toEqual([
      { say: ["mở", "tiệm", "cầm", "đồ"], mean: ["dịch", "vụ", "cầm", "đồ"] },
      { say: ["mở", "tiệm", "cầm", "đồ"], mean: ["an", "ninh", "trật", "tự"] },
    ]);
  });

  it.each(["", "đỏ sổ", "sổ", "sổ xanh đỏ", "sổđỏ"])("finds whole phrases only: nothing in “%s”", (text) => {
    expect(expand(text)).toEqual({ terms: [], bridges: [] });
  });

  it("gives each term once, at a weight of the lexicon", () => {
    const word = fc.constantFrom("mở", "tiệm", "cầm", "đồ", "sổ", "đỏ", "đất");
    fc.assert(
      fc.property(fc.array(word, { maxLength: 10 }), (tokens) => {
        const { terms } = synonyms.expand(tokens);
        expect(new Set(terms.map(([term]) => term)).size).toBe(terms.length);
        const own = new Set(termsOf(tokens));
        for (const [term, weight] of terms) {
          expect(own.has(term)).toBe(false);
          expect([0.4, 0.5, 0.6]).toContain(weight);
        }
      }),
    );
  });
});
