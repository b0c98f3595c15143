import type pg from "pg";
import type { TrainingChange } from "../core/training/learner.js";

/** A change of what somebody does in a contest. */
export type ContestChange = Extract<TrainingChange, { kind: `contest_${string}` }>;

/** Stores it in the turn's transaction. */
export async function saveContest(client: pg.PoolClient, change: ContestChange): Promise<void> {
  switch (change.kind) {
    case "contest_try_started": {
      const { id, contestId, round, startedAt, endsAt, guess, asked } = change.contestTry;
      await client.query(
        "INSERT INTO contest_tries (id, contest_id, round, learner_id, started_at, ends_at, guess, asked_count) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        [id, contestId, round, change.learnerId, startedAt, endsAt, guess, asked],
      );
      return;
    }
    case "contest_try_marked":
      await client.query("UPDATE contest_tries SET right_count = $2, asked_count = $3, finished_at = $4 WHERE id = $1 AND finished_at IS NULL", [
        change.tryId,
        change.right,
        change.asked,
        change.finishedAt ?? null,
      ]);
      return;
    case "contest_entered":
      return enter(client, change);
  }
}

async function enter(
  client: pg.PoolClient,
  { contestId, learnerId, entry, at, consentVersion }: Extract<ContestChange, { kind: "contest_entered" }>,
): Promise<void> {
  if (entry === undefined) {
    await client.query("DELETE FROM contest_entries WHERE contest_id = $1 AND learner_id = $2", [contestId, learnerId]);
    return;
  }
  await client.query(
    `INSERT INTO contest_entries (contest_id, learner_id, name, office_name, office_id, is_public, consent_version, answered_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
     ON CONFLICT (contest_id, learner_id) DO UPDATE SET name = excluded.name, office_name = excluded.office_name, office_id = excluded.office_id,
       is_public = excluded.is_public, consent_version = excluded.consent_version, answered_at = excluded.answered_at`,
    [contestId, learnerId, entry.name, entry.office?.name ?? null, entry.office?.id ?? null, entry.isPublic, consentVersion, at],
  );
}
