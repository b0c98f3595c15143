/**
 * Why a request to the server came to nothing, in the few kinds that the page answers differently:
 * `unreachable` no answer at all; `broken` the server failed; `busy` too many requests, wait; `maintenance` switched
 * off for a time; `expired` the token is not accepted; `gone` the conversation no longer exists; `refused` this
 * request will never be accepted.
 */
export type Failure = { kind: "unreachable" | "broken" | "expired" | "gone" | "refused" } | { kind: "busy" | "maintenance"; retryAfterMs: number };

/** A value, or why there is none. */
export type Reply<T> = { ok: true; value: T } | { ok: false; failure: Failure };

const defaultRetryAfterMs = 10_000;
const maxRetryAfterMs = 300_000;

/** The code in the body of a 503 while the operator has switched the chat off; other 503s pass by themselves. */
export const maintenanceCode = "Maintenance";

/**
 * What a status other than 2xx means. Direct Line answers an expired or foreign token with 403, a missing one with 401.
 *
 * @param retryAfter the header's value.
 * @param code `error.code` of the body; "" where there is none.
 */
export function failureOf(status: number, retryAfter: string | null, code: string): Failure {
  if (status === 401 || status === 403) return { kind: "expired" };
  if (status === 404) return { kind: "gone" };
  if (status === 503 && code === maintenanceCode) return { kind: "maintenance", retryAfterMs: waitOf(retryAfter) };
  if (status === 429 || status === 503) return { kind: "busy", retryAfterMs: waitOf(retryAfter) };
  return { kind: status >= 500 || status === 408 ? "broken" : "refused" };
}

/** @param retryAfter in seconds; its other form, a date, is not used by our server. */
function waitOf(retryAfter: string | null): number {
  const seconds = Number(retryAfter ?? "");
  return seconds > 0 ? Math.min(seconds * 1000, maxRetryAfterMs) : defaultRetryAfterMs;
}
