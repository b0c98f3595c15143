import { sentenceSpans } from "../text/sentence-spans.js";

/**
 * What to hand to a voice, piece by piece: some browsers fall silent in the middle of a long utterance. Addresses are
 * left out, since spelled aloud they help nobody.
 */
export function speechPieces(text: string): string[] {
  return sentenceSpans(text.replace(/https?:\/\/\S+/giu, ""))
    .map((sentence) => sentence.replace(/^[-–•*]\s+/u, "").trim())
    .filter((sentence) => /[\p{L}\d]/u.test(sentence));
}
