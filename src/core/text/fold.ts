const combiningMarks = /\p{M}/gu;
/** Every letter of Vietnamese comes before this code unit. */
const tableEnd = 0x1f00;
/** For each code unit the one without its mark; 0 where that is not one code unit. Words are folded a thousand times in one turn. */
const plainUnits = Uint16Array.from({ length: tableEnd }, (_, unit) => {
  const plain = foldAny(String.fromCharCode(unit));
  return plain.length === 1 ? plain.charCodeAt(0) : 0;
});

/** Text without any Vietnamese mark: `Đất đai` → `Dat dai`. Case and all else stay. */
export function fold(text: string): string {
  let plain = "";
  for (let i = 0; i < text.length; i++) {
    const unit = plainUnits[text.charCodeAt(i)] ?? 0;
    if (unit === 0) return foldAny(text);
    plain += String.fromCharCode(unit);
  }
  return plain;
}

function foldAny(text: string): string {
  return text.normalize("NFD").replace(combiningMarks, "").replace(/đ/gu, "d").replace(/Đ/gu, "D");
}

/** Whether a word carries at least one Vietnamese mark. */
export function isMarked(word: string): boolean {
  return fold(word) !== word.normalize("NFC");
}

/**
 * Share of words that carry a mark, between 0 and 1. Ordinary Vietnamese has 0.6 to 0.9; text typed without marks has 0.
 */
export function shareOfMarkedWords(words: readonly string[]): number {
  if (words.length === 0) return 0;
  return words.filter(isMarked).length / words.length;
}
