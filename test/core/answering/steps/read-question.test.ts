import { beforeAll, describe, expect, it } from "vitest";
import type { Answerer } from "../../../../src/core/answering/answerer.js";
import type { Context } from "../../../../src/core/answering/context.js";
import { readQuestion } from "../../../../src/core/answering/steps/read-question.js";
import { buildTimeoutMs } from "../../retrieval/real-index.js";
import { contextOf, realAnswerer } from "../conversation.js";

let answerer: Answerer;
beforeAll(async () => {
  answerer = await realAnswerer();
}, buildTimeoutMs);

async function read(masked: string): Promise<Context> {
  const context = contextOf(answerer, masked);
  expect(await readQuestion(context, answerer.tools)).toBeUndefined();
  return context;
}

describe("readQuestion", () => {
  it("puts marks back and spells abbreviations out, and keeps what was typed", async () => {
    const { reading, query } = await read("lam lai CCCD het bn tien");
    expect(reading.typed).toEqual(["lam", "lai", "cccd", "het", "bn", "tien"]);
    expect(query.join(" ")).toBe("làm lại căn cước công dân hết bao nhiêu tiền");
    expect(query).toEqual(reading.tokens);
  });

  it.each<[question: string, slots: Partial<Context["slots"]>]>([
    ["kinh te so nam 2030", { years: ["2030"] }],
    ["nghị quyết 57 ngày 22/12/2024", { dates: ["22/12/2024"], documents: [{ kind: "nghị quyết", number: "57" }] }],
    ["Sơn La đặt mục tiêu kinh tế số bao nhiêu", { otherPlaces: ["sơn la"] }],
    ["dang ky xe o ha noi", { otherPlaces: ["hà nội"], placesOfDoing: ["hà nội"] }],
    ["Hoà Bình đặt mục tiêu gì", { ownTerritories: ["hoa-binh"], otherPlaces: [] }],
    ["cháu 8 tuổi", { ages: [8] }],
    ["con 5t", { ages: [5] }],
    ["50 phan tram dung khong", { percentages: ["50%"], asksConfirmation: true }],
    ["lệ phí làm hộ chiếu và mất bao lâu", { fields: ["duration", "fee"] }],
    ["nop o dau", { fields: ["where"] }],
  ])("finds what “%s” names", async (question, slots) => {
    const found = (await read(question)).slots;
    for (const [name, value] of Object.entries(slots) as [keyof typeof slots, unknown][]) {
      const own = found[name];
      expect(Array.isArray(own) ? [...own].sort() : own, name).toEqual(Array.isArray(value) ? [...(value as unknown[])].sort() : value);
    }
  });

  it.each<[question: string, years: string[], places: string[]]>([
    ["Tôi tốt nghiệp năm 2005, xin bản sao bằng cấp ba thì đến cơ quan nào", ["2005"], []],
    ["Công ty em ở Bắc Ninh cắt người nên em về quê. Nộp trợ cấp thất nghiệp ở đâu", [], ["bắc ninh"]],
    ["Đến năm 2040, kinh tế số chiếm bao nhiêu", [], []],
    ["Ở Hà Nội, làm căn cước chỗ nào", [], []],
    ["Lệ phí làm hộ chiếu năm 2030 bao nhiêu", [], []],
  ])("tells what is told beside the question from what it asks for: “%s”", async (question, years, places) => {
    expect((await read(question)).slots.told).toEqual({ years, places });
  });

  it("reads nothing from what was masked", async () => {
    const { query } = await read("làm lại thẻ căn cước [số định danh đã che] bị mất");
    expect(query.join(" ")).not.toMatch(/che|định danh/u);
    expect(query.join(" ")).toMatch(/^làm lại thẻ.* bị mất$/u);
  });

  it.each(["", "  ", "???", "👍", "\u200b\u200d"])("reads nothing from %j", async (nothing) => {
    expect((await read(nothing)).query).toEqual([]);
  });

  it("reads composed and decomposed text alike", async () => {
    const question = "Đăng ký khai sinh cho bé ở phường Hòa Bình";
    expect((await read(question.normalize("NFD"))).query).toEqual((await read(question)).query);
  });
});
