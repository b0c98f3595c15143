import { describe, expect, it } from "vitest";
import { registerFields } from "../../../src/core/knowledge/register-fields.js";
import type { Procedure, Service } from "../../../src/core/knowledge/schema.js";

const topic = { id: "che", name: "trồng chè", fields: ["Trồng trọt", "Chè"], areas: [], say: ["trồng chè"] };

function procedure(code: string, own: Partial<Procedure>): Procedure {
  return { code, name: `Thủ tục ${code}`, field: "Chè", scope: "toàn quốc", submit: [], ...own };
}

describe("registerFields", () => {
  const ofCommune = procedure("1.000001", { level: "xã", submit: [{ via: "trực tuyến" }] });
  const ofProvince = procedure("1.000002", { level: "tỉnh", submit: [{ via: "trực tiếp" }] });
  const served = procedure("1.000003", { level: "xã", field: "Trồng trọt" });
  const elsewhere = procedure("1.000004", { level: "xã", field: "Thủy sản" });
  const service = { id: "giay-che", name: "Cấp giấy trồng chè", codes: ["1.000003"], variants: [] } as unknown as Service;
  const units = [{ id: "procedure/1.000001", name: "Trồng chè", variants: [ofCommune, ofProvince], aliases: [] }];
  const [field] = registerFields([topic], { procedures: [ofCommune, ofProvince, served, elsewhere], services: [service], units });

  it("counts each procedure of its fields, by level and by way of submitting", () => {
    expect(field).toMatchObject({ counts: { all: 3, online: 1 }, communeCounts: { all: 2, online: 1 } });
  });

  it("names each unit once, a service where one stands for the procedure", () => {
    expect(field?.entries).toEqual([
      { unitId: "service/giay-che", name: "Cấp giấy trồng chè", isOfCommune: true, isOnline: false },
      { unitId: "procedure/1.000001", name: "Trồng chè", isOfCommune: true, isOnline: true },
    ]);
  });
});
