import { createHash } from "node:crypto";
import type pg from "pg";
import type { Announcement, AnnouncementContent } from "../core/announcements/announcement.js";
import type {
  AnnouncementFilter,
  AnnouncementHistory,
  AnnouncementStore,
  Changed,
  Decision,
  Page,
  StoredPicture,
} from "../core/announcements/announcement-store.js";
import type { AudienceQuestion, ChannelCount } from "../core/announcements/audience-count.js";
import type { ClickCount, LedgerCounts, Measure, RecipientCount, RecipientState, ReportRow } from "../core/announcements/ledger.js";
import { countAudience } from "./announcement-audience.js";
import {
  announcementColumns,
  asAnnouncement,
  asEvent,
  asVersion,
  withContent,
  type AnnouncementRow,
  type EventRow,
  type VersionRow,
} from "./announcement-rows.js";
import { insertAnnouncement, storeChange } from "./change-announcement.js";
import { punctualityOf } from "./punctuality.js";
import type { ChannelGap, Punctuality } from "../core/announcements/punctuality.js";
import { inTransaction } from "./in-transaction.js";

interface RecipientRow {
  id: string;
  channel_id: string;
  state: RecipientState;
  reason: string | null;
  attempts: number;
  is_uncertain: boolean;
  created_at: Date;
  done_at: Date | null;
}

/** Keeps announcements in the database. */
export class PostgresAnnouncements implements AnnouncementStore {
  readonly #pool: pg.Pool;

  constructor(pool: pg.Pool) {
    this.#pool = pool;
  }

  create(content: AnnouncementContent, authorId: string): Promise<number> {
    return inTransaction(this.#pool, (client) => insertAnnouncement(client, content, authorId));
  }

  find(id: number): Promise<Announcement | undefined> {
    return findIn(this.#pool, id);
  }

  async history(id: number): Promise<AnnouncementHistory | undefined> {
    const announcement = await this.find(id);
    if (announcement === undefined) return undefined;
    const versions = await this.#pool.query<VersionRow>(
      "SELECT version, content, written_by, written_at FROM announcement_versions WHERE announcement_id = $1 ORDER BY version DESC",
      [id],
    );
    const events = await this.#pool.query<EventRow>(
      "SELECT action, from_state, to_state, version, reason, done_by, done_at FROM announcement_events WHERE announcement_id = $1 ORDER BY id",
      [id],
    );
    return { announcement, versions: versions.rows.map(asVersion), events: events.rows.map(asEvent) };
  }

