import type { Role } from "./roles.js";

/** Somebody who works in the console. */
export interface StaffAccount {
  readonly id: string;
  /** What is typed to sign in. */
  readonly login: string;
  readonly name: string;
  readonly roles: readonly Role[];
  readonly hasPassword: boolean;
  readonly hasSecondFactor: boolean;
  readonly isDisabled: boolean;
}

/** What a person may choose as a name to sign in with. */
export const loginForm = /^[a-z0-9][a-z0-9._-]{2,39}$/u;

/** A session of an account; its own token is known to the browser alone. */
export interface StaffSession {
  readonly tokenHash: string;
  readonly browser: string;
  readonly createdAt: Date;
  readonly lastSeenAt: Date;
}

/** What signing in needs to know of an account. */
export interface Credentials {
  readonly account: StaffAccount;
  readonly passwordHash: string | undefined;
  readonly totpSecret: string | undefined;
  readonly totpLastStep: number;
}

/** A session ends after this time without a request … */
export const idleMs = 2 * 60 * 60 * 1000;
/** … and after this time in any case. */
export const longestMs = 12 * 60 * 60 * 1000;
/** How long a one-time link holds. */
export const linkMs = 72 * 60 * 60 * 1000;
