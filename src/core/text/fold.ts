const combiningMarks = /\p{M}/gu;

/** Text without any Vietnamese mark: `Đất đai` → `Dat dai`. Case and all else stay. */
export function fold(text: string): string {
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
