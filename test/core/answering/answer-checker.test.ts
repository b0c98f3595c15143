import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import type { Citation } from "../../../src/core/answering/answer.js";
import { AnswerChecker, type CheckedAnswer } from "../../../src/core/answering/answer-checker.js";
import { loadKnowledge, type Knowledge } from "../../../src/core/knowledge/load-knowledge.js";
import { textOfField } from "../../../src/core/retrieval/units-of-knowledge.js";
import { say } from "../../../src/core/wording/answers.js";
import { bot } from "../../../src/core/wording/bot.js";
import { buildTimeoutMs } from "../retrieval/real-index.js";
import { realAnswerer } from "./conversation.js";

const title = "Mục tiêu kinh tế số";
const quotes = [
  "Đến năm 2030, tỉnh Hòa Bình (cũ) đặt mục tiêu kinh tế số đạt khoảng 30% GRDP; riêng từng ngành, lĩnh vực tối thiểu 20%.",
  "Nghị quyết 57-NQ/TW do Bộ Chính trị ban hành ngày 22/12/2024.",
  "Làm lại thẻ căn cước: mức gốc 70.000 đồng một thẻ. Xã trả trong 115 ngày làm việc, từ ngày 11/7/2025. Không nộp bản sao, trừ khi được hỏi.",
  "Nộp trên dichvucong.gov.vn.\nThời hạn bảo vệ:\n- Tuyệt mật: 30 năm.\n- Tối mật: 20 năm.\n- Mật: 10 năm.",
  "Người mất thẻ:\n- Phiếu DC02\n- Thẻ hỏng, nếu còn\nNgười đổi thẻ:\n- Phiếu DC01\n1. Điền tờ khai\n2. Chờ kết quả",
  "Trụ sở đặt ở phường Tân Hòa, tỉnh Phú Thọ. Hai mức này lấy từ báo.",
];

function citing(quote: string, own: Partial<Citation> = {}): Citation {
  return { documentId: "bai", title, section: "", quote, quoteKind: "summary", url: "https://example.vn", issued: "2025", ...own };
}

let knowledge: Knowledge;
let checker: AnswerChecker;
beforeAll(async () => {
  knowledge = await loadKnowledge(fileURLToPath(new URL("../../../knowledge/", import.meta.url)));
  checker = new AnswerChecker(knowledge.lexicon, ["tân hòa", "thống nhất"], {
    holds: ({ documentId }) => documentId !== "gia-mao",
    linesAround: ({ documentId }) => (documentId === "bai" ? [bot.understoodAs(title), say.moreCases] : []),
  });
});

function check(body: string, own: Partial<CheckedAnswer> = {}) {
  return checker.check({ body, citations: quotes.map((quote) => citing(quote)), ...own });
}

