import { clean } from "../text/normalise.js";

/** Text as it is kept and shown: clean, without control characters, marks of direction and halves of characters, which a database refuses. */
export function plainText(text: string): string {
  return clean(text.replace(/[\p{Cc}\p{Cs}]/gu, " ").replace(/\p{Cf}/gu, ""));
}
