import { describe, expect, it } from "vitest";
import { outdatedAcceptances, withoutAccepted } from "../../../../src/core/knowledge/check/accepted.js";
import { contradictions } from "../../../../src/core/knowledge/check/check-contradictions.js";
import { expiredDates } from "../../../../src/core/knowledge/check/check-dates.js";
import { deadLinks, missingSources, unreachedArticles } from "../../../../src/core/knowledge/check/check-references.js";
import { duplicates, longSentences, unknownAbbreviations } from "../../../../src/core/knowledge/check/check-texts.js";
import type { Finding } from "../../../../src/core/knowledge/check/finding.js";
import { textsOfArticle, textsOfYaml, type PlacedText } from "../../../../src/core/knowledge/check/placed-texts.js";

const article = (id: string, { body = "Chè là cây.", front = "" }: { body?: string; front?: string } = {}): PlacedText[] =>
  textsOfArticle(`knowledge/articles/${id}.md`, `---\nid: ${id}\ntitle: Bài ${id}\nquestions:\n  - hỏi về ${id}\nchecked: "2026-11-01"\n${front}---\n${body}\n`);
const service = (id: string, yaml: string): PlacedText[] => textsOfYaml({ file: `knowledge/services/${id}.yaml`, unit: `service/${id}` }, `id: ${id}\nname: Dịch vụ ${id}\n${yaml}`, 1);

const shown = (findings: readonly Finding[]): string[] => findings.map(({ file, line, kind }) => `${file.replace("knowledge/", "")}:${line} ${kind}`);
const context = { weakWords: new Set(["vào", "là", "và"]), places: ["hòa bình", "sơn la"], subjects: new Map<string, string>(), codes: new Map<string, string[]>() };

describe("longSentences", () => {
  const long = `${"chữ ".repeat(36).trim()}.`;

  it("finds what needs a second breath, in the body and in fields, and names the line", () => {
    const texts = [...article("che", { body: `Ngắn.\n\n## Mục\n${long}` }), ...service("che", `summary: >-\n  ${long}\n`)];
    expect(shown(longSentences(texts))).toEqual(["articles/che.md:11 sentence", "services/che.yaml:3 sentence"]);
  });

  it("does not hold people's ways of asking and titles of sources to it", () => {
    expect(longSentences(service("che", `aliases: ["${long}"]\nsources: [{ title: "${long}" }]\n`))).toEqual([]);
  });

  it("lets thirty-five words be", () => {
    expect(longSentences(article("che", { body: `${"chữ ".repeat(35).trim()}.` }))).toEqual([]);
  });
});

describe("unknownAbbreviations", () => {
  const tokens = (body: string, known: string[] = []): string[] => unknownAbbreviations(article("che", { body }), new Set(known)).map(({ about }) => about);

  it("finds each once in an article", () => {
    expect(tokens("Nộp ở TTHC hoặc BTC. Hỏi BTC.")).toEqual(["TTHC", "BTC"]);
  });

  it.each(["Mã dùng một lần (OTP).", "OTP là mã dùng một lần.", "OTP (mã dùng một lần)."])("takes “%s” for an explanation", (body) => {
    expect(tokens(`${body} Đừng đọc OTP cho ai.`)).toEqual([]);
  });

  it("knows the lexicon, numbers of documents, mixed case and Roman numbers", () => {
    expect(tokens("UBND xã theo Quyết định 785/QĐ-UBND, VNeID, Đại hội XVII.", ["ubnd"])).toEqual([]);
  });
});

describe("duplicates", () => {
  it("finds a way of asking for two units, and twice in one list", () => {
    const texts = [...service("a", "aliases:\n- xin giấy\n- xin giấy\n"), ...service("b", "aliases:\n- Xin giấy\n")];
    expect(shown(duplicates(texts))).toEqual(["services/b.yaml:4 duplicate", "services/a.yaml:5 duplicate"]);
  });

  it("lets a service be called by one of its ways of asking", () => {
    expect(duplicates(service("a", "everyday: giấy đẹp\naliases:\n- giấy đẹp\n"))).toEqual([]);
  });

  it("finds titles that two articles share", () => {
    const texts = [...article("a"), ...article("b")].map((text) => (text.path[0] === "title" ? { ...text, text: "Một tên" } : text));
    expect(shown(duplicates(texts))).toEqual(["articles/b.md:3 duplicate"]);
  });

  it("finds a sentence said twice in one article, and a passage that two articles share", () => {
    const short = "Người dân nộp hồ sơ ở xã bất kỳ trong tỉnh.";
    const passage = `${"Bà con trồng chè thì bón phân ".repeat(4).trim()}.`;
    const texts = [...article("a", { body: `${short}\n\n${short}\n\n${passage}` }), ...article("b", { body: `${short}\n\n${passage}` })];
    expect(shown(duplicates(texts))).toEqual(["articles/a.md:10 duplicate", "articles/b.md:10 duplicate"]);
  });

  it("lets two services repeat what holds for both, and one answer not", () => {
    const same = "Người dân nộp hồ sơ ở xã bất kỳ trong tỉnh.";
    const texts = [...service("a", `fields:\n  fee:\n    text: ${same} ${same}\n`), ...service("b", `fields:\n  fee:\n    text: ${same}\n`)];
    expect(shown(duplicates(texts))).toEqual(["services/a.yaml:5 duplicate"]);
  });
});

