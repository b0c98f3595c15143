import type pg from "pg";
import { firstPreviousHash, hashOfEntry, type AuditEntry, type AuditEvent } from "../core/staff/audit.js";

/** Any number that nothing else locks: entries are written one after the other. */
const lockKey = 7_202_501_012;
const batch = 1000;

interface AuditRow {
  id: string;
  at: Date;
  actor_id: string | null;
  actor_name: string;
  action: string;
  subject: string;
  details: string;
  previous_hash: string;
  hash: string;
}

/** Writes an entry in the transaction of what it tells of: both happen, or neither. */
export async function appendAudit(client: pg.PoolClient, { actor, action, subject, details = {} }: AuditEvent, at: Date): Promise<void> {
  await client.query("SELECT pg_advisory_xact_lock($1)", [lockKey]);
  const { rows } = await client.query<{ id: string; hash: string }>("SELECT id, hash FROM audit_entries ORDER BY id DESC LIMIT 1");
  const entry = {
    id: Number(rows[0]?.id ?? 0) + 1,
    at,
    actorId: actor.id ?? null,
    actorName: actor.name,
    action,
    subject,
    details: JSON.stringify(details),
    previousHash: rows[0]?.hash ?? firstPreviousHash,
  };
  await client.query(
    `INSERT INTO audit_entries (id, at, actor_id, actor_name, action, subject, details, previous_hash, hash)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [entry.id, entry.at, entry.actorId, entry.actorName, entry.action, entry.subject, entry.details, entry.previousHash, hashOfEntry(entry)],
  );
}

export interface AuditFilter {
  /** Of the actor or the subject, in part. */
  readonly text?: string | undefined;
  readonly action?: string | undefined;
  readonly from?: Date | undefined;
  readonly to?: Date | undefined;
}

/** Entries that fit, newest first, and how many there are. */
export async function listAudit(
  pool: pg.Pool,
  { text, action, from, to }: AuditFilter,
  { limit, offset }: { readonly limit: number; readonly offset: number },
): Promise<{ entries: AuditEntry[]; count: number }> {
  const where = `($1::text IS NULL OR strpos(lower(actor_name || ' ' || subject), lower($1)) > 0) AND ($2::text IS NULL OR action = $2)
    AND ($3::timestamptz IS NULL OR at >= $3) AND ($4::timestamptz IS NULL OR at < $4)`;
  const values = [text ?? null, action ?? null, from ?? null, to ?? null];
  const [{ rows }, counted] = await Promise.all([
    pool.query<AuditRow>(`SELECT * FROM audit_entries WHERE ${where} ORDER BY id DESC LIMIT $5 OFFSET $6`, [...values, limit, offset]),
    pool.query<{ count: string }>(`SELECT count(*) FROM audit_entries WHERE ${where}`, values),
  ]);
  return { entries: rows.map(toEntry), count: Number(counted.rows[0]?.count ?? 0) };
}

function toEntry({ id, at, actor_id, actor_name, action, subject, details }: AuditRow): AuditEntry {
  const actor = { id: actor_id ?? undefined, name: actor_name };
  return { id: Number(id), at, actor, action, subject, details: JSON.parse(details) as NonNullable<AuditEntry["details"]> };
}

export interface AuditVerdict {
  readonly count: number;
  /** Hash of the newest entry. Whoever notes it down finds out later whether entries before it were changed or cut off. */
  readonly head: string;
  /** Number of the first entry that does not fit; `undefined`: all fit. */
  readonly brokenAt: number | undefined;
  /** Whether the head that was noted down is still there; `undefined`: none was given. */
  readonly hasNoted: boolean | undefined;
}

/** Reads the whole log and computes each hash anew. @param noted a head of an earlier verdict. */
export async function verifyAudit(pool: pg.Pool, noted?: string): Promise<AuditVerdict> {
  let previousHash = firstPreviousHash;
  let count = 0;
  let hasNoted = noted === undefined ? undefined : noted === firstPreviousHash;
  for (;;) {
    const { rows } = await pool.query<AuditRow>("SELECT * FROM audit_entries WHERE id > $1 ORDER BY id LIMIT $2", [count, batch]);
    for (const row of rows) {
      if (!fits(row, count + 1, previousHash)) return { count, head: previousHash, brokenAt: count + 1, hasNoted };
      count += 1;
      previousHash = row.hash;
      if (row.hash === noted) hasNoted = true;
    }
    if (rows.length < batch) return { count, head: previousHash, brokenAt: undefined, hasNoted };
  }
}

function fits(row: AuditRow, id: number, previousHash: string): boolean {
  const { at, actor_id: actorId, actor_name: actorName, action, subject, details } = row;
  return (
    Number(row.id) === id &&
    row.previous_hash === previousHash &&
    row.hash === hashOfEntry({ id, at, actorId, actorName, action, subject, details, previousHash })
  );
}
