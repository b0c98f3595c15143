import { setTimeout as sleep } from "node:timers/promises";
import type pg from "pg";

const checkMs = 2_000;

/** Whether the database answers soon. */
export async function answersSoon(pool: pg.Pool): Promise<boolean> {
  const query = pool.query("SELECT 1").then(
    () => true,
    () => false,
  );
  return Promise.race([query, sleep(checkMs, false, { ref: false })]);
}
