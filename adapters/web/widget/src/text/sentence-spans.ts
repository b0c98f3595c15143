/**
 * Cuts a text behind sentences and line ends; joined, the pieces are the text again. A full stop between digits
 * (70.000) or inside an address ends none, because white space must follow.
 */
export function sentenceSpans(text: string): string[] {
  return text.match(/[^\n]*?(?:[.!?…]+["”)]*(?=\s)|\n|$)\s*/gu)?.filter((span) => span !== "") ?? [];
}
