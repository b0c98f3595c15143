import type pg from "pg";
import { act, type Action } from "../../src/core/announcements/act.js";
import type { AnnouncementContent } from "../../src/core/announcements/announcement.js";
import type { AnnouncementStore } from "../../src/core/announcements/announcement-store.js";
import { sampleContent } from "./sample-announcement.js";

/** Ten o'clock of today in Vietnam: tests announce at any hour. */
export function daytime(): Date {
  return new Date(`${new Date().toISOString().slice(0, 10)}T03:00:00Z`);
}

/** Conversations on a channel, `<channel>-1`, `<channel>-2` …, that want announcements. */
export async function subscribe(pool: pg.Pool, channelId: string, count: number): Promise<void> {
  await pool.query(
    `INSERT INTO conversations (id, channel_id, user_id, reference)
     SELECT $1 || '-' || n, $1, 'u' || n, jsonb_build_object('channelId', $1::text, 'conversation', jsonb_build_object('id', $1 || '-' || n)) FROM generate_series(1, $2::integer) AS n
     ON CONFLICT DO NOTHING`,
    [channelId, count],
  );
  await wantAnnouncements(pool, channelId);
}

/** All conversations of a channel want announcements. */
export async function wantAnnouncements(pool: pg.Pool, channelId: string): Promise<void> {
  await pool.query(
    `INSERT INTO subscriptions (conversation_id, channel_id, topics, role, consent_version, subscribed_at)
     SELECT id, channel_id, '{tips}', 'citizen', '1', now() FROM conversations WHERE channel_id = $1 ON CONFLICT DO NOTHING`,
    [channelId],
  );
}

/** Takes an announcement from its draft to its time of sending, which is now. @returns its id */
export async function announce(store: AnnouncementStore, content: Partial<AnnouncementContent> = {}): Promise<number> {
  const now = daytime();
  const id = await store.create({ ...sampleContent, text: "Nội dung", ...content }, "an");
  const steps: [Action, string][] = [
    [{ kind: "submit" }, "an"],
    [{ kind: "approve", isConfirmed: true }, "binh"],
    [{ kind: "schedule", at: now, isConfirmed: true }, "an"],
  ];
  for (const [action, by] of steps) {
    const changed = await store.change(id, (current) => act(current, action, { actor: { id: by, mayDeclareEmergencies: true }, now }));
    if (changed === undefined || "refused" in changed) throw new Error(`${action.kind}: ${changed?.refused ?? "unknown"}`);
  }
  return id;
}

export interface LedgerRow {
  readonly conversation_id: string | null;
  readonly state: string;
  readonly reason: string | null;
  readonly is_uncertain: boolean;
}

export async function ledgerOf(pool: pg.Pool, id: number): Promise<LedgerRow[]> {
  const { rows } = await pool.query<LedgerRow>(
    "SELECT conversation_id, state, reason, is_uncertain FROM announcement_recipients WHERE announcement_id = $1 ORDER BY id",
    [id],
  );
  return rows;
}
