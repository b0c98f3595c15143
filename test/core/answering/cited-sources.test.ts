import { beforeAll, describe, expect, it } from "vitest";
import type { Citation } from "../../../src/core/answering/answer.js";
import { CitedSources } from "../../../src/core/answering/cited-sources.js";
import { say } from "../../../src/core/wording/answers.js";
import { bot } from "../../../src/core/wording/bot.js";
import { registerDate, registerTitle, registerUrl } from "../../../src/core/wording/procedures.js";
import type { Knowledge } from "../../../src/core/knowledge/load-knowledge.js";
import { Register } from "../../../src/core/knowledge/register.js";

const knowledge = {
  documents: [
    {
      id: "ket-luan",
      title: "Kết luận về nuôi ong",
      shortTitle: "Kết luận",
      sourceUrl: "https://example.vn/ket-luan",
      issued: "2024-12-26",
      validity: "Từ 1/7/2025 đây là văn bản của tỉnh cũ.",
      sections: [{ headingPath: ["Mục tiêu:", "Đến năm 2030"], text: "Đạt 30 đàn ong.\n\n- Mỗi xã một đàn.", tags: [] }],
    },
  ],
  articles: [
    {
      id: "nuoi-ong",
      title: "Nuôi ong là gì",
      sections: [{ headingPath: [], text: "Không phải xin phép. Có sáu bước.\n\nGồm:\n- một\n- hai", tags: [] }],
      sources: [{ id: "a", title: "Kết luận", document: "ket-luan", date: "2024-12-26" }],
    },
  ],
  places: {
    source: { title: "Nghị quyết về xã", url: "https://example.vn/xa", issued: "2025-06-16" },
    communes: [{ code: "04978", kind: "xã", name: "Kim Bôi", formerProvince: "Hòa Bình", formerDistricts: ["huyện Kim Bôi"], formerCommunes: ["thị trấn Bo"] }],
  },
  services: [
    {
      id: "giay-nuoi-ong",
      name: "Cấp giấy nuôi ong",
      everyday: "giấy nuôi ong",
      url: "https://example.vn/thu-tuc",
      summary: "Xã cấp trong 3 ngày.",
      fields: {
        fee: { text: "Phí 70.000 đồng.", state: "verified", source: "cong" },
        where: { text: "Nộp ở tỉnh.", state: "unverified" },
        documents: {
          cases: [
            { case: "Cấp mới", items: ["Tờ khai"] },
            { case: "Cấp lại", items: ["Đơn"] },
          ],
          state: "verified",
          source: "cong",
        },
      },
      variants: [],
      mistakes: [{ text: "Không ai thu thêm tiền.", state: "unverified" }],
      details: [],
      sources: [{ id: "cong", title: "Cổng", url: "https://example.vn/cong", date: "2026-07-19" }],
    },
  ],
  register: Register.of([]),
  fields: [{ id: "nuoi-ong", name: "nuôi ong", areas: [], counts: { all: 3, online: 2 }, communeCounts: { all: 1, online: 1 }, entries: [] }],
} as unknown as Knowledge;

const document: Citation = {
  documentId: "ket-luan",
  title: "Kết luận",
  section: "Mục tiêu – Đến năm 2030",
  quote: "Đạt 30 đàn ong.",
  quoteKind: "verbatim",
  url: "https://example.vn/ket-luan",
  issued: "2024-12-26",
};
const article: Citation = { ...document, documentId: "nuoi-ong", section: "", quote: "Không phải xin phép. Có sáu bước.", quoteKind: "summary" };
const service: Citation = {
  ...article,
  documentId: "service/giay-nuoi-ong",
  title: "Cổng",
  url: "https://example.vn/cong",
  issued: "2026-07-19",
  quote: "Phí 70.000 đồng.",
};

const field: Citation = {
  ...article,
  documentId: "register/nuoi-ong",
  title: registerTitle,
  url: registerUrl,
  issued: registerDate,
  quote: "Trong 3 thủ tục về nuôi ong, 2 thủ tục có ghi cách nộp trực tuyến; 1 thủ tục chưa ghi.",
};

