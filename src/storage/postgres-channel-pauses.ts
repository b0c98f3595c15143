import type pg from "pg";
import type { ChannelPause, ChannelPauseStore, NoticeBanner } from "../core/announcements/channel-pauses.js";
import type { Actor } from "../core/staff/audit.js";
import { appendAudit } from "./audit-log.js";
import { announcementChanges } from "./change-announcement.js";
import { inTransaction } from "./in-transaction.js";

interface PauseRow {
  channel_id: string;
  reason: string;
  since: Date;
  paused_by: string;
  ended_at: Date | null;
  ended_by: string | null;
}

const pauseColumns = "channel_id, reason, since, paused_by, ended_at, ended_by";

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

  async pause(channelId: string, reason: string, by: Actor): Promise<boolean> {
    return inTransaction(this.#pool, async (client) => {
      const { rowCount } = await client.query(
        "INSERT INTO channel_pauses (channel_id, reason, paused_by) VALUES ($1, $2, $3) ON CONFLICT (channel_id) WHERE ended_at IS NULL DO NOTHING",
        [channelId, reason, by.id ?? ""],
      );
      if (rowCount !== 1) return false;
      await appendAudit(client, { actor: by, action: "channel_paused", subject: channelId, details: { reason } }, new Date());
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

  async show(text: string | undefined, by: string): Promise<void> {
    await inTransaction(this.#pool, async (client) => {
      await client.query("UPDATE notice_banners SET ended_at = now(), ended_by = $1 WHERE ended_at IS NULL", [by]);
      if (text !== undefined) await client.query("INSERT INTO notice_banners (text, shown_by) VALUES ($1, $2)", [text, by]);
    });
  }

  async banner(): Promise<NoticeBanner | undefined> {
    const { rows } = await this.#pool.query<{ text: string; since: Date; shown_by: string }>(
      "SELECT text, since, shown_by FROM notice_banners WHERE ended_at IS NULL",
    );
    return rows[0] && { text: rows[0].text, since: rows[0].since, shownBy: rows[0].shown_by };
  }
}

function asPause(row: PauseRow): ChannelPause {
  return {
    channelId: row.channel_id,
    reason: row.reason,
    since: row.since,
    pausedBy: row.paused_by,
    endedAt: row.ended_at ?? undefined,
    endedBy: row.ended_by ?? undefined,
  };
}
