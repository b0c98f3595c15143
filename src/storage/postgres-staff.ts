import type pg from "pg";
import { idleMs, linkMs, longestMs, type Credentials, type StaffAccount, type StaffSession } from "../core/staff/account.js";
import type { Actor } from "../core/staff/audit.js";
import type { Role } from "../core/staff/roles.js";
import { lockMinutes, type SignInStore } from "../core/staff/sign-in.js";
import { appendAudit } from "./audit-log.js";
import { inTransaction } from "./in-transaction.js";

interface AccountRow {
  id: string;
  login: string;
  name: string;
  roles: Role[];
  has_password: boolean;
  has_second_factor: boolean;
  is_disabled: boolean;
}

const accountColumns = `id, login, name, roles, password_hash IS NOT NULL AS has_password, totp_secret IS NOT NULL AS has_second_factor,
  disabled_at IS NOT NULL AS is_disabled`;
/** Failures are forgotten after a day without one. */
const keepAttempts = "interval '1 day'";

/** What a one-time link is for. */
export interface StaffLink {
  /** `undefined`: makes the first administrator. */
  readonly account: StaffAccount | undefined;
}

export interface NewAccount {
  readonly id: string;
  readonly login: string;
  readonly name: string;
  readonly roles: readonly Role[];
  /** Absent: set later, by a link. */
  readonly passwordHash?: string;
}

/** Accounts of the console, their sessions and one-time links. What changes an account writes the audit log too. */
export class PostgresStaff implements SignInStore {
  readonly #pool: pg.Pool;

  constructor(pool: pg.Pool) {
    this.#pool = pool;
  }

