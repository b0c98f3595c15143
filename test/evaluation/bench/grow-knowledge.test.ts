import { describe, expect, it } from "vitest";
import { essentialName } from "../../../src/core/knowledge/merge-variants.js";
import { procedure, type Procedure } from "../../../src/core/knowledge/schema.js";
import { grownProcedures } from "../../../src/evaluation/bench/grow-knowledge.js";

const register: Procedure[] = [
  ["1.000001", "Cấp giấy phép nuôi ong", "Thú y"],
  ["1.000002", "Gia hạn giấy phép bán lẻ rượu", "Thương mại"],
  ["1.000003", "Đăng ký giếng khoan", "Tài nguyên nước"],
  ["1.000004", "Thông báo khuyến mại", "Thương mại"],
].map(([code = "", name = "", field = ""]) => ({ code, name, field, scope: "toàn quốc", submit: [] }));

describe("grownProcedures", () => {
  const grown = grownProcedures(register, 30, 1);

  it("makes as many as asked for, the same for the same seed", () => {
    expect(grown).toHaveLength(30);
    expect(grownProcedures(register, 30, 1)).toEqual(grown);
    expect(grownProcedures(register, 30, 2)).not.toEqual(grown);
  });

  it("makes rows that a register may hold, none by the name of another", () => {
    for (const one of grown) expect(procedure.safeParse(one).success).toBe(true);
    const names = [...register, ...grown].map(({ name }) => essentialName(name));
    expect(new Set(names).size).toBe(names.length);
  });
});