describe("AnswerChecker", () => {
  it.each([
    ["whole pieces", quotes.join("\n")],
    ["a line of a piece", "Nộp trên dichvucong.gov.vn."],
    ["lines of several pieces in one", `Nộp trên dichvucong.gov.vn. ${quotes[5] ?? ""} ${quotes[1] ?? ""}`],
    ["other spacing", "  Nghị quyết 57-NQ/TW do Bộ Chính trị  ban hành ngày 22/12/2024. "],
    ["decomposed text", (quotes[5] ?? "").normalize("NFD")],
    ["a list that ends early", "Thời hạn bảo vệ:\n- Tuyệt mật: 30 năm.\n- Tối mật: 20 năm."],
    ["one case of several", "Người đổi thẻ:\n- Phiếu DC01"],
    ["the first steps", "1. Điền tờ khai"],
    ["a long sentence cut behind a clause", "Đến năm 2030, tỉnh Hòa Bình (cũ) đặt mục tiêu kinh tế số đạt khoảng 30% GRDP…"],
    ["how the question was understood", `${bot.understoodAs(title)}\nNộp trên dichvucong.gov.vn.`],
    ["that there are more cases", `Người đổi thẻ:\n- Phiếu DC01\n${say.moreCases}`],
    ["nothing", ""],
  ])("lets pass what is quoted: %s", (_what, answer) => {
    expect(check(answer)).toEqual([]);
  });

  it.each([
    ["a digit", "Kinh tế số đạt khoảng 31% GRDP.", "31%"],
    ["a date", "Nghị quyết 57-NQ/TW do Bộ Chính trị ban hành ngày 22/12/2023.", "22/12/2023"],
    ["a document's number", "Nghị quyết 58-NQ/TW do Bộ Chính trị ban hành ngày 22/12/2024.", "58-nq/tw"],
    ["an address", "Nộp trên dichvucong.com.", "dichvucong.com"],
    ["a form's number", "- Phiếu DC03", "dc03"],
    ["a province", "Trụ sở đặt ở phường Tân Hòa, tỉnh Sơn La.", "sơn la"],
    ["a commune", "Trụ sở đặt ở phường Thống Nhất, tỉnh Phú Thọ.", "thống nhất"],
    ["a number in words", "Ba mức này lấy từ báo.", "3 mức"],
    ["a half", "Xã trả trong nửa tháng.", "0.5 tháng"],
  ])("names %s that was changed", (_what, answer, claim) => {
    expect(check(answer)[0]?.unproved).toContain(claim);
  });

  it.each([
    ["a word of a word's sense", "Thời hạn bảo vệ:\n- Mật: 20 năm."],
    ["the end of a figure", "Làm lại thẻ căn cước: mức gốc 0.000 đồng một thẻ."],
    ["the end of a date", "Xã trả trong 115 ngày làm việc, từ ngày 1/7/2025."],
    ["the end of a term", "Xã trả trong 15 ngày làm việc, từ ngày 11/7/2025."],
    ["a line without its last sentence", "Làm lại thẻ căn cước: mức gốc 70.000 đồng một thẻ. Xã trả trong 115 ngày làm việc, từ ngày 11/7/2025."],
    ["a line without its first sentence", "Hai mức này lấy từ báo."],
    ["a sentence without its negation", "Nộp bản sao, trừ khi được hỏi."],
    ["a sentence without its exception", "Không nộp bản sao."],
    ["a sentence without its beginning", "Riêng từng ngành, lĩnh vực tối thiểu 20%."],
    ["another unit", "Xã trả trong 115 ngày, từ ngày 11/7/2025."],
    ["another office", "Tỉnh trả trong 115 ngày làm việc, từ ngày 11/7/2025."],
    [
      "figures in each other's place",
      "Đến năm 2030, tỉnh Hòa Bình (cũ) đặt mục tiêu kinh tế số đạt khoảng 20% GRDP; riêng từng ngành, lĩnh vực tối thiểu 30%.",
    ],
    ["a sentence that states nothing and nobody wrote", "Anh/chị cứ yên tâm."],
    ["a list line under no heading", "- Mật: 10 năm."],
    ["a paper under another case", "Người đổi thẻ:\n- Phiếu DC02"],
    ["another number in a list", "2. Điền tờ khai"],
    ["a line said more often than it is quoted", "Thời hạn bảo vệ:\n- Tối mật: 20 năm.\n- Tối mật: 20 năm."],
    ["a cut that is not marked", "Đến năm 2030, tỉnh Hòa Bình (cũ) đặt mục tiêu kinh tế số đạt khoảng 30% GRDP."],
    ["a cut inside a clause", "Đến năm 2030, tỉnh Hòa Bình (cũ) đặt mục tiêu kinh tế số đạt khoảng 30%…"],
    ["a cut in the middle of a line", "Đến năm 2030, tỉnh Hòa Bình (cũ) đặt mục tiêu kinh tế số đạt khoảng 30% GRDP… Nộp trên dichvucong.gov.vn."],
    ["another matter than the source's", bot.understoodAs("Mục tiêu kinh tế")],
    ["a line around another source", say.reductionOver],
  ])("finds %s", (_what, answer) => {
    expect(check(answer)).not.toEqual([]);
  });

  it("says which sentence is at fault, and each of them", () => {
    expect(check("Nộp trên dichvucong.gov.vn. Lệ phí 99.000 đồng.\nTừ ngày 1/1/2030.")).toEqual([
      { sentence: "Lệ phí 99.000 đồng.", unproved: ["99.000", "99000 đồng"] },
      { sentence: "Từ ngày 1/1/2030.", unproved: ["1/1/2030"] },
    ]);
  });

  it("keeps a paragraph of an official text under its heading", () => {
    const citations = [citing("Đạt khoảng 30% GRDP.", { section: "Đến năm 2030", quoteKind: "verbatim" })];
    expect(check("Đến năm 2030:\nĐạt khoảng 30% GRDP.", { citations })).toEqual([]);
    expect(check("Đến năm 2025:\nĐạt khoảng 30% GRDP.", { citations })).toHaveLength(2);
    expect(check("Đạt khoảng 30% GRDP.", { citations })).toHaveLength(1);
  });

  it("keeps apart what two variants of a procedure record", () => {
    const citations = [citing("Thời hạn: 5 ngày.\nPhí: 0 đồng."), citing("Cùng thủ tục, mã 2.000002:\n- Thời hạn: 7 ngày.\n- Phí: 0 đồng.")];
    expect(check("Thời hạn: 5 ngày. Phí: 0 đồng.\nCùng thủ tục, mã 2.000002:\nThời hạn: 7 ngày.", { citations })).toEqual([]);
    expect(check("Thời hạn: 7 ngày.", { citations })).toHaveLength(1);
    expect(check("Thời hạn: 7 ngày.\nCùng thủ tục, mã 2.000002:\nThời hạn: 5 ngày.", { citations })).toHaveLength(2);
  });

  it("withholds what rests on a citation that its source does not hold", () => {
    const citations = [citing("Nộp trên dichvucong.gov.vn.", { documentId: "gia-mao" })];
    expect(check("Nộp trên dichvucong.gov.vn.", { citations })).toEqual([{ sentence: "Nộp trên dichvucong.gov.vn.", unproved: [] }]);
  });

  it("lets sentences pass that were proved when they were reworded", () => {
    const rewritten = ["Kinh tế số của Hòa Bình (cũ) đến năm 2030 là khoảng 30% GRDP."];
    expect(check(rewritten.join(), { rewritten })).toEqual([]);
    expect(check("Kinh tế số của Hòa Bình (cũ) đến năm 2030 là khoảng 31% GRDP.", { rewritten })).toHaveLength(1);
  });

  it("proves nothing by no citation", () => {
    expect(check("Kinh tế số đạt 30%.", { citations: [] })).toHaveLength(1);
    expect(check("Kinh tế số đạt 30%.", { citations: [citing("")] })).toHaveLength(1);
  });
});

