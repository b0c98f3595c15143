import type pg from "pg";
import type { Counter } from "../activity/push-channel.js";

/** Counts in the database. */
export class PostgresCounter implements Counter {
  readonly #pool: pg.Pool;

  constructor(pool: pg.Pool) {
    this.#pool = pool;
  }

  async addOne(name: string, most: number): Promise<boolean> {
    if (most < 1) return false;
    const { rowCount } = await this.#pool.query(
      `INSERT INTO counts (name, count) VALUES ($1, 1)
       ON CONFLICT (name) DO UPDATE SET count = counts.count + 1, updated_at = now() WHERE counts.count < $2`,
      [name, most],
    );
    return rowCount === 1;
  }
}
