import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import type { Lexicon } from "../../core/knowledge/lexicon.js";

const shape = z.object({ communes: z.array(z.object({ name: z.string() })) });

/** Names of places that an answer may speak of, written as in a text: provinces, former districts, and the communes of `places.yaml`. */
export async function placesOfKnowledge(knowledgeFolder: string, lexicon: Lexicon): Promise<string[]> {
  const { communes } = shape.parse(parse((await readFile(join(knowledgeFolder, "places.yaml"), "utf8")).normalize("NFC")));
  const { own, ownDistricts, provinces } = lexicon.places;
  const named = [...own, ...ownDistricts, ...provinces].map((place) => place.replace(/(?:^|\s)\p{L}/gu, (letter) => letter.toUpperCase()));
  // "Sài Gòn" and "Huế" are names; "hcm" is a way of typing, which no text of ours holds.
  return [...new Set([...named, ...communes.map(({ name }) => name)])].filter((place) => place.includes(" ") || place === "Huế");
}
