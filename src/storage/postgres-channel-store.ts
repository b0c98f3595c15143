import type pg from "pg";
import type { ChannelStore } from "../activity/push-channel.js";
import { inTransaction } from "./in-transaction.js";

/** Keeps what channels keep in the database. */
export class PostgresChannelStore implements ChannelStore {
  readonly #pool: pg.Pool;

  constructor(pool: pg.Pool) {
    this.#pool = pool;
  }

  async get(name: string): Promise<unknown> {
    const { rows } = await this.#pool.query<{ value: unknown }>("SELECT value FROM kept WHERE name = $1 AND (kept_until IS NULL OR kept_until > now())", [
      name,
    ]);
    return rows[0]?.value ?? undefined;
  }

  async set(name: string, value: unknown, forMs?: number): Promise<void> {
    await this.#pool.query(
      `INSERT INTO kept (name, value, kept_until) VALUES ($1, $2, now() + make_interval(secs => $3::float / 1000))
       ON CONFLICT (name) DO UPDATE SET value = excluded.value, kept_until = excluded.kept_until`,
      [name, JSON.stringify(value), forMs ?? null],
    );
  }

  async change<T>(name: string, change: (value: unknown) => Promise<{ value: unknown; result: T }>): Promise<T> {
    return inTransaction(this.#pool, async (client) => {
      await client.query("INSERT INTO kept (name) VALUES ($1) ON CONFLICT DO NOTHING", [name]);
      const { rows } = await client.query<{ value: unknown }>("SELECT value FROM kept WHERE name = $1 FOR UPDATE", [name]);
      const { value, result } = await change(rows[0]?.value ?? undefined);
      await client.query("UPDATE kept SET value = $2 WHERE name = $1", [name, value === undefined ? null : JSON.stringify(value)]);
      return result;
    });
  }
}
