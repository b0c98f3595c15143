import { describe, expect, it } from "vitest";
import { mismatchesOf, type Mismatch, type SourceText } from "../../../src/core/answering/mismatch.js";
import type { Slots } from "../../../src/core/answering/slots.js";
import type { Unit } from "../../../src/core/retrieval/unit.js";
import { normalise } from "../../../src/core/text/normalise.js";

const nothing = {
  years: [],
  dates: [],
  documents: [],
  otherPlaces: [],
  placesOfDoing: [],
  told: { years: [], places: [] },
  ownTerritories: [],
  bodies: [],
  issuers: [],
  groups: [],
  ages: [],
  namedActions: [],
  lawsAsked: [],
  namesDistrict: false,
  percentages: [],
  amounts: [],
  fields: [],
  points: [],
  counted: [],
  grades: [],
  policies: [],
  papers: [],
  forbiddenTrades: [],
  asksConfirmation: false,
} satisfies Slots;

function source(text: string, own: Partial<Unit> = {}, about = ""): SourceText {
  const unit: Unit = {
    id: "x",
    kind: "article",
    documentId: "x",
    title: "Tên",
    aliases: [],
    keywords: [],
    passages: [],
    territory: "toan-quoc",
    related: [],
    ...own,
  };
  return { unit, text, about, plain: normalise(`${unit.title} ${text}`) };
}

function mismatches(slots: Partial<Slots>, of: SourceText): Mismatch[] {
  return mismatchesOf({ ...nothing, ...slots }, of, 2026);
}

