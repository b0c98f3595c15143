import type pg from "pg";
import type { StaffAccount } from "../core/staff/account.js";
import type { ContestEntry, ContestStore, ContestTry, RoundResult } from "../core/training/contest-store.js";
import { appendAudit } from "./audit-log.js";
import { inTransaction } from "./in-transaction.js";

interface TryRow {
  id: string;
  contest_id: string;
  round: number;
  started_at: Date;
  ends_at: Date;
  guess: number;
  asked_count: number;
  right_count: number;
  finished_at: Date | null;
}

/** Absent, each of them, where there is no entry. */
interface EntryRow {
  name: string | null;
  office_name: string | null;
  office_id: string | null;
  is_public: boolean | null;
  hidden_why: string | null;
}

interface ResultRow extends EntryRow {
  learner_id: string;
  round: number;
  right_count: number;
  asked_count: number;
  used_seconds: number;
  guess: number;
}

/** Who changes how somebody stands in the tables of a contest. */
interface NameChange {
  readonly contest: { readonly id: string; readonly title: string };
  readonly learnerId: string;
  readonly by: StaffAccount;
  readonly now: Date;
}

const tryColumns = "id, contest_id, round, started_at, ends_at, guess, asked_count, right_count, finished_at";
const entryColumns = "name, office_name, office_id, is_public, reason AS hidden_why";
const withHidden = "LEFT JOIN contest_hidden_names AS hidden ON hidden.contest_id = entry.contest_id AND hidden.learner_id = entry.learner_id";

/** Contests in the database. What turns change is written by `saveTraining`. */
export class PostgresContests implements ContestStore {
  readonly #pool: pg.Pool;

  constructor(pool: pg.Pool) {
    this.#pool = pool;
  }

  async triesOf(learnerId: string, contestId: string): Promise<ContestTry[]> {
    const { rows } = await this.#pool.query<TryRow>(
      `SELECT ${tryColumns} FROM contest_tries WHERE learner_id = $1 AND contest_id = $2 ORDER BY started_at, id`,
      [learnerId, contestId],
    );
    return rows.map(asTry);
  }

  async tryOf(tryId: string): Promise<ContestTry | undefined> {
    const { rows } = await this.#pool.query<TryRow>(`SELECT ${tryColumns} FROM contest_tries WHERE id = $1`, [tryId]);
    return rows[0] && asTry(rows[0]);
  }

  async entryOf(learnerId: string, contestId: string): Promise<ContestEntry | undefined> {
    const { rows } = await this.#pool.query<EntryRow>(
      `SELECT ${entryColumns} FROM contest_entries AS entry ${withHidden} WHERE entry.learner_id = $1 AND entry.contest_id = $2`,
      [learnerId, contestId],
    );
    return rows[0] && asEntry(rows[0]);
  }

  async results({ id, triesPerRound }: { readonly id: string; readonly triesPerRound: number }, now: Date): Promise<RoundResult[]> {
    const { rows } = await this.#pool.query<ResultRow>(
      `WITH tries AS (
         SELECT learner_id, round, right_count, asked_count, guess, started_at, coalesce(finished_at, ends_at) AS over_at,
                ceil(extract(epoch FROM coalesce(finished_at, ends_at) - started_at))::integer AS used_seconds,
                row_number() OVER (PARTITION BY learner_id, round ORDER BY started_at, id) AS number
         FROM contest_tries WHERE contest_id = $1
       ), best AS (
         SELECT DISTINCT ON (learner_id, round) learner_id, round, right_count, asked_count, guess, used_seconds
         FROM tries WHERE number <= $2 AND over_at <= $3
         ORDER BY learner_id, round, right_count DESC, used_seconds, started_at
       )
       SELECT best.*, ${entryColumns} FROM best LEFT JOIN contest_entries AS entry ON entry.contest_id = $1 AND entry.learner_id = best.learner_id ${withHidden}`,
      [id, triesPerRound, now],
    );
    return rows.map(asResult);
  }

  /** How many people have begun a try, by contest. */
  async participants(): Promise<ReadonlyMap<string, number>> {
    const { rows } = await this.#pool.query<{ contest_id: string; count: number }>(
      "SELECT contest_id, count(DISTINCT learner_id)::integer AS count FROM contest_tries GROUP BY contest_id",
    );
    return new Map(rows.map(({ contest_id, count }) => [contest_id, count]));
  }

  /** Hides a name from the public tables. False where nobody has named themself so, and where it is hidden already. The log does not repeat the name. */
  async hideName({ contest, learnerId, by, now }: NameChange, reason: string): Promise<boolean> {
    return inTransaction(this.#pool, async (client) => {
      const { rowCount } = await client.query(
        `INSERT INTO contest_hidden_names (contest_id, learner_id, reason, hidden_at)
         SELECT contest_id, learner_id, $3, $4 FROM contest_entries WHERE contest_id = $1 AND learner_id = $2 ON CONFLICT DO NOTHING`,
        [contest.id, learnerId, reason, now],
      );
      if (rowCount !== 1) return false;
      await appendAudit(client, { actor: by, action: "contest_name_hidden", subject: contest.title, details: { reason, participant: learnerId } }, now);
      return true;
    });
  }

  /** Shows a name again. False where it is not hidden. */
  async showName({ contest, learnerId, by, now }: NameChange): Promise<boolean> {
    return inTransaction(this.#pool, async (client) => {
      const { rowCount } = await client.query("DELETE FROM contest_hidden_names WHERE contest_id = $1 AND learner_id = $2", [contest.id, learnerId]);
      if (rowCount !== 1) return false;
      await appendAudit(client, { actor: by, action: "contest_name_shown", subject: contest.title, details: { participant: learnerId } }, now);
      return true;
    });
  }
}

function asTry(row: TryRow): ContestTry {
  return {
    id: row.id,
    contestId: row.contest_id,
    round: row.round,
    startedAt: row.started_at,
    endsAt: row.ends_at,
    guess: row.guess,
    asked: row.asked_count,
    right: row.right_count,
    finishedAt: row.finished_at ?? undefined,
  };
}

function asEntry({ name, office_name: office, office_id: id, is_public: isPublic, hidden_why: hiddenWhy }: EntryRow): ContestEntry | undefined {
  if (name === null) return undefined;
  return { name, office: office === null ? undefined : { name: office, id: id ?? undefined }, isPublic: isPublic === true, hiddenWhy: hiddenWhy ?? undefined };
}

function asResult(row: ResultRow): RoundResult {
  return {
    learnerId: row.learner_id,
    round: row.round,
    right: row.right_count,
    asked: row.asked_count,
    usedSeconds: row.used_seconds,
    guess: row.guess,
    entry: asEntry(row),
  };
}
