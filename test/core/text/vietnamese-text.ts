import fc from "fast-check";

const vowels = Array.from("aăâeêioôơuưy");
const tones = ["", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323"];
const letters = [...vowels.flatMap((vowel) => tones.map((tone) => (vowel + tone).normalize("NFC"))), ...Array.from("bcdđghklmnpqrstvx")];

/** Any text in Vietnamese letters, digits and punctuation, composed. */
export const vietnameseText = fc.string({
  unit: fc.constantFrom(...letters, ...letters.map((letter) => letter.toUpperCase()), ...Array.from("0123456789 .,-/%:\n")),
  maxLength: 60,
});

/** Any text at all. */
export const anyText = fc.string({ unit: "grapheme", maxLength: 60 });
