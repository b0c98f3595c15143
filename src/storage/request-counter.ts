import type pg from "pg";

export interface RequestCount {
  /** In the current window, this one included. */
  readonly count: number;
  /** Until the window ends. */
  readonly remainingMs: number;
}

/** Counts requests in windows of fixed length, for all processes together. */
export class RequestCounter {
  readonly #pool: pg.Pool;

  constructor(pool: pg.Pool) {
    this.#pool = pool;
  }

  /** Counts one request. @param key without anything that identifies a person. */
  async count(key: string, windowMs: number): Promise<RequestCount> {
    const { rows } = await this.#pool.query<{ count: number; remaining: number }>(
      `INSERT INTO request_counts AS counts (key, count, window_ends_at) VALUES ($1, 1, now() + make_interval(secs => $2 / 1000.0))
       ON CONFLICT (key) DO UPDATE SET
         count = CASE WHEN counts.window_ends_at > now() THEN counts.count + 1 ELSE 1 END,
         window_ends_at = CASE WHEN counts.window_ends_at > now() THEN counts.window_ends_at ELSE excluded.window_ends_at END
       RETURNING count, (extract(epoch FROM window_ends_at - now()) * 1000)::float AS remaining`,
      [key, windowMs],
    );
    const [row] = rows;
    return { count: row?.count ?? 1, remainingMs: Math.max(0, row?.remaining ?? windowMs) };
  }
}
