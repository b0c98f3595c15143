import { Secret, TOTP } from "otpauth";

/** Seconds that a code holds; RFC 6238's own. Authenticator apps ignore other values. */
const period = 30;
/** Clocks of phones differ: the code before and the code after count too. */
const window = 1;

export function newSecondFactor(): string {
  return new Secret({ size: 20 }).base32;
}

/** What a QR code shows to an authenticator app. */
export function secondFactorAddress(secret: string, login: string): string {
  return totpOf(secret, login).toString();
}

/**
 * The time step that a code stands for, by RFC 6238; `undefined` if it is no code of now. A step is greater than those before:
 * whoever keeps the last one used refuses a code seen over a shoulder.
 */
export function stepOfCode(secret: string, code: string, now: Date): number | undefined {
  const digits = code.replace(/\s/gu, "");
  if (!/^\d{6}$/u.test(digits)) return undefined;
  const delta = totpOf(secret, "").validate({ token: digits, timestamp: now.getTime(), window });
  return delta === null ? undefined : Math.floor(now.getTime() / 1000 / period) + delta;
}

function totpOf(secret: string, label: string): TOTP {
  return new TOTP({ issuer: "Trợ lý số", label, algorithm: "SHA1", digits: 6, period, secret: Secret.fromBase32(secret) });
}
