import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { Retriever, type Candidate } from "../../../src/core/retrieval/retriever.js";
import type { Unit } from "../../../src/core/retrieval/unit.js";
import { fold } from "../../../src/core/text/fold.js";
import { buildTimeoutMs, realIndex } from "./real-index.js";

let retriever: Retriever;
let units: readonly Unit[];

beforeAll(async () => {
  const { index, knowledge } = await realIndex();
  retriever = new Retriever(index, knowledge.lexicon);
  units = index.units;
}, buildTimeoutMs);

function search(question: string, count = 5, isAllowed?: (unit: Unit) => boolean): Candidate[] {
  return retriever.search(retriever.read(question), count, isAllowed);
}

function firstIds(question: string, count: number): string[] {
  return search(question, count).map(({ unit }) => unit.id);
}

describe("reading a question", () => {
  it.each([
    ["lam lai the can cuoc bi mat can giay to gi", "làm lại thẻ căn cước bị mất cần giấy tờ gì"],
    ["mat cccd lm lai ntn", "mất căn cước công dân làm lại như thế nào"],
    ["le phi lam ho chieu bn", "lệ phí làm hộ chiếu bao nhiêu"],
    ["Đến năm 2030 kinh tế số chiếm bao nhiêu GRDP?", "đến năm 2030 kinh tế số chiếm bao nhiêu grdp"],
    ["NQ 57-NQ/TW", "nghị quyết 57-nq/tw"],
    ["hoà bình thuộc tỉnh nào", "hòa bình thuộc tỉnh nào"],
    ["dang ky ket hon o xa nao", "đăng ký kết hôn ở xã nào"],
  ])("puts it into the words of the corpus: “%s”", (typed, meant) => {
    expect(retriever.read(typed).tokens.join(" ")).toBe(meant);
  });

  it.each([
    ["giáy tờ gì", "giấy tờ gì"],
    ["chuyển đỗi số là gì", "chuyển đổi số là gì"],
    ["bà bầu ăn dứa", "bà bầu ăn dứa"],
  ])("puts right a mark that is often got wrong, where the neighbours ask for it: “%s” → “%s”", (typed, meant) => {
    expect(retriever.read(typed).tokens.join(" ")).toBe(meant);
  });

  it("keeps what was typed beside it", () => {
    expect(retriever.read("Mat CCCD")).toEqual({ typed: ["mat", "cccd"], tokens: ["mất", "căn", "cước", "công", "dân"] });
  });

  it.each(["", "   ", "?!…", "\u200b"])("reads nothing from %j", (typed) => {
    expect(retriever.read(typed)).toEqual({ typed: [], tokens: [] });
    expect(search(typed)).toEqual([]);
  });

  it.each(["cáo", "thỏ", "pizza", "bitcoin"])("does not bend “%s” into a word of the corpus", (word) => {
    expect(retriever.read(`giấy tờ cho ${word}`).tokens.at(-1)).toBe(word);
  });
});