describe("AnswerChecker on a denial", () => {
  const rest = "Nộp trên dichvucong.gov.vn.";

  it.each([
    [say.notThatFigure("50%"), ["50%"]],
    [say.figureNotInSource("50%"), ["50%"]],
    [say.notThatFigure("50%, 300.000 đồng"), ["50%", "300.000 đồng"]],
    [say.notThatFigure("15 ngày"), ["15 ngày"]],
    [say.notThatFigure("1/7/2025"), ["1/7/2025"]],
    [say.notThatFigure("Sơn La"), ["Sơn La"]],
  ])("lets it deny what is asked and not quoted: %s", (denial, deniable) => {
    expect(check(`${denial}\n${rest}`, { deniable })).toEqual([]);
  });

  it.each([
    ["what was not asked", say.notThatFigure("51%"), ["50%"]],
    ["more than was asked", say.notThatFigure("50%, 60%"), ["50%"]],
    ["part of what was asked", say.notThatFigure("0%"), ["50%"]],
    ["what is quoted", say.notThatFigure("30%"), ["30%"]],
    ["what is quoted in another form", say.notThatFigure("2 mức"), ["2 mức"]],
    ["an own place that is quoted", say.notThatFigure("tỉnh Hòa Bình"), ["tỉnh Hòa Bình"]],
    ["in other words", "Không đúng: 50%.", ["50%"]],
    ["anything, where nothing may be denied", say.notThatFigure("50%"), []],
  ])("does not let it deny %s", (_what, denial, deniable) => {
    expect(check(`${denial}\n${rest}`, { deniable })).toHaveLength(1);
  });

  it("allows it in the first place only", () => {
    expect(check(`${rest}\n${say.notThatFigure("50%")}`, { deniable: ["50%"] })).toHaveLength(1);
  });
});

