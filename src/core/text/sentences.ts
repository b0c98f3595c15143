/**
 * Sentences and list lines of a text, in order, trimmed, without the dash or number of a list line. A full stop between digits (70.000) or inside an address
 * (dichvucong.gov.vn) ends none, since a sentence ends only before a space or the end of a line.
 */
export function sentencesOf(text: string): string[] {
  return text
    .split(/\n+/u)
    .map((line) => line.replace(/^\s*(?:[-•]|\d{1,2}\.)\s+/u, ""))
    .flatMap((line) => line.split(/(?<=[.!?…]["”)]?)\s+/u))
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence !== "");
}

/** Number of words, as a reader counts them. */
export function countWords(text: string): number {
  return text.split(/\s+/u).filter((word) => /[\p{L}\d]/u.test(word)).length;
}