  async countAttempt(login: string, now: Date): Promise<Date | undefined> {
    return inTransaction(this.#pool, async (client) => {
      const { rows } = await client.query<{ failures: number; locked_until: Date | null }>(
        `INSERT INTO sign_in_attempts (login, failures, last_at) VALUES ($1, 0, $2)
         ON CONFLICT (login) DO UPDATE SET
           failures = CASE WHEN sign_in_attempts.last_at < $2 - ${keepAttempts} THEN 0 ELSE sign_in_attempts.failures END
         RETURNING failures, locked_until`,
        [login, now],
      );
      const { failures = 0, locked_until: lockedUntil = null } = rows[0] ?? {};
      if (lockedUntil !== null && lockedUntil > now) return lockedUntil;
      const minutes = lockMinutes(failures + 1);
      await client.query("UPDATE sign_in_attempts SET failures = $2, last_at = $3, locked_until = $4 WHERE login = $1", [
        login,
        failures + 1,
        now,
        minutes === 0 ? null : new Date(now.getTime() + minutes * 60_000),
      ]);
    });
  }

  async forgetAttempts(login: string): Promise<void> {
    await this.#pool.query("DELETE FROM sign_in_attempts WHERE login = $1", [login]);
  }

  async credentials(login: string): Promise<Credentials | undefined> {
    const { rows } = await this.#pool.query<AccountRow & { password_hash: string | null; totp_secret: string | null; totp_last_step: string }>(
      `SELECT ${accountColumns}, password_hash, totp_secret, totp_last_step FROM staff_accounts WHERE login = $1`,
      [login],
    );
    const row = rows[0];
    if (row === undefined) return undefined;
    return {
      account: toAccount(row),
      passwordHash: row.password_hash ?? undefined,
      totpSecret: row.totp_secret ?? undefined,
      totpLastStep: Number(row.totp_last_step),
    };
  }

  async useStep(accountId: string, step: number): Promise<boolean> {
    const { rowCount } = await this.#pool.query("UPDATE staff_accounts SET totp_last_step = $2 WHERE id = $1 AND totp_last_step < $2", [accountId, step]);
    return rowCount === 1;
  }

  /** Whether anybody can sign in yet. */
  async hasAccounts(): Promise<boolean> {
    const { rows } = await this.#pool.query<{ exists: boolean }>("SELECT EXISTS (SELECT FROM staff_accounts WHERE password_hash IS NOT NULL) AS exists");
    return rows[0]?.exists ?? false;
  }

  async openSession(tokenHash: string, account: StaffAccount, browser: string, now: Date): Promise<void> {
    await inTransaction(this.#pool, async (client) => {
      await client.query("INSERT INTO staff_sessions (token_hash, account_id, browser, created_at, last_seen_at) VALUES ($1, $2, $3, $4, $4)", [
        tokenHash,
        account.id,
        browser,
        now,
      ]);
      await appendAudit(client, { actor: account, action: "signed_in", subject: "" }, now);
    });
  }

  /** The account of a session that still holds, and that is seen now. */
  async accountOfSession(tokenHash: string, now: Date): Promise<StaffAccount | undefined> {
    const { rows } = await this.#pool.query<AccountRow>(
      `WITH seen AS (
         UPDATE staff_sessions SET last_seen_at = greatest(last_seen_at, $2)
         WHERE token_hash = $1 AND last_seen_at > $3 AND created_at > $4
         RETURNING account_id
       )
       SELECT ${accountColumns} FROM staff_accounts, seen WHERE id = account_id AND disabled_at IS NULL`,
      [tokenHash, now, new Date(now.getTime() - idleMs), new Date(now.getTime() - longestMs)],
    );
    return rows[0] && toAccount(rows[0]);
  }

  /** The account's sessions that hold, the latest first. */
  async sessionsOf(accountId: string, now: Date): Promise<StaffSession[]> {
    const { rows } = await this.#pool.query<{ token_hash: string; browser: string; created_at: Date; last_seen_at: Date }>(
      `SELECT token_hash, browser, created_at, last_seen_at FROM staff_sessions
       WHERE account_id = $1 AND last_seen_at > $2 AND created_at > $3 ORDER BY last_seen_at DESC`,
      [accountId, new Date(now.getTime() - idleMs), new Date(now.getTime() - longestMs)],
    );
    return rows.map((row) => ({ tokenHash: row.token_hash, browser: row.browser, createdAt: row.created_at, lastSeenAt: row.last_seen_at }));
  }

  async closeSession(tokenHash: string): Promise<void> {
    await this.#pool.query("DELETE FROM staff_sessions WHERE token_hash = $1", [tokenHash]);
  }

  /** Ends all sessions of an account. @param except one that stays. */
  async closeSessions(
    account: StaffAccount,
    { by, except, now }: { readonly by: Actor; readonly except?: string | undefined; readonly now: Date },
  ): Promise<void> {
    await inTransaction(this.#pool, async (client) => {
      await client.query("DELETE FROM staff_sessions WHERE account_id = $1 AND token_hash IS DISTINCT FROM $2", [account.id, except ?? null]);
      await appendAudit(client, { actor: by, action: "sessions_closed", subject: account.login }, now);
    });
  }

  /** Notes a failed attempt on an account that exists. */
  async noteRefusal(account: StaffAccount, now: Date): Promise<void> {
    await inTransaction(this.#pool, (client) => appendAudit(client, { actor: account, action: "sign_in_refused", subject: account.login }, now));
  }

  /**
   * Makes a link that holds for three days; of an account's links the latest holds. @param account `undefined`: for the first
   * administrator; each process that starts makes one.
   */
  async makeLink(tokenHash: string, account: StaffAccount | undefined, by: Actor, now: Date): Promise<void> {
    await inTransaction(this.#pool, async (client) => {
      if (account !== undefined) await client.query("DELETE FROM staff_links WHERE account_id = $1", [account.id]);
      await client.query("INSERT INTO staff_links (token_hash, account_id, expires_at) VALUES ($1, $2, $3)", [
        tokenHash,
        account?.id ?? null,
        new Date(now.getTime() + linkMs),
      ]);
      if (account !== undefined) await appendAudit(client, { actor: by, action: "link_made", subject: account.login }, now);
    });
  }

  /** What an unused link that still holds is for. A link for the first administrator holds only while there is none. */
  async findLink(tokenHash: string, now: Date): Promise<StaffLink | undefined> {
    const { rows } = await this.#pool.query<{ account_id: string | null }>(
      `SELECT account_id FROM staff_links WHERE token_hash = $1 AND expires_at > $2
       AND (account_id IS NOT NULL OR NOT EXISTS (SELECT FROM staff_accounts WHERE password_hash IS NOT NULL))`,
      [tokenHash, now],
    );
    const link = rows[0];
    if (link === undefined) return undefined;
    const account = link.account_id === null ? undefined : await this.find(link.account_id);
    return account?.isDisabled === true ? undefined : { account };
  }

  /** Uses a link up: the account has this password from now on, and its sessions end. False if the link holds no more. */
  async setPasswordByLink(tokenHash: string, account: StaffAccount, passwordHash: string, now: Date): Promise<boolean> {
    return inTransaction(this.#pool, async (client) => {
      const { rowCount } = await client.query("DELETE FROM staff_links WHERE token_hash = $1 AND account_id = $2 AND expires_at > $3", [
        tokenHash,
        account.id,
        now,
      ]);
      if (rowCount !== 1) return false;
      await storePassword(client, account, passwordHash);
      await appendAudit(client, { actor: account, action: "password_set", subject: account.login }, now);
      return true;
    });
  }

  async changePassword(account: StaffAccount, passwordHash: string, now: Date): Promise<void> {
    await inTransaction(this.#pool, async (client) => {
      await storePassword(client, account, passwordHash);
      await appendAudit(client, { actor: account, action: "password_set", subject: account.login }, now);
    });
  }

  /** Uses the link of the first start up. False if it holds no more, or somebody was faster. */
  async makeFirstAdministrator(tokenHash: string, account: NewAccount & { readonly passwordHash: string }, now: Date): Promise<boolean> {
    return inTransaction(this.#pool, async (client) => {
      // Two links at once make one administrator.
      await client.query("LOCK TABLE staff_links IN SHARE ROW EXCLUSIVE MODE");
      const { rowCount } = await client.query(
        `DELETE FROM staff_links WHERE token_hash = $1 AND account_id IS NULL AND expires_at > $2
         AND NOT EXISTS (SELECT FROM staff_accounts WHERE password_hash IS NOT NULL)`,
        [tokenHash, now],
      );
      if (rowCount !== 1) return false;
      await insertAccount(client, account, now);
      await appendAudit(client, { actor: account, action: "account_made", subject: account.login, details: { roles: account.roles } }, now);
      return true;
    });
  }

  /** False if the name to sign in with is taken. */
  async make(account: NewAccount, by: Actor, now: Date): Promise<boolean> {
    return inTransaction(this.#pool, async (client) => {
      if (!(await insertAccount(client, account, now))) return false;
      await appendAudit(client, { actor: by, action: "account_made", subject: account.login, details: { roles: account.roles } }, now);
      return true;
    });
  }

  async find(id: string): Promise<StaffAccount | undefined> {
    const { rows } = await this.#pool.query<AccountRow>(`SELECT ${accountColumns} FROM staff_accounts WHERE id = $1`, [id]);
    return rows[0] && toAccount(rows[0]);
  }

  /** Names of all accounts by their ids. */
  async names(): Promise<Map<string, string>> {
    const { rows } = await this.#pool.query<{ id: string; name: string }>("SELECT id, name FROM staff_accounts");
    return new Map(rows.map(({ id, name }) => [id, name]));
  }

  async list(): Promise<StaffAccount[]> {
    const { rows } = await this.#pool.query<AccountRow>(`SELECT ${accountColumns} FROM staff_accounts ORDER BY disabled_at IS NOT NULL, login`);
    return rows.map(toAccount);
  }

  /**
   * Changes name, roles and whether the account is in use. A disabled account's sessions end at once.
   * @returns false, and nothing changes, if no administrator would be left.
   */
  async change(
    account: StaffAccount,
    changed: { readonly name: string; readonly roles: readonly Role[]; readonly isDisabled: boolean },
    by: Actor,
    now: Date,
  ): Promise<boolean> {
    return inTransaction(this.#pool, async (client) => {
      await client.query("LOCK TABLE staff_accounts IN SHARE ROW EXCLUSIVE MODE");
      const { rows } = await client.query<{ exists: boolean }>(
        `SELECT EXISTS (
           SELECT FROM staff_accounts WHERE id <> $1 AND 'administrator' = ANY (roles) AND disabled_at IS NULL AND password_hash IS NOT NULL
         ) AS exists`,
        [account.id],
      );
      const staysAdministrator = account.hasPassword && changed.roles.includes("administrator") && !changed.isDisabled;
      if (rows[0]?.exists !== true && !staysAdministrator) return false;
      await client.query("UPDATE staff_accounts SET name = $2, roles = $3, disabled_at = CASE WHEN $4 THEN coalesce(disabled_at, $5) END WHERE id = $1", [
        account.id,
        changed.name,
        changed.roles,
        changed.isDisabled,
        now,
      ]);
      if (changed.isDisabled) await client.query("DELETE FROM staff_sessions WHERE account_id = $1", [account.id]);
      const { name, roles, isDisabled } = changed;
      await appendAudit(client, { actor: by, action: "account_changed", subject: account.login, details: { name, roles, isDisabled } }, now);
      return true;
    });
  }

  /** The secret that is being set up; made once, so that the QR code stays while the page is loaded again. */
  async pendingSecondFactor(accountId: string, proposed: string): Promise<string> {
    const { rows } = await this.#pool.query<{ totp_pending: string }>(
      "UPDATE staff_accounts SET totp_pending = coalesce(totp_pending, $2) WHERE id = $1 RETURNING totp_pending",
      [accountId, proposed],
    );
    return rows[0]?.totp_pending ?? proposed;
  }

  /** The pending secret becomes the account's. @param step of the code that confirmed it. */
  async confirmSecondFactor(account: StaffAccount, step: number, now: Date): Promise<void> {
    await inTransaction(this.#pool, async (client) => {
      await client.query(
        "UPDATE staff_accounts SET totp_secret = totp_pending, totp_pending = NULL, totp_last_step = $2 WHERE id = $1 AND totp_pending IS NOT NULL",
        [account.id, step],
      );
      await appendAudit(client, { actor: account, action: "second_factor_set", subject: account.login }, now);
    });
  }

  /** Somebody lost the phone: the second factor is set up anew at the next signing in. Sessions end. */
  async removeSecondFactor(account: StaffAccount, by: Actor, now: Date): Promise<void> {
    await inTransaction(this.#pool, async (client) => {
      await client.query("UPDATE staff_accounts SET totp_secret = NULL, totp_pending = NULL WHERE id = $1", [account.id]);
      await client.query("DELETE FROM staff_sessions WHERE account_id = $1", [account.id]);
      await appendAudit(client, { actor: by, action: "second_factor_removed", subject: account.login }, now);
    });
  }
}

function toAccount({ id, login, name, roles, has_password, has_second_factor, is_disabled }: AccountRow): StaffAccount {
  return { id, login, name, roles, hasPassword: has_password, hasSecondFactor: has_second_factor, isDisabled: is_disabled };
}

async function insertAccount(client: pg.PoolClient, { id, login, name, roles, passwordHash }: NewAccount, now: Date): Promise<boolean> {
  const { rowCount } = await client.query(
    "INSERT INTO staff_accounts (id, login, name, roles, password_hash, created_at) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (login) DO NOTHING",
    [id, login, name, roles, passwordHash ?? null, now],
  );
  return rowCount === 1;
}

async function storePassword(client: pg.PoolClient, account: StaffAccount, passwordHash: string): Promise<void> {
  await client.query("UPDATE staff_accounts SET password_hash = $2 WHERE id = $1", [account.id, passwordHash]);
  await client.query("DELETE FROM staff_sessions WHERE account_id = $1", [account.id]);
}
