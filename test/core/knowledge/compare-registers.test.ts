import { describe, expect, it } from "vitest";
import { compareRegisters } from "../../../src/core/knowledge/compare-registers.js";
import type { Procedure, Service } from "../../../src/core/knowledge/schema.js";

const adoption: Procedure = {
  code: "2.001263",
  name: "Đăng ký việc nuôi con nuôi trong nước",
  field: "Nuôi con nuôi",
  scope: "toàn quốc",
  submit: [
    { via: "trực tuyến", time: "30 ngày", fee: [400_000] },
    { via: "trực tiếp", time: "30 ngày", fee: [400_000] },
  ],
  legal: ["52/2010/QH12", "104/2022/NĐ-CP"],
};
const other: Procedure = { ...adoption, code: "1.000001", name: "Thủ tục khác" };
const services = [
  { id: "con-nuoi", codes: ["2.001263"], variants: [] },
  { id: "dac-biet", codes: [], variants: [{ codes: ["1.000001"] }] },
] as unknown as Service[];

describe("compareRegisters", () => {
  it("finds nothing between a copy and the same rows in another order, with lists in another order", () => {
    const reordered = { ...adoption, submit: [...adoption.submit].reverse(), legal: [...(adoption.legal ?? [])].reverse(), copies: 2 as const };
    expect(compareRegisters([adoption, other], [other, reordered], services)).toEqual({ added: [], gone: [], changed: [], unchanged: 2 });
  });

  it("tells what changed, before and after, and which services that touches", () => {
    const dearer = { ...adoption, submit: adoption.submit.map((way) => ({ ...way, fee: [500_000] })) };
    expect(compareRegisters([adoption], [dearer], services).changed).toEqual([
      { code: "2.001263", name: adoption.name, services: ["con-nuoi"], changes: [{ part: "submit", before: adoption.submit, after: dearer.submit }] },
    ]);
  });

  it("tells a part that came or went from one that stayed", () => {
    const { legal, ...without } = adoption;
    const [changed] = compareRegisters([adoption], [{ ...without, agency: "Sở Tư pháp" }], services).changed;
    expect(changed?.changes).toEqual([
      { part: "agency", before: undefined, after: "Sở Tư pháp" },
      { part: "legal", before: legal, after: undefined },
    ]);
  });

  it("tells what is new and what is gone, with the services of a special case too", () => {
    const fresh = { ...adoption, code: "3.000001", name: "Thủ tục mới" };
    const { added, gone } = compareRegisters([adoption, other], [adoption, fresh], services);
    expect(added).toEqual([{ code: "3.000001", name: "Thủ tục mới", services: [] }]);
    expect(gone).toEqual([{ code: "1.000001", name: "Thủ tục khác", services: ["dac-biet"] }]);
  });
});
