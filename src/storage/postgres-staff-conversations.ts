import type pg from "pg";
import type { TrialLink } from "../core/conversation/trial-link.js";
import type { StaffAccount } from "../core/staff/account.js";
import { hashOfToken } from "../core/staff/token.js";
import { appendAudit } from "./audit-log.js";
import { inTransaction } from "./in-transaction.js";

/** A conversation in which a member of the staff gets trials of announcements. */
export interface StaffConversation {
  readonly channelId: string;
  readonly conversationId: string;
  readonly linkedAt: Date;
}

/** How long a code holds, in milliseconds. */
const codeMs = 15 * 60_000;

/** The conversations of the staff, one for each account and channel. What changes them writes the audit log too. */
export class PostgresStaffConversations {
  readonly #pool: pg.Pool;

  constructor(pool: pg.Pool) {
    this.#pool = pool;
  }

  /** A code takes the place of the one before. Only its hash is kept. */
  async saveCode(accountId: string, code: string, now: Date): Promise<void> {
    await this.#pool.query(
      `INSERT INTO staff_conversation_codes (account_id, code_hash, expires_at) VALUES ($1, $2, $3)
       ON CONFLICT (account_id) DO UPDATE SET code_hash = excluded.code_hash, expires_at = excluded.expires_at, conversation_id = NULL`,
      [accountId, hashOfToken(code), new Date(now.getTime() + codeMs)],
    );
  }

  /** A code counts in one conversation, and there again: the message that bears it may be read twice after a crash. */
  async link(code: string, { conversationId, channelId }: { readonly conversationId: string; readonly channelId: string }, now: Date): Promise<TrialLink> {
    return inTransaction(this.#pool, async (client) => {
      const { rows } = await client.query<{ id: string; name: string; is_new: boolean }>(
        `UPDATE staff_conversation_codes AS code SET conversation_id = $2 FROM staff_accounts AS account, staff_conversation_codes AS before
         WHERE code.code_hash = $1 AND code.expires_at > $3 AND (code.conversation_id IS NULL OR code.conversation_id = $2)
           AND account.id = code.account_id AND account.disabled_at IS NULL AND before.account_id = code.account_id
         RETURNING account.id, account.name, before.conversation_id IS NULL AS is_new`,
        [hashOfToken(code), conversationId, now],
      );
      const [account] = rows;
      if (account === undefined) return "unknown_code";
      if (!account.is_new) return { accountName: account.name };
      await client.query(
        `INSERT INTO staff_conversations (account_id, channel_id, conversation_id, linked_at) VALUES ($1, $2, $3, $4)
         ON CONFLICT (account_id, channel_id) DO UPDATE SET conversation_id = excluded.conversation_id, linked_at = excluded.linked_at`,
        [account.id, channelId, conversationId, now],
      );
      await appendAudit(client, { actor: account, action: "conversation_linked", subject: channelId }, now);
      return { accountName: account.name };
    });
  }

  async of(accountId: string): Promise<StaffConversation[]> {
    const { rows } = await this.#pool.query<{ channel_id: string; conversation_id: string; linked_at: Date }>(
      "SELECT channel_id, conversation_id, linked_at FROM staff_conversations WHERE account_id = $1 ORDER BY channel_id",
      [accountId],
    );
    return rows.map((row) => ({ channelId: row.channel_id, conversationId: row.conversation_id, linkedAt: row.linked_at }));
  }

  async unlink(account: StaffAccount, channelId: string, now: Date): Promise<void> {
    await inTransaction(this.#pool, async (client) => {
      const { rowCount } = await client.query("DELETE FROM staff_conversations WHERE account_id = $1 AND channel_id = $2", [account.id, channelId]);
      if (rowCount === 1) await appendAudit(client, { actor: account, action: "conversation_unlinked", subject: channelId }, now);
    });
  }

  /** Notes in the audit log that somebody had an announcement sent to themselves. */
  async noteTrial(
    account: StaffAccount,
    announcement: { readonly id: number; readonly title: string; readonly version: number },
    channels: readonly string[],
    now: Date,
  ): Promise<void> {
    const { id, title, version } = announcement;
    await inTransaction(this.#pool, (client) =>
      appendAudit(client, { actor: account, action: "announcement_trial", subject: `#${id} ${title}`, details: { version, channels } }, now),
    );
  }
}
