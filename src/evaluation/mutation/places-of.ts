import type { Knowledge } from "../../core/knowledge/load-knowledge.js";

/** Names of places that an answer may speak of, written as in a text: provinces, former districts, communes and wards. */
export function placesOf({
  lexicon,
  places,
}: Pick<Knowledge, "lexicon"> & { readonly places: { readonly communes: readonly { readonly name: string }[] } }): string[] {
  const { own, ownDistricts, provinces } = lexicon.places;
  const written = [...own, ...ownDistricts, ...provinces].map((place) => place.replace(/(?:^|\s)\p{L}/gu, (letter) => letter.toUpperCase()));
  // Of one word only "Huế" is a name; the others ("hcm") are ways of typing, which no text of ours holds.
  return [...new Set([...written, ...places.communes.map(({ name }) => name)])].filter((place) => place.includes(" ") || place === "Huế");
}
