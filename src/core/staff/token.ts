import { createHash, randomBytes } from "node:crypto";

/** A secret of a session or a link that nobody can guess. */
export function newToken(): string {
  return randomBytes(32).toString("base64url");
}

/** What is stored of a token: whoever reads the database cannot use it. */
export function hashOfToken(token: string): string {
  return createHash("sha256").update(token).digest("base64url");
}
