import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { AnswerChecker } from "../../../src/core/answering/answer-checker.js";
import { loadKnowledge, type Knowledge } from "../../../src/core/knowledge/load-knowledge.js";
import { textOfField } from "../../../src/core/retrieval/units-of-knowledge.js";
import { buildTimeoutMs } from "../retrieval/real-index.js";
import { realAnswerer } from "./conversation.js";
import { figuresOf } from "../../../src/core/text/figures.js";

const evidence = [
  "Đến năm 2030, tỉnh Hòa Bình (cũ) đặt mục tiêu kinh tế số đạt khoảng 30% GRDP; riêng từng ngành, lĩnh vực tối thiểu 20%.",
  "Nghị quyết 57-NQ/TW do Bộ Chính trị ban hành ngày 22/12/2024.",
  "Làm lại thẻ căn cước: mức gốc 70.000 đồng một thẻ. Nộp trên dichvucong.gov.vn.\n- Phiếu DC02\n- Thẻ hỏng, nếu còn",
  "Trụ sở đặt ở phường Tân Hòa, tỉnh Phú Thọ.",
];

let knowledge: Knowledge;
let checker: AnswerChecker;
beforeAll(async () => {
  knowledge = await loadKnowledge(fileURLToPath(new URL("../../../knowledge/", import.meta.url)));
  checker = new AnswerChecker(knowledge.lexicon, ["tân hòa", "thống nhất"]);
});

const faults = (answer: string, denied?: string[]): string[] => checker.check(answer, evidence, denied).flatMap(({ unproved }) => unproved);

describe("AnswerChecker", () => {
  it.each([
    ["a whole piece", evidence[0] ?? ""],
    ["a sentence of a piece", "Nộp trên dichvucong.gov.vn."],
    ["other spacing, capitals and closing marks", "  nghị quyết 57-NQ/TW do Bộ Chính trị  ban hành ngày 22/12/2024 "],
    ["quotation marks", "“Nghị quyết 57-NQ/TW do Bộ Chính trị ban hành ngày 22/12/2024.”"],
    ["decomposed text", (evidence[3] ?? "").normalize("NFD")],
    ["a list line", "- Phiếu DC02\n- Thẻ hỏng, nếu còn"],
    ["numbered lines", "1. Phiếu DC02\n2. Thẻ hỏng, nếu còn"],
    ["a sentence that states nothing", "Anh/chị xem trên trang của thủ tục."],
    ["nothing", ""],
  ])("lets pass what stands in the evidence: %s", (_what, answer) => {
    expect(checker.check(answer, evidence)).toEqual([]);
  });

  it.each([
    ["a digit", "Kinh tế số đạt khoảng 31% GRDP.", ["31%"]],
    ["a year", "Đến năm 2031, tỉnh Hòa Bình (cũ) đặt mục tiêu kinh tế số đạt khoảng 30% GRDP; riêng từng ngành, lĩnh vực tối thiểu 20%.", ["2031"]],
    ["a date", "Nghị quyết 57-NQ/TW do Bộ Chính trị ban hành ngày 22/12/2023.", ["22/12/2023"]],
    ["an amount", "Làm lại thẻ căn cước: mức gốc 75.000 đồng một thẻ.", ["75.000"]],
    ["a document's number", "Nghị quyết 58-NQ/TW do Bộ Chính trị ban hành ngày 22/12/2024.", ["58-nq/tw"]],
    ["an address", "Nộp trên dichvucong.com.", ["dichvucong.com"]],
    ["a form's number", "- Phiếu DC03", ["dc03"]],
    ["a province", "Trụ sở đặt ở phường Tân Hòa, tỉnh Sơn La.", ["sơn la"]],
    ["a commune", "Trụ sở đặt ở phường Thống Nhất, tỉnh Phú Thọ.", ["thống nhất"]],
  ])("finds %s that was changed", (_what, answer, unproved) => {
    expect(faults(answer)).toEqual(expect.arrayContaining(unproved));
  });

  it("lets no figure of one sentence into another", () => {
    expect(faults("Riêng từng ngành, lĩnh vực tối thiểu 30%.")).toContain("30%");
    expect(faults("Nghị quyết 57-NQ/TW đặt mức 70.000 đồng.")).toEqual(["57-nq/tw", "70.000"]);
  });

  it("finds figures in words with the sign apart", () => {
    expect(faults("Mục tiêu là 45 phần trăm.")).toContain("45");
  });

  it("says which sentence is at fault, and each of them", () => {
    const failures = checker.check("Nộp trên dichvucong.gov.vn. Lệ phí 99.000 đồng.\nTừ ngày 1/1/2030.", evidence);
    expect(failures).toEqual([
      { sentence: "Lệ phí 99.000 đồng.", unproved: ["99.000"] },
      { sentence: "Từ ngày 1/1/2030.", unproved: ["1/1/2030"] },
    ]);
  });

  it("takes the numbers of list lines for no claims, but those inside them", () => {
    expect(faults("1. Điền tờ khai\n2. Chờ kết quả\n10. Nhận thẻ")).toEqual([]);
    expect(faults("1. Chờ 9 ngày")).toEqual(["9"]);
  });

  it("allows denied figures only where they are given", () => {
    expect(faults("Không phải 50%.")).toEqual(["50%"]);
    expect(faults("Không phải 50%.", ["50%"])).toEqual([]);
    expect(faults("Không phải 51%.", ["50%"])).toEqual(["51%"]);
    expect(faults("Không phải Sơn La.", ["sơn la"])).toEqual([]);
  });

  it("proves nothing by no evidence", () => {
    expect(checker.check("Kinh tế số đạt 30%.", [])).toHaveLength(1);
    expect(checker.check("Kinh tế số đạt 30%.", [""])).toHaveLength(1);
  });

  it("proves nothing by half a number", () => {
    expect(faults("Mức 0.000 đồng một thẻ.")).toContain("0.000");
    expect(checker.check("000 đồng một thẻ.", evidence)).toHaveLength(1);
    expect(checker.check("Khoảng 0% GRDP.", evidence)).toHaveLength(1);
  });
});

