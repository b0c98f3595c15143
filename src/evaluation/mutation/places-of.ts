import type { Knowledge } from "../../core/knowledge/load-knowledge.js";

/** Names of places that an answer may speak of, written as in a text: provinces, former districts, communes and wards. */
export function placesOf({ lexicon, communes }: Pick<Knowledge, "lexicon" | "communes">): string[] {
  const { own, ownDistricts, provinces } = lexicon.places;
  const written = [...own, ...ownDistricts, ...provinces].map((place) => place.replace(/(?:^|\s)\p{L}/gu, (letter) => letter.toUpperCase()));
  // Of one word only "Huế" is a name; the others ("hcm") are ways of typing, which no text of ours holds.
  return [...new Set([...written, ...communes])].filter((place) => place.includes(" ") || place === "Huế");
}
