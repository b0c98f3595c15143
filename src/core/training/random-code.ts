import { randomInt } from "node:crypto";

/** Letters and digits that are not taken for one another on paper or by ear. */
const alphabet = "ABCDEFGHJKMNPQRSTUVWXYZ23456789";

/** A code of so many letters and digits, by chance: 8 have 39 bits, 16 have 79. */
export function randomCode(length: number): string {
  return Array.from({ length }, () => alphabet[randomInt(alphabet.length)]).join("");
}
