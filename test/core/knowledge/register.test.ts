import { describe, expect, it } from "vitest";
import type { RegisterUnit } from "../../../src/core/knowledge/merge-variants.js";
import { Register } from "../../../src/core/knowledge/register.js";

const units: RegisterUnit[] = ["1.000001", "1.000002", "1.000003"].map((code) => ({
  id: `procedure/${code}`,
  name: `Cấp giấy phép “nuôi tằm” số ${code}`,
  variants: [{ code, name: "Cấp giấy", field: "Nông nghiệp", scope: "toàn quốc", submit: [{ via: "trực tiếp", fee: [0] }] }],
  aliases: ["xin nuôi tằm"],
}));

describe("the register", () => {
  it("gives its units in order, as they were put in", () => {
    const register = Register.of(units);
    expect([...register]).toStrictEqual(units);
    expect(register.size).toBe(3);
  });

  it("finds a unit by its id", () => {
    const register = Register.of(units);
    expect(register.unit("procedure/1.000002")).toStrictEqual(units[1]);
    expect(register.unit("procedure/1.000009")).toBeUndefined();
  });

  it("may be empty", () => {
    expect([...Register.of([])]).toEqual([]);
    expect(Register.of([]).unit("procedure/1.000001")).toBeUndefined();
  });
});
