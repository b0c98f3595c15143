/**
 * 32 hexadecimal digits that nobody can guess. `crypto.randomUUID` is no substitute: it is missing on pages that are
 * served without TLS, as in an office network.
 */
export function randomId(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
