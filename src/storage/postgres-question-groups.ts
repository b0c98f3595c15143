import type pg from "pg";
import type { GroupedQuestions, GroupStore, KeptQuestion, UngroupedQuestion } from "../core/questions/group-store.js";
import { inTransaction } from "./in-transaction.js";

/** Any number that nothing else locks: one process groups. */
const lockKey = 7_202_501_016;

/** Questions and their groups, for the one process that groups them. */
export class PostgresQuestionGroups implements GroupStore {
  readonly #pool: pg.Pool;

  constructor(pool: pg.Pool) {
    this.#pool = pool;
  }

  /** Runs `work` unless another process groups just now. @returns whether it ran. */
  async alone(work: () => Promise<void>): Promise<boolean> {
    const client = await this.#pool.connect();
    try {
      const { rows } = await client.query<{ is_free: boolean }>("SELECT pg_try_advisory_lock($1) AS is_free", [lockKey]);
      if (rows[0]?.is_free !== true) return false;
      try {
        await work();
      } finally {
        await client.query("SELECT pg_advisory_unlock($1)", [lockKey]);
      }
      return true;
    } finally {
      client.release();
    }
  }

  async ungrouped(limit: number): Promise<UngroupedQuestion[]> {
    const { rows } = await this.#pool.query<UngroupedQuestion>(
      `SELECT answer_id AS "answerId", question, sources, asked_at AS "askedAt" FROM questions WHERE group_id IS NULL ORDER BY asked_at, answer_id LIMIT $1`,
      [limit],
    );
    return rows;
  }

  async groupsOfKeys(keys: readonly string[]): Promise<ReadonlyMap<string, number>> {
    const { rows } = await this.#pool.query<{ key: string; group_id: string }>("SELECT key, group_id FROM question_wordings WHERE key = ANY ($1)", [keys]);
    return new Map(rows.map(({ key, group_id }) => [key, Number(group_id)]));
  }

  async kept(afterId: number): Promise<KeptQuestion[]> {
    const { rows } = await this.#pool.query<{ id: string; group_id: string; reading: KeptQuestion["reading"] }>(
      "SELECT id, group_id, reading FROM question_wordings WHERE reading IS NOT NULL AND id > $1 ORDER BY id",
      [afterId],
    );
    return rows.map(({ id, group_id, reading }) => ({ id: Number(id), groupId: Number(group_id), reading }));
  }

  async newIds(count: number): Promise<number[]> {
    const { rows } = await this.#pool.query<{ id: string }>(
      "SELECT nextval(pg_get_serial_sequence('question_groups', 'id')) AS id FROM generate_series(1, $1)",
      [count],
    );
    return rows.map(({ id }) => Number(id));
  }

  async save({ groups, wordings, questions }: GroupedQuestions): Promise<number> {
    return inTransaction(this.#pool, async (client) => {
      await client.query(
        `INSERT INTO question_groups (id, name, topic) OVERRIDING SYSTEM VALUE
         SELECT id, name, topic FROM jsonb_to_recordset($1::jsonb) AS made (id bigint, name text, topic text)`,
        [JSON.stringify(groups)],
      );
      await client.query(
        `INSERT INTO question_wordings (key, group_id, typed, times, reading, last_asked_at)
         SELECT key, "groupId", typed, 0, reading, '-infinity'
         FROM jsonb_to_recordset($1::jsonb) AS made (key text, "groupId" bigint, typed text, reading jsonb)`,
        [JSON.stringify(wordings)],
      );
      await client.query(
        `WITH grouped AS (
           SELECT "answerId", key, "groupId", "askedAt"
           FROM jsonb_to_recordset($1::jsonb) AS placed ("answerId" text, key text, "groupId" bigint, "askedAt" timestamptz)
         ), counted AS (
           UPDATE question_wordings SET times = question_wordings.times + asked.times, last_asked_at = greatest(last_asked_at, asked.last)
           FROM (SELECT key, count(*)::integer AS times, max("askedAt") AS last FROM grouped GROUP BY key) AS asked WHERE question_wordings.key = asked.key
         )
         UPDATE questions SET group_id = "groupId" FROM grouped WHERE answer_id = "answerId"`,
        [JSON.stringify(questions)],
      );
      const { rows } = await client.query<{ last: string }>("SELECT coalesce(max(id), 0) AS last FROM question_wordings WHERE reading IS NOT NULL");
      return Number(rows[0]?.last);
    });
  }

  async wordingsOf(groupId: number, limit: number): Promise<{ typed: string; times: number }[]> {
    const { rows } = await this.#pool.query<{ typed: string; times: number }>(
      "SELECT typed, times FROM question_wordings WHERE group_id = $1 ORDER BY times DESC, id LIMIT $2",
      [groupId, limit],
    );
    return rows;
  }

  async rename(names: ReadonlyMap<number, string>): Promise<void> {
    await this.#pool.query(
      "UPDATE question_groups SET name = named.name FROM unnest($1::bigint[], $2::text[]) AS named (id, name) WHERE question_groups.id = named.id",
      [[...names.keys()], [...names.values()]],
    );
  }
}
