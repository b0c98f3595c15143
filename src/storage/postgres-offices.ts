import type pg from "pg";
import type { StaffAccount } from "../core/staff/account.js";
import { appendAudit } from "./audit-log.js";
import { inTransaction } from "./in-transaction.js";

export interface Office {
  readonly id: string;
  readonly name: string;
  /** By which people join it: eight letters and digits. */
  readonly code: string;
}

/** Offices and who manages them, as the console keeps them. */
export class PostgresOffices {
  readonly #pool: pg.Pool;

  constructor(pool: pg.Pool) {
    this.#pool = pool;
  }

  /** All offices by name. */
  async list(): Promise<Office[]> {
    const { rows } = await this.#pool.query<Office>("SELECT id, name, code FROM offices ORDER BY name, id");
    return rows;
  }

  async find(id: string): Promise<Office | undefined> {
    const { rows } = await this.#pool.query<Office>("SELECT id, name, code FROM offices WHERE id = $1", [id]);
    return rows[0];
  }

  /** @param proposeCode called again where a code is taken. @returns the id of the new office. */
  async make(name: string, proposeCode: () => string, by: StaffAccount, now: Date): Promise<string> {
    return inTransaction(this.#pool, async (client) => {
      for (;;) {
        const { rows } = await client.query<{ id: string }>("INSERT INTO offices (name, code) VALUES ($1, $2) ON CONFLICT (code) DO NOTHING RETURNING id", [
          name,
          proposeCode(),
        ]);
        if (rows[0] === undefined) continue;
        await appendAudit(client, { actor: by, action: "office_made", subject: name }, now);
        return rows[0].id;
      }
    });
  }

  /** Whoever had the old code joins by it no more; those who have joined stay. */
  async renewCode(office: Office, proposeCode: () => string, by: StaffAccount, now: Date): Promise<void> {
    await inTransaction(this.#pool, async (client) => {
      await client.query("UPDATE offices SET code = $2 WHERE id = $1", [office.id, proposeCode()]);
      await appendAudit(client, { actor: by, action: "office_code_renewed", subject: office.name }, now);
    });
  }

  /** Ids of the offices that an account manages. */
  async managedBy(accountId: string): Promise<string[]> {
    const { rows } = await this.#pool.query<{ office_id: string }>("SELECT office_id FROM office_managers WHERE account_id = $1", [accountId]);
    return rows.map(({ office_id }) => office_id);
  }

  /** Ids of the accounts that manage an office. */
  async managersOf(officeId: string): Promise<string[]> {
    const { rows } = await this.#pool.query<{ account_id: string }>("SELECT account_id FROM office_managers WHERE office_id = $1", [officeId]);
    return rows.map(({ account_id }) => account_id);
  }

  /** @param managers accounts in place of those before. */
  async setManagers(office: Office, managers: readonly StaffAccount[], by: StaffAccount, now: Date): Promise<void> {
    await inTransaction(this.#pool, async (client) => {
      await client.query("DELETE FROM office_managers WHERE office_id = $1", [office.id]);
      await client.query("INSERT INTO office_managers (office_id, account_id) SELECT $1, unnest($2::text[])", [office.id, managers.map(({ id }) => id)]);
      const details = { managers: managers.map(({ login }) => login) };
      await appendAudit(client, { actor: by, action: "office_managers_set", subject: office.name, details }, now);
    });
  }

  /** Takes a certificate back: its page says so from now on, and its file is gone. False if it is unknown or was taken back before. */
  async revokeCertificate(serial: string, reason: string, by: StaffAccount, now: Date): Promise<boolean> {
    return inTransaction(this.#pool, async (client) => {
      const { rowCount } = await client.query("UPDATE certificates SET revoked_at = $2, revoked_why = $3 WHERE serial = $1 AND revoked_at IS NULL", [
        serial,
        now,
        reason,
      ]);
      if (rowCount !== 1) return false;
      await appendAudit(client, { actor: by, action: "certificate_revoked", subject: serial, details: { reason } }, now);
      return true;
    });
  }
}
