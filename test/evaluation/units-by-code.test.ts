import { describe, expect, it } from "vitest";
import type { Procedure } from "../../src/core/knowledge/schema.js";
import { unitsByCode } from "../../src/evaluation/units-by-code.js";

const variant = (code: string): Procedure => ({ code, name: "Cấp giấy", field: "Đất đai", scope: "toàn quốc", submit: [] });

describe("unitsByCode", () => {
  it("leads from every variant of a procedure to the unit that stands for all", () => {
    const units = unitsByCode({ register: [{ id: "procedure/1.000001", variants: [variant("1.000001"), variant("2.000002")] }], services: [] });
    expect([...units]).toEqual([
      ["procedure/1.000001", "procedure/1.000001"],
      ["procedure/2.000002", "procedure/1.000001"],
    ]);
  });

  it("leads from the procedures of a service and of its special cases to the service", () => {
    const units = unitsByCode({ register: [], services: [{ id: "con-dau", codes: ["1.000003"], variants: [{ codes: ["1.000004"] }] }] });
    expect([...units]).toEqual([
      ["procedure/1.000003", "service/con-dau"],
      ["procedure/1.000004", "service/con-dau"],
    ]);
  });
});