describe("searching", () => {
  it.each([
    ["làm lại thẻ căn cước bị mất", "service/cap-lai-the-can-cuoc"],
    ["lam lai the can cuoc bi mat", "service/cap-lai-the-can-cuoc"],
    ["mất cccd", "service/cap-lai-the-can-cuoc"],
    ["xin giấy độc thân", "service/xac-nhan-tinh-trang-hon-nhan"],
    ["đổi bằng lái xe ô tô", "service/doi-giay-phep-lai-xe"],
    ["rút bhxh một lần", "service/bhxh-mot-lan"],
    ["chuyển đổi số là gì", "chuyen-doi-so-la-gi"],
    ["8 lĩnh vực ưu tiên chuyển đổi số", "tam-linh-vuc-uu-tien"],
    ["Hòa Bình giờ thuộc tỉnh nào", "sap-nhap-tinh"],
    ["nghị quyết 57-NQ/TW là gì", "nghi-quyet-57"],
  ])("finds first for “%s” what it is about: %s", (question, id) => {
    expect(firstIds(question, 1)).toEqual([id]);
  });

  it.each([
    ["làm thẻ căn cước cho bé 3 tuổi", "service/can-cuoc-tre-duoi-6"],
    ["làm thẻ căn cước cho cháu 8 tuổi", "service/can-cuoc-tre-6-14"],
    ["lam the can cuoc cho chau 8t", "service/can-cuoc-tre-6-14"],
  ])("heeds the age that is named: “%s”", (question, id) => {
    expect(firstIds(question, 1)).toEqual([id]);
  });

  it.each([
    ["cấp giấy phép lao động cho người nước ngoài", /^Cấp giấy phép lao động/u],
    ["cấp lại giấy phép lao động bị mất", /^Cấp lại giấy phép lao động/u],
    ["gia hạn giấy phép lao động", /^Gia hạn giấy phép lao động/u],
  ])("heeds the verb of a procedure: “%s”", (question, title) => {
    expect(search(question, 1)[0]?.unit.title).toMatch(title);
  });

  it.each([
    ["mở tiệm cầm đồ", /an ninh, trật tự/u],
    ["bán mảnh đất cho người khác", /biến động|chuyển nhượng/iu],
  ])("knows what a citizen's words mean in the register: “%s”", (question, title) => {
    expect(
      search(question, 3)
        .map(({ unit }) => unit.title)
        .join(" | "),
    ).toMatch(title);
  });

  it("gives the best first, no more than asked, each once", () => {
    const found = search("đăng ký kinh doanh", 20);
    expect(found).toHaveLength(20);
    expect(new Set(found.map(({ unit }) => unit.id)).size).toBe(20);
    expect(found.map(({ score }) => score)).toEqual(found.map(({ score }) => score).sort((a, b) => b - a));
    expect(firstIds("đăng ký kinh doanh", 3)).toEqual(found.slice(0, 3).map(({ unit }) => unit.id));
  });

  it("finds nothing where no word is known", () => {
    expect(search("qwrt zxcv")).toEqual([]);
  });

  it("leaves out what is not allowed", () => {
    const isService = ({ kind }: Unit): boolean => kind === "service";
    const found = search("làm lại thẻ căn cước", 10, isService);
    expect(found.length).toBeGreaterThan(0);
    expect(found.every(({ unit }) => isService(unit))).toBe(true);
    expect(search("làm lại thẻ căn cước", 1, ({ id }) => id !== "service/cap-lai-the-can-cuoc")[0]?.unit.id).not.toBe("service/cap-lai-the-can-cuoc");
  });

  it("says which words of the question a unit lacks, the rarest first", () => {
    const [first] = search("làm lại thẻ căn cước cho con mèo tam thể", 1, ({ id }) => id === "service/cap-lai-the-can-cuoc");
    expect(first?.missing).toEqual(expect.arrayContaining(["mèo"]));
    expect(first?.missing).not.toContain("căn");
    const information = first?.missing.map((word) => retriever.informationOf(word)) ?? [];
    expect(information).toEqual([...information].sort((a, b) => b - a));
  });

  it("finds a unit by its own name", () => {
    for (const unit of units.filter(({ kind }) => kind === "service" || kind === "article")) {
      const found = firstIds(unit.title, 3);
      if (!found.includes(unit.id)) expect.fail(`“${unit.title}” finds ${found.join(", ")}`);
    }
  });

  it("gives the same result for the same question, whatever was asked between", () => {
    const once = search("làm lại thẻ căn cước");
    search("kinh tế số năm 2030");
    expect(search("làm lại thẻ căn cước")).toEqual(once);
  });

  it("gives signals between 0 and 1 for whatever is asked; only the gaps may be negative, where another lies before", () => {
    const words = units.slice(0, 400).flatMap(({ title }) => title.split(" "));
    const word = fc.oneof(
      fc.constantFrom(...words),
      fc.constantFrom(...words).map(fold),
      fc.constantFrom("bao nhiêu", "8 tuổi", "ở đâu", "2030", "lạ hoắc", "qwrt"),
    );
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 8 }), (typed) => {
        for (const { signals, score } of search(typed.join(" "), 5)) {
          expect(score).toBeGreaterThan(0);
          for (const [name, value] of Object.entries(signals) as [string, number][])
            if (!(value >= (name === "gap" || name === "likenessGap" ? -1 : -1e-6) && value <= 1 + 1e-5))
              throw new Error(`${name} is ${value} for “${typed.join(" ")}”`);
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe("the words of a question", () => {
  it("are content where they are no words of asking or grammar", () => {
    expect(retriever.contentWords(["thẻ", "căn", "cước", "là", "gì"])).toEqual(["thẻ", "căn", "cước"]);
  });

  it("tell of the matter where they do not belong to a phrase of asking", () => {
    expect(retriever.tellingWords(["khai", "sinh", "lệ", "phí", "bao", "nhiêu"])).toEqual(["khai", "sinh"]);
  });

  it("say the more, the rarer they are", () => {
    expect(retriever.informationOf("deepfake")).toBeGreaterThan(retriever.informationOf("cấp"));
    expect(retriever.informationOf("\u0000")).toBeGreaterThanOrEqual(retriever.informationOf("deepfake"));
  });
});

describe("a unit", () => {
  it("is found by its id", () => {
    expect(retriever.unit("service/cap-lai-the-can-cuoc")?.title).toBe("Cấp lại thẻ căn cước (bị mất hoặc hỏng)");
    expect(retriever.unit("service/khong-co")).toBeUndefined();
  });

  it("has an id of its own, a title, and the id that a citation names", () => {
    expect(new Set(units.map(({ id }) => id)).size).toBe(units.length);
    expect(units.filter(({ title, documentId }) => title.trim() === "" || documentId === "")).toEqual([]);
  });

  it("of the Conclusion is one section of it", () => {
    const sections = units.filter(({ documentId }) => documentId === "ket-luan-26-12-2024");
    expect(sections.length).toBeGreaterThan(10);
    expect(sections.map(({ id }) => id)).toEqual(sections.map((_, index) => `ket-luan-26-12-2024#${index}`));
    expect(sections.find(({ title }) => /kinh tế số/u.test(title))?.passages.map(({ text }) => text)).toContain("Kinh tế số đạt khoảng 30% GRDP.");
  });

  it("of a service holds no field that nobody verified", () => {
    const service = units.find(({ id }) => id === "service/can-cuoc-tre-duoi-6");
    expect(service?.passages.some(({ field }) => field === "fee")).toBe(false);
    expect(service?.passages.some(({ field }) => field === "documents")).toBe(true);
  });
});