describe("AnswerChecker on all that the sources say", () => {
  /** Every text that an answer may be made of. */
  function texts(): string[] {
    const sections = [...knowledge.documents, ...knowledge.articles].flatMap((source) => source.sections.map(({ text }) => text));
    const fields = knowledge.services.flatMap((service) => [service.summary, ...Object.values(service.fields).map(textOfField)]);
    return [...sections, ...fields].filter((text) => figuresOf(text).length > 0);
  }

  it("lets each pass by itself", () => {
    expect(texts().filter((text) => checker.check(text, [text]).length > 0)).toEqual([]);
  });

  it("lets none pass in which one digit was changed", () => {
    const all = texts();
    fc.assert(
      fc.property(fc.constantFrom(...all), fc.nat(), fc.integer({ min: 1, max: 9 }), (text, place, step) => {
        const digits = [...text.matchAll(/\d/gu)].map(({ index }) => index);
        const at = digits[place % digits.length] ?? 0;
        const changed = `${text.slice(0, at)}${(Number(text[at]) + step) % 10}${text.slice(at + 1)}`;
        // The number of a list line is no claim, and a change may give another sentence of the source.
        fc.pre(!/(?:^|\n)\s*\d{0,2}$/u.test(text.slice(0, at)) && !text.includes(changed.slice(at - 12, at + 12)));
        expect(checker.check(changed, [text]).length).toBeGreaterThan(0);
      }),
      { numRuns: 1000 },
    );
  });

  it("lets none pass in which a place was changed", () => {
    const { own, provinces } = knowledge.lexicon.places;
    const named = texts().flatMap((text) => own.filter((place) => text.toLowerCase().includes(place)).map((place) => ({ text, place })));
    expect(named.length).toBeGreaterThan(20);
    for (const [index, { text, place }] of named.entries()) {
      const other = provinces[index % provinces.length] ?? "";
      const changed = text.replace(new RegExp(place, "giu"), other);
      expect(checker.check(changed, [text]).length, changed).toBeGreaterThan(0);
    }
  });
});

describe("AnswerChecker on free wording", () => {
  it.each(["Mức là 30% GRDP vào năm 2030.", "Ở Hòa Bình, đến 2030 kinh tế số là 30%, mỗi ngành 20%.", "Xin chào anh/chị."])(
    "lets claims pass that stand together in one piece: “%s”",
    (sentence) => {
      expect(checker.checkFree(sentence, evidence)).toBeUndefined();
    },
  );

  it.each([
    ["Mức là 40% GRDP vào năm 2030.", /^40%$/u],
    ["Năm 2030 lệ phí 70.000 đồng.", /^(2030|70\.000)$/u],
    ["Sơn La đạt 30% vào năm 2030.", /^sơn la$/u],
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
      expect(tools.checker.check("Trụ sở đặt ở phường Thống Nhất.", ["Trụ sở đặt ở phường Tân Hòa."])).toHaveLength(1);
    },
    buildTimeoutMs,
  );
});
