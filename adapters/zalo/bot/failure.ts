import { CodedError } from "../../../src/errors.js";
import type { ReadFailure } from "../../shared/keep-trying.js";

/** Why a call of the Zalo Bot Platform failed, as far as it matters for what to do next. */
export type FailureKind =
  /** A fault of its own, or no connection: the same call may succeed later. */
  | "later"
  /** Nothing happened while it was waited for. */
  | "nothing_new"
  /** The token is not, or no more, that of a bot. */
  | "token"
  /** The plan's messages of the month are used up. */
  | "quota"
  /** Nobody is there to be written to. */
  | "unreachable"
  /** It will never be taken. */
  | "refused";

/** A failed call. Its message holds neither the token nor a text. */
export class ZaloBotFailure extends Error {
  override readonly name = "ZaloBotFailure";

  /** @param isUncertain no answer of Zalo's came, so it may have done it all the same. */
  constructor(
    readonly kind: FailureKind,
    readonly reason: string,
    readonly isUncertain = false,
  ) {
    super(reason);
  }
}

const maxReasonLength = 120;

/**
 * What an answer with `ok: false` means: https://docs.zaloplatforms.com/docs/BOT, its table of error codes. 403 is listed
 * there as "internal server error", and 429 as the month's quota: it is no sign to go slower.
 */
export function failureOf(code: number, description: string): ZaloBotFailure {
  const reason = `${code} ${description.replace(/["“'].*$/su, "…").slice(0, maxReasonLength)}`.trim();
  if (code === 408) return new ZaloBotFailure("nothing_new", reason);
  if (code === 401) return new ZaloBotFailure("token", reason);
  if (code === 429) return new ZaloBotFailure("quota", reason);
  if (code === 404) return new ZaloBotFailure("unreachable", reason);
  if (code === 403 || code >= 500) return new ZaloBotFailure("later", reason);
  return new ZaloBotFailure("refused", reason);
}

/** For the operator's log. */
export function faultOf(method: string, { kind, reason }: ZaloBotFailure): CodedError {
  const detail = `${method}: ${reason}`;
  if (kind === "token") return new CodedError("zalo_bot_token_refused", detail);
  if (kind === "quota") return new CodedError("zalo_bot_quota_used", detail);
  return new CodedError("zalo_bot_call_failed", detail);
}

/** For `keepTrying`. */
export function readFailure(method: string): (error: unknown) => ReadFailure {
  return (error) => ({ fault: error instanceof ZaloBotFailure ? faultOf(method, error) : (error as Error) });
}
