import { isRecord, textOf } from "../platform/unknown-data.js";

/** The right to one conversation. Whoever has the token can read and write it, so it lives in `sessionStorage` at most. */
export interface Session {
  conversationId: string;
  token: string;
  /** Milliseconds since 1970 after which the token is refused. */
  expiresAt: number;
}

/** Reads a session that an earlier load of the page kept; undefined if there is none that still holds. */
export function readSession(data: unknown, now: number): Session | undefined {
  if (!isRecord(data)) return undefined;
  const { expiresAt } = data;
  const session = { conversationId: textOf(data.conversationId), token: textOf(data.token) };
  if (session.conversationId === "" || session.token === "") return undefined;
  return typeof expiresAt === "number" && expiresAt > now ? { ...session, expiresAt } : undefined;
}
