/** Why there was no answer that can be read. */
export interface NetworkFailure {
  /** The system's name of the fault: messages of `fetch` may hold the address, and so a token. */
  readonly reason: string;
  /** The server may have done it all the same. */
  readonly isUncertain: boolean;
}

/** Nothing was sent: there was nobody to send it to. */
const neverSent = new Set(["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "EHOSTUNREACH", "ENETUNREACH", "UND_ERR_CONNECT_TIMEOUT"]);

/** What an error of `timedFetch` means. */
export function networkFailureOf(error: unknown): NetworkFailure {
  const { name, cause } = error as { name?: unknown; cause?: { code?: unknown } };
  if (name === "AbortError") return { reason: "no answer in time", isUncertain: true };
  const code = typeof cause?.code === "string" && /^[A-Z_]{3,40}$/u.test(cause.code) ? cause.code : "";
  return { reason: code === "" ? "no connection" : `no connection: ${code}`, isUncertain: !neverSent.has(code) };
}
