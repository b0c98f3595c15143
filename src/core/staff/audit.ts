import { createHash } from "node:crypto";

/** Who did something. */
export interface Actor {
  /** `undefined`: the system itself. */
  readonly id: string | undefined;
  readonly name: string;
}

/** What is kept for later inspection. Names of actions are listed in the console's wording. */
export interface AuditEvent {
  readonly actor: Actor;
  readonly action: string;
  /** What it was done to, as people call it; empty: nothing in particular. */
  readonly subject: string;
  /** Never a password, a code, a token or a citizen's text. */
  readonly details?: Readonly<Record<string, string | number | boolean | readonly string[]>>;
}

export interface AuditEntry extends AuditEvent {
  /** 1, 2, 3 … without gaps. */
  readonly id: number;
  readonly at: Date;
}

/** What is hashed: the entry as it is stored. */
export interface HashedEntry {
  readonly id: number;
  readonly at: Date;
  readonly actorId: string | null;
  readonly actorName: string;
  readonly action: string;
  readonly subject: string;
  /** JSON. */
  readonly details: string;
  readonly previousHash: string;
}

/** What stands before the first entry. */
export const firstPreviousHash = "0".repeat(64);

/** SHA-256, in hex, of an entry together with the hash of the one before. */
export function hashOfEntry({ id, at, actorId, actorName, action, subject, details, previousHash }: HashedEntry): string {
  const text = JSON.stringify([previousHash, id, at.toISOString(), actorId, actorName, action, subject, details]);
  return createHash("sha256").update(text).digest("hex");
}
