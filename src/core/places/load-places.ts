import { join } from "node:path";
import { CodedError } from "../../errors.js";
import { readYaml } from "../knowledge/read-yaml.js";
import { formerPlaces, places } from "../knowledge/schema.js";

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

/** Where it stands what became of communes and districts. */
export interface PlacesSource {
  readonly title: string;
  readonly url: string;
  readonly issued: string;
}

export interface Places {
  readonly source: PlacesSource;
  readonly communes: readonly Place[];
}

/** The communes and wards of a knowledge folder, and the source of what became of them. @throws CodedError `knowledge_invalid` */
export async function loadPlaces(folder: string): Promise<Places> {
  const formerPath = join(folder, "former-places.yaml");
  const { communes } = await readYaml(join(folder, "places.yaml"), places);
  const { communes: before, source: url, title, issued } = await readYaml(formerPath, formerPlaces);
  const former = new Map(before.map((one) => [one.code, one]));
  if (former.size !== communes.length) throw new CodedError("knowledge_invalid", `${formerPath}: ${former.size} communes, places.yaml has ${communes.length}`);
  const all = communes.map(({ code, kind, name, former: formerProvince }): Place => {
    const land = former.get(code);
    if (land === undefined) throw new CodedError("knowledge_invalid", `${formerPath}: "${code}" is missing`);
    return { code, kind, name, formerProvince, formerDistricts: land.districts, formerCommunes: land.communes };
  });
  return { source: { title, url, issued }, communes: all };
}
