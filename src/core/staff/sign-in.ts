import type { Credentials, StaffAccount } from "./account.js";
import { isPassword } from "./password.js";
import { stepOfCode } from "./second-factor.js";

/** What was typed. */
export interface SignInAttempt {
  readonly login: string;
  readonly password: string;
  /** Of the authenticator app; empty if there is none. */
  readonly code: string;
}

export interface SignInStore {
  /**
   * Counts an attempt before it is judged, so that many at once are no way around.
   * @returns until when the name is locked, if it is.
   */
  countAttempt(login: string, now: Date): Promise<Date | undefined>;
  forgetAttempts(login: string): Promise<void>;
  credentials(login: string): Promise<Credentials | undefined>;
  /** @returns false if this step or a later one was used before. */
  useStep(accountId: string, step: number): Promise<boolean>;
}

export type SignInOutcome =
  | { readonly outcome: "signed_in"; readonly account: StaffAccount }
  | { readonly outcome: "refused"; readonly account?: StaffAccount | undefined }
  | { readonly outcome: "locked"; readonly until: Date };

/** Judges an attempt. Nobody learns from a refusal whether the name, the password or the code was wrong. */
export async function signIn(store: SignInStore, { login, password, code }: SignInAttempt, now: Date): Promise<SignInOutcome> {
  const until = await store.countAttempt(login, now);
  if (until !== undefined) return { outcome: "locked", until };
  const found = await store.credentials(login);
  const isRight = await isPassword(password, found?.passwordHash);
  if (found === undefined || !isRight || found.account.isDisabled) return { outcome: "refused", account: found?.account };
  const { account, totpSecret } = found;
  if (totpSecret !== undefined) {
    const step = stepOfCode(totpSecret, code, now);
    if (step === undefined || !(await store.useStep(account.id, step))) return { outcome: "refused", account };
  }
  await store.forgetAttempts(login);
  return { outcome: "signed_in", account };
}

/** Attempts that cost nothing but a refusal. */
const freeAttempts = 5;
const longestLockMinutes = 60;

/** How long a name is locked after so many failures in a row: 1, 2, 4 … 60 minutes. 0: not yet. */
export function lockMinutes(failures: number): number {
  return failures < freeAttempts ? 0 : Math.min(longestLockMinutes, 2 ** (failures - freeAttempts));
}
