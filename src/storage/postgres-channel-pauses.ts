import type pg from "pg";
import type { ChannelPause, ChannelPauseStore, NewNotice, NoticeBanner } from "../core/announcements/channel-pauses.js";
import { noticeOn, webChatId } from "../core/announcements/notice-on.js";
import type { Notice } from "../core/announcements/notice.js";
import type { Actor } from "../core/staff/audit.js";
import { appendAudit } from "./audit-log.js";
import { announcementChanges } from "./change-announcement.js";
import { inTransaction } from "./in-transaction.js";

interface PauseRow {
  id: string;
  channel_id: string;
  reason: string;
  since: Date;
  paused_by: string;
  is_public: boolean;
  ended_at: Date | null;
  ended_by: string | null;
}

const pauseColumns = "id, channel_id, reason, since, paused_by, is_public, ended_at, ended_by";

/** SQL that tells whether a channel is switched off. @param channelId expression */
export function isPaused(channelId: string): string {
  return `EXISTS (SELECT FROM channel_pauses WHERE channel_pauses.channel_id = ${channelId} AND ended_at IS NULL)`;
}

/** Kill switches and the banner in the database. */
export class PostgresChannelPauses implements ChannelPauseStore {
  readonly #pool: pg.Pool;

  constructor(pool: pg.Pool) {
    this.#pool = pool;
  }

  async pause(channelId: string, { reason, isPublic }: { readonly reason: string; readonly isPublic: boolean }, by: Actor): Promise<boolean> {
    return inTransaction(this.#pool, async (client) => {
      const { rowCount } = await client.query(
        "INSERT INTO channel_pauses (channel_id, reason, paused_by, is_public) VALUES ($1, $2, $3, $4) ON CONFLICT (channel_id) WHERE ended_at IS NULL DO NOTHING",
        [channelId, reason, by.id ?? "", isPublic],
      );
      if (rowCount !== 1) return false;
      await appendAudit(client, { actor: by, action: "channel_paused", subject: channelId, details: { reason, isPublic } }, new Date());
      return true;
    });
  }

  async resume(channelId: string, by: Actor): Promise<boolean> {
    return inTransaction(this.#pool, async (client) => {
      const { rowCount } = await client.query("UPDATE channel_pauses SET ended_at = now(), ended_by = $2 WHERE channel_id = $1 AND ended_at IS NULL", [
        channelId,
        by.id ?? "",
      ]);
      if (rowCount !== 1) return false;
      await client.query("SELECT pg_notify($1, '')", [announcementChanges]);
      await appendAudit(client, { actor: by, action: "channel_resumed", subject: channelId }, new Date());
      return true;
    });
  }

  async paused(): Promise<ChannelPause[]> {
    const { rows } = await this.#pool.query<PauseRow>(`SELECT ${pauseColumns} FROM channel_pauses WHERE ended_at IS NULL ORDER BY since`);
    return rows.map(asPause);
  }

  async pauses(limit: number): Promise<ChannelPause[]> {
    const { rows } = await this.#pool.query<PauseRow>(`SELECT ${pauseColumns} FROM channel_pauses ORDER BY id DESC LIMIT $1`, [limit]);
    return rows.map(asPause);
  }

  async show({ text, channelId, endsAt }: NewNotice, by: Actor): Promise<void> {
    await inTransaction(this.#pool, async (client) => {
      await client.query("UPDATE notice_banners SET ended_at = now(), ended_by = $2 WHERE ended_at IS NULL AND coalesce(channel_id, '') = $1", [
        channelId ?? "",
        by.id ?? "",
      ]);
      await client.query("INSERT INTO notice_banners (text, channel_id, ends_at, shown_by) VALUES ($1, $2, $3, $4)", [
        text,
        channelId ?? null,
        endsAt ?? null,
        by.id ?? "",
      ]);
      const details = { text, ...(endsAt !== undefined && { until: endsAt.toISOString() }) };
      await appendAudit(client, { actor: by, action: "notice_shown", subject: channelId ?? "", details }, new Date());
    });
  }

  async endNotice(id: number, by: Actor): Promise<boolean> {
    return inTransaction(this.#pool, async (client) => {
      const { rows } = await client.query<{ text: string; channel_id: string | null }>(
        "UPDATE notice_banners SET ended_at = now(), ended_by = $2 WHERE id = $1 AND ended_at IS NULL RETURNING text, channel_id",
        [id, by.id ?? ""],
      );
      const [ended] = rows;
      if (ended === undefined) return false;
      await appendAudit(client, { actor: by, action: "notice_ended", subject: ended.channel_id ?? "", details: { text: ended.text } }, new Date());
      return true;
    });
  }

  async notices(now: Date): Promise<NoticeBanner[]> {
    const { rows } = await this.#pool.query<NoticeRow>(
      `SELECT id, text, channel_id, ends_at, since, shown_by FROM notice_banners
       WHERE ended_at IS NULL AND (ends_at IS NULL OR ends_at > $1) ORDER BY channel_id NULLS FIRST`,
      [now],
    );
    return rows.map(asNotice);
  }

  async noticeOn(channelId: string, now: Date): Promise<Notice | undefined> {
    const [notices, paused] = await Promise.all([this.notices(now), channelId === webChatId ? this.paused() : []]);
    return noticeOn(channelId, notices, paused);
  }
}

interface NoticeRow {
  id: string;
  text: string;
  channel_id: string | null;
  ends_at: Date | null;
  since: Date;
  shown_by: string;
}

function asNotice({ id, text, channel_id: channelId, ends_at: endsAt, since, shown_by: shownBy }: NoticeRow): NoticeBanner {
  return { id: Number(id), text, channelId: channelId ?? undefined, endsAt: endsAt ?? undefined, since, shownBy };
}

function asPause(row: PauseRow): ChannelPause {
  return {
    channelId: row.channel_id,
    reason: row.reason,
    since: row.since,
    pausedBy: row.paused_by,
    isPublic: row.is_public,
    endedAt: row.ended_at ?? undefined,
    endedBy: row.ended_by ?? undefined,
  };
}