describe("AnswerChecker on all that the sources say", () => {
  /** Every text that an answer may be made of. */
  function texts(): string[] {
    const sections = [...knowledge.documents, ...knowledge.articles].flatMap((source) => source.sections.map(({ text }) => text));
    const fields = knowledge.services.flatMap((service) => [service.summary, ...Object.values(service.fields).map(textOfField)]);
    return [...sections, ...fields].filter((text) => text !== "");
  }

  const isProved = (text: string, quote: string): boolean => check(text, { citations: [citing(quote)] }).length === 0;

  it("lets each pass by itself", () => {
    expect(texts().filter((text) => !isProved(text, text))).toEqual([]);
  });

  it("lets none pass in which one letter or digit was changed or left out", () => {
    const all = texts();
    fc.assert(
      fc.property(fc.constantFrom(...all), fc.nat(), fc.constantFrom("", "0", "7", "a", "không "), (text, place, other) => {
        const places = [...text.matchAll(/[\p{L}\d]/gu)].map(({ index }) => index);
        const at = places[place % places.length] ?? 0;
        fc.pre(text[at] !== other);
        expect(isProved(text.slice(0, at) + other + text.slice(at + 1), text)).toBe(false);
      }),
      { numRuns: 1000 },
    );
  });
});

describe("AnswerChecker on free wording", () => {
  const evidence = [...quotes, "Xã trả trong hai ngày, phí một trăm nghìn đồng."];

  it.each([
    "Mức là 30% GRDP vào năm 2030.",
    "Ở Hòa Bình, đến 2030 kinh tế số là 30%, mỗi ngành 20%.",
    "Xin chào anh/chị.",
    "Trong hai ngày, hết một trăm nghìn đồng.",
  ])("lets claims pass that stand together in one piece: “%s”", (sentence) => {
    expect(checker.checkFree(sentence, evidence)).toBeUndefined();
  });

  it.each([
    ["Mức là 40% GRDP vào năm 2030.", /^40%,40 %$/u],
    ["Năm 2030 lệ phí 70.000 đồng.", /^(2030|70\.000,70000 đồng)$/u],
    ["Sơn La đạt 30% vào năm 2030.", /^sơn la$/u],
    ["Xã trả trong ba ngày.", /^3 ngày$/u],
    ["Xã trả trong hai tháng.", /^2 tháng$/u],
    ["Xã trả trong hai ngày làm việc.", /^2 ngày làm việc$/u],
    ["Phí một trăm đồng.", /^100 đồng$/u],
  ])("finds claims that do not: “%s”", (sentence, unproved) => {
    const failure = checker.checkFree(sentence, evidence);
    expect(failure?.sentence).toBe(sentence);
    expect(failure?.unproved.join()).toMatch(unproved);
  });
});

describe("the checker of the answerer", () => {
  it(
    "knows the communes of the province",
    async () => {
      const { tools } = await realAnswerer();
      const failures = tools.checker.check({ body: "Trụ sở đặt ở phường Thống Nhất.", citations: [] });
      expect(failures).toEqual([{ sentence: "Trụ sở đặt ở phường Thống Nhất.", unproved: ["thống nhất"] }]);
    },
    buildTimeoutMs,
  );
});
