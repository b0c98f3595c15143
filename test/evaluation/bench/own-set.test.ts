import { describe, expect, it } from "vitest";
import type { Procedure } from "../../../src/core/knowledge/schema.js";
import { unitsByCode } from "../../../src/evaluation/bench/own-set.js";

describe("unitsByCode", () => {
  it("leads from every variant of a procedure to the unit that stands for all", () => {
    const variant = (code: string): Procedure => ({ code, name: "Cấp giấy", field: "Đất đai", scope: "toàn quốc", submit: [] });
    const units = unitsByCode([{ id: "procedure/1.000001", variants: [variant("1.000001"), variant("2.000002")] }]);
    expect([...units]).toEqual([
      ["procedure/1.000001", "procedure/1.000001"],
      ["procedure/2.000002", "procedure/1.000001"],
    ]);
  });
});
