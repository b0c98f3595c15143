import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { parse } from "yaml";
import { places } from "./schema.js";

/** Names of communes with their kind, "xã Đà Bắc", by code. @param folder the knowledge folder, which was checked before */
export async function loadCommuneNames(folder: string): Promise<ReadonlyMap<string, string>> {
  const { communes } = places.parse(parse((await readFile(join(folder, "places.yaml"), "utf8")).normalize("NFC")));
  return new Map(communes.map(({ code, kind, name }) => [code, `${kind} ${name}`]));
}
