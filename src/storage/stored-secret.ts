import type pg from "pg";

/**
 * A secret that all processes share: the first one stored under a name stays.
 * @param proposed is stored if there is none yet.
 */
export async function storedSecret(pool: pg.Pool, name: string, proposed: string): Promise<string> {
  const { rows } = await pool.query<{ value: string }>(
    "INSERT INTO secrets (name, value) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET name = excluded.name RETURNING value",
    [name, proposed],
  );
  return rows[0]?.value ?? proposed;
}
