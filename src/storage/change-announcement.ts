import type pg from "pg";
import { systemId, type Announcement, type AnnouncementContent } from "../core/announcements/announcement.js";
import type { AnnouncementChange } from "../core/announcements/announcement-store.js";
import { appendAudit } from "./audit-log.js";

/** The NOTIFY channel on which senders hear that the state of an announcement has changed; the payload is its id. */
export const announcementChanges = "announcement_changes";

/** Columns that follow from the content, in the order of `valuesOf`. */
const contentColumns = ["title", "is_emergency", "is_training", "audience", "topic", "repeats_weekly", "carries_question", "counts_clicks"] as const;

function valuesOf(content: AnnouncementContent): unknown[] {
  const { title, isEmergency, isTraining, audience, topic, repeatsWeekly, question, countsClicks } = content;
  return [title, isEmergency, isTraining, JSON.stringify(audience), topic ?? null, repeatsWeekly, question ?? null, countsClicks];
}

/** @returns the id of the new draft. */
export async function insertAnnouncement(client: pg.PoolClient, content: AnnouncementContent, authorId: string): Promise<number> {
  const { rows } = await client.query<{ id: string }>(
    `INSERT INTO announcements (author_id, editor_id, ${contentColumns.join(", ")})
     VALUES ($1, $1, ${contentColumns.map((_, index) => `$${index + 2}`).join(", ")}) RETURNING id`,
    [authorId, ...valuesOf(content)],
  );
  const id = Number(rows[0]?.id);
  await insertVersion(client, { id, version: 1, content, by: authorId });
  await audit(client, { id, title: content.title, action: "create", version: 1, by: authorId });
  await client.query("INSERT INTO announcement_events (announcement_id, action, to_state, version, done_by) VALUES ($1, 'create', 'draft', 1, $2)", [
    id,
    authorId,
  ]);
  return id;
}

/** Writes a change over the announcement, whose row is locked, with its event. */
export async function storeChange(client: pg.PoolClient, current: Announcement, change: AnnouncementChange): Promise<void> {
  const { id } = current;
  const { content, event } = change;
  const version = current.version + (content === undefined ? 0 : 1);
  if (content !== undefined) {
    await insertVersion(client, { id, version, content, by: event.doneBy });
    await client.query(
      `UPDATE announcements SET version = $2, editor_id = $3, approver_id = NULL, state = $4, ${contentColumns.map((column, index) => `${column} = $${index + 5}`).join(", ")}
       WHERE id = $1`,
      [id, version, event.doneBy, change.state, ...valuesOf(content)],
    );
  }
  await client.query(
    `UPDATE announcements SET state = $2, approver_id = $3, scheduled_at = $4, started_at = $5, finished_at = $6, updated_at = now() WHERE id = $1`,
    [
      id,
      change.state,
      given(change.approverId, current.approverId),
      given(change.scheduledAt, current.scheduledAt),
      given(change.startedAt, current.startedAt),
      given(change.finishedAt, current.finishedAt),
    ],
  );
  await client.query(
    "INSERT INTO announcement_events (announcement_id, action, from_state, to_state, version, reason, done_by) VALUES ($1, $2, $3, $4, $5, $6, $7)",
    [id, event.action, current.state, change.state, version, event.reason ?? null, event.doneBy],
  );
  const { title } = content ?? current.content;
  await audit(client, { id, title, action: event.action, version, by: event.doneBy, reason: event.reason });
  if (change.retries === true) await retry(client, id);
  if (change.repeatsAt !== undefined) await repeat(client, id, change.repeatsAt);
  await client.query("SELECT pg_notify($1, $2)", [announcementChanges, String(id)]);
}

/** `undefined` leaves what is there; `null` empties it. */
function given<T>(next: T | null | undefined, before: T | undefined): T | null {
  return next === undefined ? (before ?? null) : next;
}

async function insertVersion(
  client: pg.PoolClient,
  { id, version, content, by }: { id: number; version: number; content: AnnouncementContent; by: string },
): Promise<void> {
  await client.query("INSERT INTO announcement_versions (announcement_id, version, content, written_by) VALUES ($1, $2, $3, $4)", [
    id,
    version,
    JSON.stringify(content),
    by,
  ]);
}

interface AuditedStep {
  readonly id: number;
  readonly title: string;
  readonly action: string;
  readonly version: number;
  readonly by: string;
  readonly reason?: string | undefined;
}

/** Every step stands in the audit log of the console, under the name that the account has now. */
async function audit(client: pg.PoolClient, { id, title, action, version, by, reason }: AuditedStep): Promise<void> {
  const { rows } = await client.query<{ name: string }>("SELECT name FROM staff_accounts WHERE id = $1", [by]);
  const actor = { id: by === systemId ? undefined : by, name: rows[0]?.name ?? "" };
  const details = { version, ...(reason !== undefined && { reason }) };
  await appendAudit(client, { actor, action: `announcement_${action}`, subject: `#${id} ${title}`, details }, new Date());
}

/** What failed, and what was left out for a reason that may have passed. */
async function retry(client: pg.PoolClient, id: number): Promise<void> {
  await client.query(
    `UPDATE announcement_recipients SET state = 'pending', reason = NULL, attempts = 0, next_at = now(), created_at = now(), done_at = NULL
     WHERE announcement_id = $1 AND conversation_id IS NOT NULL
       AND (state = 'failed' OR (state = 'skipped' AND reason IN ('outside_window', 'quota', 'channel_closed')))`,
    [id],
  );
}

/** The one of the next week: what was approved is approved, since nothing in it is new. */
async function repeat(client: pg.PoolClient, id: number, scheduledAt: Date): Promise<void> {
  const { rows } = await client.query<{ id: string; title: string }>(
    `INSERT INTO announcements (author_id, editor_id, approver_id, state, scheduled_at, earlier_id, ${contentColumns.join(", ")})
     SELECT author_id, editor_id, approver_id, 'scheduled', $2, id, ${contentColumns.join(", ")} FROM announcements WHERE id = $1
     ON CONFLICT (earlier_id) DO NOTHING RETURNING id, title`,
    [id, scheduledAt],
  );
  if (rows[0] === undefined) return;
  await client.query(
    `INSERT INTO announcement_versions (announcement_id, version, content, written_by)
     SELECT $2, 1, content, written_by FROM announcement_versions JOIN announcements USING (version)
     WHERE announcements.id = $1 AND announcement_id = $1`,
    [id, rows[0].id],
  );
  await client.query("INSERT INTO announcement_events (announcement_id, action, to_state, version, done_by) VALUES ($1, 'create', 'scheduled', 1, 'system')", [
    rows[0].id,
  ]);
  await audit(client, { id: Number(rows[0].id), title: rows[0].title, action: "create", version: 1, by: systemId });
}
