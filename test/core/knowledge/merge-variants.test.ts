import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { essentialName, mergeVariants } from "../../../src/core/knowledge/merge-variants.js";
import type { Procedure, Service } from "../../../src/core/knowledge/schema.js";

let codes = 0;
function procedure(name: string, level?: Procedure["level"], code = `1.${String(++codes).padStart(6, "0")}`): Procedure {
  return { code, name, field: "Nông nghiệp", scope: "toàn quốc", submit: [], ...(level === undefined ? {} : { level }) };
}

function serviceOf(own: string[], ofVariant: string[] = []): Service {
  const source = { id: "cong", title: "Cổng", url: "https://example.vn", date: "2026" };
  return {
    id: "dich-vu", name: "Dịch vụ", everyday: "dịch vụ", aliases: [], situations: [], area: "ho-tich", codes: own, main: null, url: "https://example.vn", checked: "2026-01-01", summary: "Tóm tắt.",
    fields: {}, variants: [{ name: "Trường hợp", aliases: [], codes: ofVariant, difference: "Khác.", source: "cong" }], mistakes: [], details: [], unknown: [], related: [], sources: [source],
  };
}

const name = "Cấp giấy phép nuôi ong";

describe("essentialName", () => {
  it.each([
    `${name} (cấp xã)`,
    `${name} (cấp Tỉnh)`,
    `${name} (Cấp tỉnh)`,
    `${name} (cấp Bộ)`,
    `${name} (thực hiện tại cấp xã)`,
    `${name} (thực hiện tại cấp Trung ương)`,
    `${name} [cấp tỉnh]`,
    `${name} (thuộc thẩm quyền của Ủy ban nhân dân cấp tỉnh)`,
    `${name} (thẩm quyền cấp xã)`,
    `${name} thuộc thẩm quyền của Bộ Công an`,
    `${name}, thuộc thẩm quyền giải quyết của Ủy ban nhân dân xã`,
    `${name} tại cấp xã`,
    `${name} cấp tỉnh`,
    `Thủ tục ${name.toLowerCase()}`,
    `Thủ tục: ${name}`,
    `THỦ TỤC ${name.toUpperCase()} (CẤP XÃ)`,
    `  ${name}  .`,
    name.normalize("NFD"),
  ])("is the same for “%s”", (variant) => {
    expect(essentialName(variant)).toBe("cấp giấy phép nuôi ong");
  });

  it.each([
    ["another verb", "Cấp lại giấy phép nuôi ong"],
    ["another object", "Cấp giấy phép nuôi tằm"],
    ["a further case in brackets", "Cấp giấy phép nuôi ong (trường hợp bị mất)"],
    ["another paper", "Cấp giấy chứng nhận nuôi ong"],
    ["a level inside the name", "Cấp giấy phép nuôi ong cấp xã quản lý"],
  ])("is another with %s", (_difference, other) => {
    expect(essentialName(other)).not.toBe(essentialName(name));
  });
});

describe("mergeVariants", () => {
  it("makes one unit of a procedure at several levels, nearest to the citizen first", () => {
    const variants = [procedure(name), procedure(`${name} (cấp Bộ)`, "bộ"), procedure(`${name} (cấp tỉnh)`, "tỉnh"), procedure(`${name} (cấp xã)`, "xã")];
    const { register } = mergeVariants(variants, [], {});
    expect(register).toHaveLength(1);
    expect(register[0]?.variants.map(({ level }) => level)).toEqual(["xã", "tỉnh", "bộ", undefined]);
    expect(register[0]?.id).toBe(`procedure/${variants[3]?.code ?? ""}`);
  });

  it("orders variants of one level by their code", () => {
    const { register } = mergeVariants([procedure(name, "xã", "2.000001"), procedure(name, "xã", "1.000009")], [], {});
    expect(register[0]?.variants.map(({ code }) => code)).toEqual(["1.000009", "2.000001"]);
  });

  it.each([
    ["verbs", "Cấp lại giấy phép nuôi ong", "Gia hạn giấy phép nuôi ong"],
    ["objects", "Cấp chứng chỉ hành nghề y", "Cấp chứng chỉ hành nghề thú y"],
  ])("keeps other %s apart", (_what, one, other) => {
    expect(mergeVariants([procedure(one), procedure(other)], [], {}).register).toHaveLength(2);
  });

  it("sets apart what a service or one of its cases stands for", () => {
    const [own, special, free] = [procedure(name), procedure(`${name} lần hai`), procedure("Gia hạn giấy phép nuôi tằm")] as const;
    const { register, served } = mergeVariants([own, special, free], [serviceOf([own.code], [special.code])], {});
    expect(served).toEqual([own, special]);
    expect(register.map(({ name: title }) => title)).toEqual([free.name]);
  });

  it("gathers the ways of asking for all variants of a unit", () => {
    const { register } = mergeVariants([procedure(name, "tỉnh", "1.000003"), procedure(name, "xã", "1.000004")], [], { "1.000003": ["nuôi ong trên tỉnh"], "1.000004": ["xin nuôi ong"] });
    expect(register[0]?.aliases).toEqual(["xin nuôi ong", "nuôi ong trên tỉnh"]);
  });

  it.each([
    ["Thủ tục cấp giấy phép nuôi ong", "Cấp giấy phép nuôi ong"],
    ["Thủ tục: Cấp giấy phép nuôi ong", "Cấp giấy phép nuôi ong"],
    ["THỦ TỤC CẤP GIẤY PHÉP NUÔI ONG", "Cấp giấy phép nuôi ong"],
    ["THỦ TỤC CẤP GIẤY PHÉP NUÔI ONG (Cấp xã)", "Cấp giấy phép nuôi ong"],
    ["Cấp giấy phép nuôi ong của Bộ Y tế", "Cấp giấy phép nuôi ong của Bộ Y tế"],
  ])("shows “%s” as “%s”", (written, shown) => {
    expect(mergeVariants([procedure(written)], [], {}).register[0]?.name).toBe(shown);
  });

  it("gives the same units whatever the order of the register, and loses no procedure", () => {
    const all = ["Cấp giấy phép nuôi ong", "Cấp lại giấy phép nuôi ong", "Gia hạn giấy phép nuôi tằm"].flatMap((one) =>
      (["xã", "tỉnh", "bộ"] as const).map((level) => procedure(`${one} (cấp ${level})`, level)),
    );
    const byId = (procedures: Procedure[]) => new Map(mergeVariants(procedures, [], {}).register.map((unit) => [unit.id, unit]));
    const expected = byId(all);
    expect([...expected.values()].flatMap(({ variants }) => variants)).toHaveLength(all.length);
    fc.assert(
      fc.property(fc.shuffledSubarray(all, { minLength: all.length }), (shuffled) => {
        expect(byId(shuffled)).toEqual(expected);
      }),
    );
  });
});