const place: Citation = {
  ...article,
  documentId: "place/04978",
  title: "Nghị quyết về xã",
  url: "https://example.vn/xa",
  issued: "2025-06-16",
  quote: "Thị trấn Bo (huyện Kim Bôi cũ) nay thuộc xã Kim Bôi, tỉnh Phú Thọ, từ ngày 1/7/2025.",
};

let sources: CitedSources;
beforeAll(() => {
  sources = new CitedSources(knowledge);
});

describe("CitedSources", () => {
  it.each<[string, Citation]>([
    ["a paragraph of an official text", document],
    ["a list line of it", { ...document, quote: "Mỗi xã một đàn." }],
    ["one heading above it", { ...document, section: "Đến năm 2030" }],
    ["its standing today", { ...document, section: "", quote: "Từ 1/7/2025 đây là văn bản của tỉnh cũ.", quoteKind: "summary" }],
    ["a text of ours", article],
    ["a list of ours", { ...article, quote: "Gồm:\n- một\n- hai" }],
    ["the field of a service", service],
    ["the count of a field of the register", field],
    ["what became of a commune", place],
    [
      "the communes of a former district",
      {
        ...place,
        documentId: "district/huyện Kim Bôi",
        quote: "Địa bàn huyện Kim Bôi cũ từ ngày 1/7/2025 có 1 xã, phường của tỉnh Phú Thọ:\n- Xã Kim Bôi: thị trấn Bo",
      },
    ],
    ["one case of it", { ...service, quote: "Cấp lại:\n- Đơn" }],
  ])("holds %s", (_what, citation) => {
    expect(sources.holds(citation)).toBe(true);
  });

  it.each<[string, Citation]>([
    ["part of a paragraph", { ...document, quote: "Đạt 30 đàn" }],
    ["a paragraph under another heading", { ...document, section: "Đến năm 2025" }],
    ["a text of ours as an official one", { ...article, quoteKind: "verbatim" }],
    ["an official text as one of ours", { ...document, quoteKind: "summary" }],
    ["a sentence without its negation", { ...article, quote: "phải xin phép." }],
    ["a number word", { ...article, quote: "Có bảy bước." }],
    ["a paper under another case", { ...service, quote: "Cấp lại:\n- Tờ khai" }],
    ["another count of a field", { ...field, quote: field.quote.replace("2 thủ tục", "3 thủ tục") }],
    ["another commune that it became", { ...place, quote: place.quote.replace("xã Kim Bôi", "xã Nật Sơn") }],
    ["what is not verified", { ...service, quote: "Nộp ở tỉnh." }],
    ["an unverified warning", { ...service, quote: "Không ai thu thêm tiền." }],
    ["nothing", { ...article, quote: "" }],
    ["a source under another name", { ...article, title: "Luật" }],
    ["a source of another day", { ...article, issued: "2025-12-26" }],
    ["a source at another address", { ...article, url: "https://example.com" }],
    ["a source that is not there", { ...article, documentId: "nuoi-ca" }],
  ])("does not hold %s", (_what, citation) => {
    expect(sources.holds(citation)).toBe(false);
  });

  it("knows what may stand around: the source's own name and what it lacks", () => {
    expect(sources.linesAround(document)).toEqual([bot.understoodAs("Mục tiêu – Đến năm 2030")]);
    expect(sources.linesAround(article)).toEqual([bot.understoodAs("Nuôi ong là gì")]);
    const lines = sources.linesAround(service);
    expect(lines).toContain(bot.understoodAs("Cấp giấy nuôi ong"));
    expect(lines).toContain(say.moreCases);
    expect(lines).toContain(say.unverifiedField("nơi làm", "giấy nuôi ong", "https://example.vn/thu-tuc"));
    expect(lines).not.toContain(say.unverifiedField("lệ phí", "giấy nuôi ong", "https://example.vn/thu-tuc"));
    expect(lines).not.toContain(say.reductionOver);
    expect(sources.linesAround({ ...article, documentId: "nuoi-ca" })).toEqual([]);
  });
});
