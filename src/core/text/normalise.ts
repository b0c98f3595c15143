/** Tone placements that differ between schools of spelling: the second vowel's mark moves to the first (`hoà` → `hòa`). */
const modernPlacement = new Map([
  ["oà", "òa"],
  ["oá", "óa"],
  ["oả", "ỏa"],
  ["oã", "õa"],
  ["oạ", "ọa"],
  ["oè", "òe"],
  ["oé", "óe"],
  ["oẻ", "ỏe"],
  ["oẽ", "õe"],
  ["oẹ", "ọe"],
  ["uỳ", "ùy"],
  ["uý", "úy"],
  ["uỷ", "ủy"],
  ["uỹ", "ũy"],
  ["uỵ", "ụy"],
]);
/** All of them in one pass: no two overlap, and none makes another. */
const oldPlacement = new RegExp(`(?<!q)(?:${[...modernPlacement.keys()].join("|")})(?!\\p{L})`, "gu");

/** The same for i and y at the end of a syllable: "kí" and "ký", "mĩ" and "mỹ" are one word, and so are "sỹ" and "sĩ". */
const spellingsOfI = new Map(
  ["kí ký", "kì kỳ", "kĩ kỹ", "kỉ kỷ", "kị kỵ", "lí lý", "mĩ mỹ", "tỉ tỷ", "quí quý", "quỉ quỷ", "sỹ sĩ"].map((pair) => pair.split(" ") as [string, string]),
);
const otherSpelling = new RegExp(`(?<!\\p{L})(?:${[...spellingsOfI.keys()].join("|")})(?!\\p{L})`, "gu");

/** Characters that are not seen and change nothing: zero-width marks, soft hyphens, byte-order marks. */
const invisible = /[\u00ad\u200b-\u200f\u2060\ufeff]/gu;

/**
 * The one form in which Vietnamese text is compared: NFC, lower case, one tone placement, one spelling of i and y, single spaces.
 * Idempotent. Digits, punctuation and foreign words stay as they are.
 */
export function normalise(text: string): string {
  return clean(text)
    .toLowerCase()
    .normalize("NFC")
    .replace(oldPlacement, (from) => modernPlacement.get(from) ?? from)
    .replace(otherSpelling, (from) => spellingsOfI.get(from) ?? from);
}

/** Text as a person should read it again: NFC, nothing invisible, single spaces. */
export function clean(text: string): string {
  return text.replace(invisible, "").normalize("NFC").replace(/\s+/gu, " ").trim();
}
