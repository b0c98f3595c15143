/** What went wrong between us and a model, in few kinds. */
const kinds: Record<number, string> = {
  400: "did not take the request",
  401: "refused the key",
  403: "refused the key",
  404: "is not known there",
  429: "has no capacity for us now",
};

/**
 * A failure of a model in our words. What a server or client says of it may hold a key, an address or what was asked, so none of it is kept.
 * `name` is `TimeoutError` where it took too long.
 */
export function modelError(what: string, error: unknown): Error {
  const { status, name } = Object(error) as { status?: unknown; name?: unknown };
  if (name === "TimeoutError" || name === "AbortError") return Object.assign(new Error(`${what} took too long`), { name: "TimeoutError" });
  if (typeof status !== "number") return new Error(`${what} cannot be reached or gave no readable reply`);
  return new Error(`${what} ${kinds[status] ?? "failed"} (HTTP ${status})`);
}
