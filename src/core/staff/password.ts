import { hash, verify } from "@node-rs/argon2";

/** OWASP's first choice for Argon2id, which the package uses: 19 MiB, two passes, one lane (Password Storage Cheat Sheet). */
const options = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;
/** Of no password: takes the time that a real one takes, so that nobody learns which accounts exist. */
const nobodysHash = hash("", options);

export const leastPasswordLength = 12;
export const mostPasswordLength = 200;

export type PasswordFault = "too_short" | "too_long" | "holds_login" | "too_simple";

/** What is wrong with a password that somebody wants to set; `undefined`: nothing. */
export function faultOfPassword(password: string, login: string): PasswordFault | undefined {
  const { length } = Array.from(password);
  if (length < leastPasswordLength) return "too_short";
  if (length > mostPasswordLength) return "too_long";
  if (login !== "" && password.toLowerCase().includes(login)) return "holds_login";
  // "aaaaaaaaaaaa", "121212121212", "123456789012"
  if (new Set(password).size < 5 || /^\d+$/u.test(password)) return "too_simple";
}

/** @param password as it was typed; it is normalised, since keyboards write Vietnamese letters in two ways. */
export function hashPassword(password: string): Promise<string> {
  return hash(password.normalize("NFC"), options);
}

/** @param stored `undefined` where there is no such account or no password yet: false, after the same time. */
export async function isPassword(password: string, stored: string | undefined): Promise<boolean> {
  const isRight = await verify(stored ?? (await nobodysHash), password.normalize("NFC"));
  return isRight && stored !== undefined;
}
