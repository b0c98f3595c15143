import type pg from "pg";

/** Runs `work` in one transaction: all of it is stored when the promise resolves, and none of it if it rejects. */
export async function inTransaction<T>(pool: pg.Pool, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  try {
    await client.query("BEGIN");
    const result = await work(client);
    await client.query("COMMIT");
    client.release();
    return result;
  } catch (error) {
    const isClean = await client.query("ROLLBACK").then(
      () => true,
      () => false,
    );
    // A connection that could not even roll back is not lent again.
    client.release(!isClean);
    throw error;
  }
}
