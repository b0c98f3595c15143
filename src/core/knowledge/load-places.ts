import { join } from "node:path";
import { CodedError } from "../../errors.js";
import { readYaml } from "./read-yaml.js";
import { formerPlaces, places } from "./schema.js";

/** A commune or ward of the province, and what its land was before 1/7/2025. */
export interface Place {
  /** Of the General Statistics Office: five digits. */
  readonly code: string;
  readonly kind: "xã" | "phường";
  readonly name: string;
  /** The province that it belonged to. */
  readonly formerProvince: string;
  /** With their rank: "huyện Lạc Sơn". Mostly one. */
  readonly formerDistricts: readonly string[];
  /** With their rank: "thị trấn Vụ Bản". One that was divided stands with each commune that got a part. */
  readonly formerCommunes: readonly string[];
}

/** The communes and wards of a knowledge folder. @throws CodedError `knowledge_invalid` */
export async function loadPlaces(folder: string): Promise<Place[]> {
  const formerPath = join(folder, "former-places.yaml");
  const { communes } = await readYaml(join(folder, "places.yaml"), places);
  const former = new Map((await readYaml(formerPath, formerPlaces)).communes.map((one) => [one.code, one]));
  if (former.size !== communes.length) throw new CodedError("knowledge_invalid", `${formerPath}: ${former.size} communes, places.yaml has ${communes.length}`);
  return communes.map(({ code, kind, name, former: formerProvince }) => {
    const before = former.get(code);
    if (before === undefined) throw new CodedError("knowledge_invalid", `${formerPath}: "${code}" is missing`);
    return { code, kind, name, formerProvince, formerDistricts: before.districts, formerCommunes: before.communes };
  });
}