describe("contradictions", () => {
  const found = (...bodies: string[]): string[] => contradictions(bodies.flatMap((body, index) => article(`bai-${index}`, { body })), context).map(({ message }) => message);

  it("finds another value for the same measure, year and place, and says where", () => {
    expect(found("Năm 2025 kinh tế số Hòa Bình chiếm khoảng 20% GRDP.", "Năm 2025, kinh tế số Hòa Bình đạt 25% GRDP.")).toEqual([
      "ghi 25 %, còn knowledge/articles/bai-0.md:8 ghi 20 % cho cùng một điều",
    ]);
  });

  it.each([
    ["another year", "Năm 2030 kinh tế số Hòa Bình chiếm khoảng 30% GRDP."],
    ["another place", "Năm 2025 kinh tế số Sơn La chiếm khoảng 25% GRDP."],
    ["another measure", "Năm 2025 thương mại điện tử Hòa Bình chiếm khoảng 10% bán lẻ."],
    ["the same value", "Năm 2025 kinh tế số Hòa Bình đạt 20% GRDP."],
  ])("lets %s be", (_, other) => {
    expect(found("Năm 2025 kinh tế số Hòa Bình chiếm khoảng 20% GRDP.", other)).toEqual([]);
  });

  it("takes the year from the heading", () => {
    const under = (year: number, share: number): string => `## Đến năm ${year}\nKinh tế số Hòa Bình chiếm ${share}% GRDP.`;
    expect(found(under(2025, 20), under(2030, 30))).toEqual([]);
    expect(found(under(2025, 20), under(2025, 30))).toHaveLength(1);
  });

  it("finds another day of signing for one document, and leaves days in force alone", () => {
    expect(found("Quyết định 785/QĐ-UBND ngày 22/4/2022.", "Quyết định số 785/QĐ-UBND, ngày 25/10/2021.")).toEqual([
      "ghi văn bản 785/qđ-ubnd ngày 25/10/2021, còn knowledge/articles/bai-0.md:8 ghi ngày 22/4/2022",
    ]);
    expect(found("Luật 134/2025/QH15 ngày 10/12/2025.", "Luật 134/2025/QH15 có hiệu lực từ ngày 1/3/2026.")).toEqual([]);
  });

  it("compares services only where they share a procedure", () => {
    const texts = [...service("a", "summary: Công an xã giải quyết giấy này trong 3 ngày.\n"), ...service("b", "summary: Công an xã giải quyết giấy này trong 5 ngày.\n")];
    const withCodes = (code: string) => ({ ...context, codes: new Map([["service/a", ["1.000001"]], ["service/b", [code]]]) });
    expect(contradictions(texts, withCodes("1.000002"))).toEqual([]);
    expect(shown(contradictions(texts, withCodes("1.000001")))).toEqual(["services/b.yaml:3 contradiction"]);
  });
});

describe("expiredDates", () => {
  it.each([
    ["2026-11-01", []],
    ["2027-11-01", []],
    ["2027-11-02", ["articles/che.md:6 date"]],
    ["2026-10-31", ["articles/che.md:6 date"]],
  ])("on %s finds %j", (today, expected) => {
    expect(shown(expiredDates(article("che"), today))).toEqual(expected);
  });

  it("asks for services to be checked sooner", () => {
    const texts = service("a", 'checked: "2026-01-01"\n');
    expect(shown(expiredDates(texts, "2026-06-30"))).toEqual([]);
    expect(shown(expiredDates(texts, "2026-07-01"))).toEqual(["services/a.yaml:3 date"]);
  });

  it("finds a reduction whose last day is past", () => {
    const texts = service("a", 'fields:\n  fee:\n    temporary:\n      until: "2026-12-31"\n');
    expect(expiredDates(texts, "2026-12-31")).toEqual([]);
    expect(shown(expiredDates(texts, "2027-01-01"))).toEqual(["services/a.yaml:6 date"]);
  });
});

describe("references", () => {
  it("finds ids that name nothing", () => {
    const texts = [...article("a", { front: "related: [b, service/b]\n" }), ...service("b", "related: [b, c]\n")];
    expect(deadLinks(texts).map(({ about, line }) => `${line} ${about}`)).toEqual(["7 a → b", "3 service/b → service/c"]);
  });

  it("finds mistakes without a source, and sources without a place", () => {
    const texts = [...article("a", { front: "sources:\n  - id: bao\n" }), ...service("b", "mistakes:\n- text: Đừng tin.\n")];
    const articles = [{ id: "a", sources: [{ id: "bao" }] }];
    const services = [{ id: "b", mistakes: [{ text: "Đừng tin.", state: "verified" }] }];
    expect(shown(missingSources({ articles, services } as unknown as Parameters<typeof missingSources>[0], texts))).toEqual(["articles/a.md:8 source", "services/b.yaml:4 source"]);
  });

  it("finds articles that no question asks for", () => {
    expect(shown(unreachedArticles([...article("a"), ...article("b")], new Set(["b"])))).toEqual(["articles/a.md:2 reach"]);
  });
});

describe("accepted findings", () => {
  const finding: Finding = { kind: "abbreviation", file: "a.md", line: 1, about: "OTP", message: "" };
  const accepted = [{ kind: "abbreviation" as const, about: ["OTP", "QR"], reason: "ai cũng biết" }];

  it("are left out by kind and what they are about, and named where they are found no more", () => {
    expect(withoutAccepted([finding, { ...finding, kind: "duplicate" }, { ...finding, about: "ABC" }], accepted)).toHaveLength(2);
    expect(outdatedAcceptances([finding], accepted)).toEqual(["abbreviation: QR"]);
  });
});