describe("mismatchesOf", () => {
  it("finds what a law is in no service and no procedure", () => {
    for (const kind of ["service", "procedure"] as const)
      expect(mismatches({ lawsAsked: ["luật nhà ở 2023"] }, source("Theo Luật Nhà ở 2023.", { kind }))).toEqual([
        { kind: "document", said: "luật nhà ở 2023" },
      ]);
  });

  it("finds people for whom a service is not, whatever they are called; a bare name of the register does not say for whom it is", () => {
    const groups = [["người tây", "người nước ngoài", "người tây"]];
    expect(mismatches({ groups }, source("Cho công dân Việt Nam.", { kind: "service" }))).toEqual([{ kind: "group", said: "người tây" }]);
    expect(mismatches({ groups }, source("Người nước ngoài nộp ở Sở Tư pháp.", { kind: "service" }))).toEqual([]);
    expect(mismatches({ groups }, source("Lời.", { kind: "procedure" }))).toEqual([]);
  });

  it("finds that another body issued the document", () => {
    const slots = { documents: [{ kind: "nghị quyết", number: "57" }], bodies: ["quốc hội"], issuers: ["quốc hội"] };
    const text = "Nghị quyết 57-NQ/TW do Bộ Chính trị ban hành. Quốc hội ra luật.";
    expect(mismatches(slots, source(text))).toEqual([{ kind: "body", said: "quốc hội" }]);
    expect(mismatches({ ...slots, issuers: [] }, source(text))).toEqual([]);
  });

  it("finds nothing where a question names nothing", () => {
    expect(mismatches({}, source("Lời."))).toEqual([]);
  });

  it.each<[what: string, slots: Partial<Slots>, of: SourceText]>([
    ["a year of the text", { years: ["2030"] }, source("Đến năm 2030 đạt 30%.")],
    ["a year inside a date", { years: ["2024"] }, source("Ngày 26/12/2024.")],
    ["the ends of a period", { years: ["2021", "2025"] }, source("Giai đoạn 2021 - 2025.")],
    ["a year of a document's number", { years: ["2025"] }, source("Luật 134/2025/QH15.")],
    ["the year of the source itself", { years: ["2024"] }, source("Lời.", {}, "Kết luận 2024-12-26 26/12/2024")],
    ["this year, of a service", { years: ["2026"] }, source("Lời.", { kind: "service" })],
    ["a date of the text", { dates: ["26/12/2024"] }, source("Ngày 26/12/2024.")],
    ["a date written with zeros", { dates: ["1/7/2025"] }, source("Ngày 01/07/2025.")],
    ["a document of the text", { documents: [{ kind: "nghị quyết", number: "57" }] }, source("Nghị quyết 57-NQ/TW.")],
    ["a place of the text", { otherPlaces: ["hà nội"] }, source("Họp ở Hà Nội.")],
    ["the own territory", { ownTerritories: ["hoa-binh"] }, source("Lời.", { territory: "hoa-binh" })],
    ["any own territory, of what holds for the whole country", { ownTerritories: ["vinh-phuc"] }, source("Lời.")],
    ["a body of the text", { bodies: ["sở y tế"] }, source("Giao Sở Y tế.")],
    ["a body, of a service", { bodies: ["sở y tế"] }, source("Lời.", { kind: "service" })],
    ["an age within the title's", { ages: [8] }, source("Lời.", { title: "Cho người từ đủ 6 đến dưới 14 tuổi" })],
    ["what a law is, of an article", { lawsAsked: ["luật nhà ở 2023"] }, source("Lời.")],
    ["any age where the title names none", { ages: [8] }, source("Lời.")],
    ["a place that one comes from, of a service", { otherPlaces: ["sơn la"], placesOfDoing: [] }, source("Lời.", { kind: "service" })],
    ["a year of what is told, of a service", { years: ["2005"], told: { years: ["2005"], places: [] } }, source("Lời.", { kind: "service" })],
    [
      "a place of what is told, of a service",
      { otherPlaces: ["hà nội"], placesOfDoing: ["hà nội"], told: { years: [], places: ["hà nội"] } },
      source("Lời.", { kind: "service" }),
    ],
    ["an action that the service has", { namedActions: ["cấp lại"] }, source("Cấp lại thẻ.", { kind: "service" })],
  ])("finds none for %s", (_what, slots, of) => {
    expect(mismatches(slots, of)).toEqual([]);
  });

  it.each<[what: string, slots: Partial<Slots>, of: SourceText, said: string | number]>([
    ["another year", { years: ["2040"] }, source("Đến năm 2030 đạt 30%."), "2040"],
    ["a year inside a period that is told only by its ends", { years: ["2023"] }, source("Giai đoạn 2021 - 2025."), "2023"],
    ["this year, of a policy", { years: ["2026"] }, source("Đến năm 2030."), "2026"],
    ["a year of what is told, of a policy", { years: ["2023"], told: { years: ["2023"], places: [] } }, source("Đến năm 2030."), "2023"],
    ["another date", { dates: ["26/12/2023"] }, source("Ngày 26/12/2024."), "26/12/2023"],
    ["another document", { documents: [{ kind: "nghị quyết", number: "58" }] }, source("Nghị quyết 57-NQ/TW."), "nghị quyết 58"],
    ["a document of another kind", { documents: [{ kind: "quyết định", number: "57" }] }, source("Nghị quyết 57-NQ/TW."), "quyết định 57"],
    ["another place", { otherPlaces: ["sơn la"] }, source("Tỉnh Phú Thọ."), "Sơn La"],
    ["a place of doing, of a service", { otherPlaces: ["hà nội"], placesOfDoing: ["hà nội"] }, source("Lời.", { kind: "service" }), "Hà Nội"],
    ["another own territory", { ownTerritories: ["phu-tho"] }, source("Lời.", { territory: "hoa-binh" }), "tỉnh Phú Thọ"],
    ["another body", { bodies: ["sở y tế"] }, source("Giao Ban Tuyên giáo."), "sở y tế"],
    ["an age below", { ages: [5] }, source("Lời.", { title: "Cho người từ đủ 6 đến dưới 14 tuổi" }), 5],
    ["an age at the upper end, which is out", { ages: [14] }, source("Lời.", { title: "Cho người từ đủ 6 đến dưới 14 tuổi" }), 14],
    ["an action that the service has not", { namedActions: ["gia hạn"] }, source("Cấp thẻ.", { kind: "service" }), "gia hạn"],
  ])("finds %s", (_what, slots, of, said) => {
    expect(mismatches(slots, of).map((one) => one.said)).toEqual([said]);
  });

  it("finds each of several", () => {
    expect(mismatches({ years: ["2040"], otherPlaces: ["sơn la"], bodies: ["sở y tế"] }, source("Đến năm 2030.")).map(({ kind }) => kind)).toEqual([
      "year",
      "place",
      "body",
    ]);
  });
});
