import { beforeAll, describe, expect, it } from "vitest";
import { composeArticle } from "../../../../src/core/answering/compose/compose-article.js";
import { SourceLibrary } from "../../../../src/core/answering/source-library.js";
import type { Knowledge } from "../../../../src/core/knowledge/load-knowledge.js";
import type { Passage, Unit } from "../../../../src/core/retrieval/unit.js";

const heading = "Kinh tế số";
const official = {
  id: "ket-luan",
  title: "Kết luận",
  shortTitle: "Kết luận",
  issued: "2024-12-26",
  sourceUrl: "https://example.vn/ket-luan",
  sections: [
    {
      headingPath: [heading],
      text: "- Kinh tế số đạt khoảng 30% GRDP.\n\n- Từng ngành đạt tối thiểu 20%.\n\n- Năng suất lao động tăng 8%.\n\n- Doanh nghiệp dùng nền tảng số.",
    },
  ],
};
const source = { id: "kl", title: "Kết luận", document: "ket-luan", section: heading, date: "2024-12-26" };
const article = { id: "muc-tieu", title: "Mục tiêu kinh tế số", sources: [source], sections: [], related: [], questions: [] };

let library: SourceLibrary;

function quotesFor(text: string): string[] {
  const unit = { id: "muc-tieu", kind: "article", title: article.title } as unknown as Unit;
  const passage: Passage = { heading: [], text, sourceIds: ["kl"] };
  return composeArticle(unit, [passage], library)
    .citations.filter(({ quoteKind }) => quoteKind === "verbatim")
    .map(({ quote }) => quote.replace(/^- /u, ""));
}

describe("the official text behind an article", () => {
  beforeAll(() => {
    library = new SourceLibrary({
      documents: [official],
      articles: [article],
      services: [],
      register: [],
      lexicon: { abbreviations: {}, teencode: {} },
    } as unknown as Knowledge);
  });

  it("is quoted with each paragraph that bears out a figure", () => {
    expect(quotesFor("Kinh tế số chiếm khoảng 30% GRDP; từng ngành tối thiểu 20%.").sort()).toEqual([
      "Kinh tế số đạt khoảng 30% GRDP.",
      "Từng ngành đạt tối thiểu 20%.",
    ]);
  });

  it("is quoted once where no figure is left to prove", () => {
    expect(quotesFor("Kinh tế số chiếm khoảng 30% GRDP.")).toEqual(["Kinh tế số đạt khoảng 30% GRDP."]);
    expect(quotesFor("Doanh nghiệp dùng nền tảng số.")).toEqual(["Doanh nghiệp dùng nền tảng số."]);
  });
});
