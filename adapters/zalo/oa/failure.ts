import { CodedError } from "../../../src/errors.js";
import type { ReadFailure } from "../../shared/keep-trying.js";

/** Why a call of the Official Account's API failed, as far as it matters for what to do next. */
export type FailureKind =
  /** A rate, a quota, a fault of its own, no connection: the same call may succeed later. */
  | "later"
  /** The access token is not valid any more: another may be. */
  | "token"
  /** An admin of the account must consent again. */
  | "consent"
  /** Something about the app or the account must be put right by a person. */
  | "configuration"
  /** This person does not follow the account any more. */
  | "left"
  /** This person cannot be written to now. */
  | "unreachable"
  /** It will never be taken. */
  | "refused";

/** A failed call. Its message holds neither a token nor a text. */
export class ZaloOaFailure extends Error {
  override readonly name = "ZaloOaFailure";

  /** @param code Zalo's; 0 where it gave none. @param isUncertain no answer of Zalo's came, so it may have done it all the same. */
  constructor(
    readonly kind: FailureKind,
    readonly reason: string,
    readonly code = 0,
    readonly isUncertain = false,
  ) {
    super(reason);
  }
}

/** Zalo's error codes by what they mean, as its documentation lists them. */
const kinds: readonly (readonly [FailureKind, readonly number[]])[] = [
  ["token", [-216, -220, -124]],
  ["configuration", [-204, -205, -209, -212, -219, -221, -223, -224, -320, -321]],
  ["later", [-32, -100, -211, -234]],
  ["left", [-213]],
  ["unreachable", [-217, -218, -227, -230, -232, -244]],
  ["refused", [-200, -201, -210, -233, -240, -248, -249]],
];

const maxReasonLength = 120;

/** What an answer with an `error` other than 0 means. One that we do not know may pass. */
export function failureOf(code: number, message: string): ZaloOaFailure {
  const kind = kinds.find(([, codes]) => codes.includes(code))?.[0] ?? "later";
  return new ZaloOaFailure(kind, `${code} ${message.replace(/["“'].*$/su, "…").slice(0, maxReasonLength)}`.trim(), code);
}

/** For the operator's log. */
export function faultOf(call: string, { kind, reason }: ZaloOaFailure): CodedError {
  const detail = `${call}: ${reason}`;
  if (kind === "consent" || kind === "token") return new CodedError("zalo_oa_consent_needed", detail);
  if (kind === "configuration") return new CodedError("zalo_oa_misconfigured", detail);
  return new CodedError("zalo_oa_call_failed", detail);
}

/** What a person must put right is not tried again soon. */
export const retryMs: Partial<Record<FailureKind, number>> = { consent: 10 * 60_000, token: 60_000, configuration: 10 * 60_000 };

/** For `keepTrying`. */
export function readFailure(call: string): (error: unknown) => ReadFailure {
  return (error) => (error instanceof ZaloOaFailure ? { fault: faultOf(call, error), afterMs: retryMs[error.kind] } : { fault: error as Error });
}