  async list({ states, title, isTraining }: AnnouncementFilter, { offset, limit }: Page): Promise<{ announcements: Announcement[]; total: number }> {
    const isWanted =
      "($1::text[] IS NULL OR state = ANY ($1)) AND ($2::text IS NULL OR position(lower($2) IN lower(title)) > 0) AND ($3::boolean IS NULL OR is_training = $3)";
    const values = [states ?? null, title ?? null, isTraining ?? null];
    const counted = await this.#pool.query<{ count: string }>(`SELECT count(*) FROM announcements WHERE ${isWanted}`, values);
    const { rows } = await this.#pool.query<AnnouncementRow>(
      `SELECT ${announcementColumns} FROM ${withContent} WHERE ${isWanted} ORDER BY updated_at DESC, announcements.id DESC OFFSET $4 LIMIT $5`,
      [...values, offset, limit],
    );
    return { announcements: rows.map(asAnnouncement), total: Number(counted.rows[0]?.count) };
  }

  async change<Refused>(id: number, decide: (current: Announcement) => Decision<Refused> | Promise<Decision<Refused>>): Promise<Changed<Refused> | undefined> {
    const refused = await inTransaction(this.#pool, async (client) => {
      await client.query("SELECT FROM announcements WHERE id = $1 FOR UPDATE", [id]);
      const current = await findIn(client, id);
      if (current === undefined) return undefined;
      const decision = await decide(current);
      if ("refused" in decision) return decision;
      await storeChange(client, current, decision.change);
      return undefined;
    });
    if (refused !== undefined) return refused;
    const announcement = await this.find(id);
    return announcement && { announcement };
  }

  countAudience(question: AudienceQuestion): Promise<ChannelCount[]> {
    return countAudience(this.#pool, question);
  }

  async ledgerCounts(id: number): Promise<LedgerCounts | undefined> {
    const { rows } = await this.#pool.query<{ counts: RecipientCount[]; measures: Measure[]; counted_at: Date | null; is_expanded: boolean }>(
      "SELECT counts, measures, counted_at, expanded_at IS NOT NULL AS is_expanded FROM announcements WHERE id = $1",
      [id],
    );
    const [row] = rows;
    return row && { counts: row.counts, measures: row.measures, countedAt: row.counted_at ?? undefined, isExpanded: row.is_expanded };
  }

  async reportRows(
    id: number,
    { afterId, limit, states }: { readonly afterId: number; readonly limit: number; readonly states?: readonly RecipientState[] },
  ): Promise<ReportRow[]> {
    const { rows } = await this.#pool.query<RecipientRow>(
      `SELECT id, channel_id, state, reason, attempts, is_uncertain, created_at, done_at FROM announcement_recipients
       WHERE announcement_id = $1 AND id > $2 AND ($3::text[] IS NULL OR state = ANY ($3)) ORDER BY id LIMIT $4`,
      [id, afterId, states ?? null, limit],
    );
    return rows.map(asReportRow);
  }

  punctuality(id: number, gaps: readonly ChannelGap[]): Promise<Punctuality[]> {
    return punctualityOf(this.#pool, id, gaps);
  }

  async countClick(id: number, link: number, day: string): Promise<boolean> {
    const { rowCount } = await this.#pool.query(
      `INSERT INTO announcement_clicks (announcement_id, link, day, count)
       SELECT announcements.id, $2::integer, $3::date, 1 FROM ${withContent}
       WHERE announcements.id = $1 AND counts_clicks AND $2::integer BETWEEN 1 AND jsonb_array_length(content->'links')
       ON CONFLICT (announcement_id, link, day) DO UPDATE SET count = announcement_clicks.count + 1`,
      [id, link, day],
    );
    return rowCount === 1;
  }

  async clicks(id: number): Promise<ClickCount[]> {
    const { rows } = await this.#pool.query<ClickCount>(
      "SELECT link, to_char(day, 'YYYY-MM-DD') AS day, count FROM announcement_clicks WHERE announcement_id = $1 ORDER BY announcement_clicks.day, link",
      [id],
    );
    return rows;
  }

  async savePicture({ contentType, bytes }: StoredPicture, addedBy: string): Promise<string> {
    const sha256 = createHash("sha256").update(bytes).digest("hex");
    await this.#pool.query(
      "INSERT INTO announcement_pictures (content_type, bytes, sha256, added_by) VALUES ($1, $2, $3, $4) ON CONFLICT (sha256) DO NOTHING",
      [contentType, bytes, sha256, addedBy],
    );
    return sha256;
  }

  async picture(id: string): Promise<StoredPicture | undefined> {
    const { rows } = await this.#pool.query<{ content_type: StoredPicture["contentType"]; bytes: Buffer }>(
      "SELECT content_type, bytes FROM announcement_pictures WHERE sha256 = $1",
      [id],
    );
    return rows[0] && { contentType: rows[0].content_type, bytes: rows[0].bytes };
  }
}

async function findIn(client: pg.Pool | pg.PoolClient, id: number): Promise<Announcement | undefined> {
  const { rows } = await client.query<AnnouncementRow>(`SELECT ${announcementColumns} FROM ${withContent} WHERE announcements.id = $1`, [id]);
  return rows[0] && asAnnouncement(rows[0]);
}

function asReportRow(row: RecipientRow): ReportRow {
  return {
    id: Number(row.id),
    channelId: row.channel_id,
    state: row.state,
    reason: row.reason ?? "",
    attempts: row.attempts,
    isUncertain: row.is_uncertain,
    createdAt: row.created_at,
    doneAt: row.done_at ?? undefined,
  };
}
