/**
 * Sentences and list lines of a text, in order, trimmed. A full stop between digits (70.000) or inside an address
 * (dichvucong.gov.vn) ends none, since a sentence ends only before a space or the end of a line.
 */
export function sentencesOf(text: string): string[] {
  return text
    .split(/(?<=[.!?…]["”)]?)\s+|\n+/u)
    .map((sentence) => sentence.replace(/^[-•]\s+/u, "").trim())
    .filter((sentence) => sentence !== "");
}

/** Number of words, as a reader counts them. */
export function countWords(text: string): number {
  return text.split(/\s+/u).filter((word) => /[\p{L}\d]/u.test(word)).length;
}
