import { fold } from "./fold.js";
import { normalise } from "./normalise.js";

/** Text as commands are recognised by: without marks, punctuation and case, with single spaces. */
export function plain(text: string): string {
  return fold(normalise(text))
    .replace(/[.,;:!?"“”]/gu, " ")
    .replace(/\s+/gu, " ")
    .trim();
}
