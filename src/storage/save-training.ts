import type pg from "pg";
import { hashOfToken } from "../core/staff/token.js";
import type { Learner, TrainingChange } from "../core/training/learner.js";
import { saveContest } from "./save-contest.js";

/** Another turn of the same learner was stored since this one began: it must be played again. */
export class LearnerChangedError extends Error {
  override readonly name = "LearnerChangedError";
}

/** Stores what a turn changed, in order, in the turn's transaction. @throws LearnerChangedError */
export async function saveTraining(client: pg.PoolClient, changes: readonly TrainingChange[]): Promise<void> {
  for (const change of changes) await save(client, change);
}

async function save(client: pg.PoolClient, change: TrainingChange): Promise<void> {
  switch (change.kind) {
    case "joined":
      return join(client, change.conversationId, change.learner);
    case "changed":
      return update(client, change.learner, change.day);
    case "answered":
      return answer(client, change);
    case "lesson_finished": {
      const { learnerId, courseId, lesson, at } = change;
      await client.query(
        `INSERT INTO finished_lessons (learner_id, lesson_id, course_id, right_count, asked_count, finished_at) VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (learner_id, lesson_id) DO UPDATE SET right_count = excluded.right_count, asked_count = excluded.asked_count
         WHERE finished_lessons.right_count < excluded.right_count`,
        [learnerId, lesson.lessonId, courseId, lesson.right, lesson.asked, at],
      );
      return;
    }
    case "exam_started": {
      const { learnerId, exam } = change;
      await client.query("INSERT INTO exams (id, learner_id, course_id, started_at) VALUES ($1, $2, $3, $4)", [
        exam.id,
        learnerId,
        exam.courseId,
        exam.startedAt,
      ]);
      return;
    }
    case "exam_finished":
      await client.query("UPDATE exams SET right_count = $2, asked_count = $3, is_passed = $4, finished_at = $5 WHERE id = $1 AND finished_at IS NULL", [
        change.examId,
        change.right,
        change.asked,
        change.isPassed,
        change.at,
      ]);
      return;
    case "certified": {
      const { serial, examId, name, officeName, courseTitle, score, issuedOn } = change.certificate;
      await client.query(
        "INSERT INTO certificates (serial, exam_id, name, office_name, course_title, score, issued_on) VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (exam_id) DO NOTHING",
        [serial, examId, name, officeName, courseTitle, score, issuedOn],
      );
      return;
    }
    case "contest_try_started":
    case "contest_try_marked":
    case "contest_entered":
      return saveContest(client, change);
    case "office_joined":
      await client.query("UPDATE enrolments SET learner_id = NULL, joined_at = NULL WHERE learner_id = $1 AND office_id <> $2", [
        change.learnerId,
        change.officeId,
      ]);
      return;
    case "enrolled":
      return enrol(client, change);
    case "link_offered":
      await client.query("DELETE FROM link_codes WHERE learner_id = $1", [change.learnerId]);
      await client.query("INSERT INTO link_codes (code, learner_id, expires_at) VALUES ($1, $2, $3)", [change.code, change.learnerId, change.until]);
      return;
    case "linked":
      return link(client, change);
    case "left":
      await client.query("DELETE FROM learners WHERE id = $1", [change.learnerId]);
  }
}

const columns = (learner: Learner): unknown[] => {
  const { office, name, session, reminderHour, streak } = learner;
  return [
    learner.id,
    office?.id ?? null,
    name ?? null,
    JSON.stringify(session),
    reminderHour ?? null,
    streak.days,
    streak.lastDay === "" ? null : streak.lastDay,
  ];
};

async function join(client: pg.PoolClient, conversationId: string, learner: Learner): Promise<void> {
  await client.query(
    "INSERT INTO learners (id, office_id, name, session, reminder_hour, streak_days, active_on) VALUES ($1, $2, $3, $4, $5, $6, $7)",
    columns(learner),
  );
  const { rowCount } = await client.query("INSERT INTO learner_conversations (conversation_id, learner_id) VALUES ($1, $2) ON CONFLICT DO NOTHING", [
    conversationId,
    learner.id,
  ]);
  if (rowCount === 0) throw new LearnerChangedError("the conversation has a learner by now");
}

/** A new hour holds from the day after: nobody is reminded at the moment of choosing. */
async function update(client: pg.PoolClient, learner: Learner, day: string): Promise<void> {
  const { rowCount } = await client.query(
    `UPDATE learners SET office_id = $2, name = $3, session = $4, reminder_hour = $5, reminded_on = CASE WHEN reminder_hour IS DISTINCT FROM $5 THEN $9::date ELSE reminded_on END, streak_days = $6, active_on = $7, version = version + 1, last_active_at = now()
     WHERE id = $1 AND version = $8`,
    [...columns(learner), learner.version, day],
  );
  if (rowCount === 0) throw new LearnerChangedError("the learner has another version by now");
}

async function answer(
  client: pg.PoolClient,
  { learnerId, itemId, purpose, given, isRight, at, memory }: Extract<TrainingChange, { kind: "answered" }>,
): Promise<void> {
  await client.query("INSERT INTO item_answers (learner_id, item_id, purpose, given, is_right, answered_at) VALUES ($1, $2, $3, $4, $5, $6)", [
    learnerId,
    itemId,
    purpose,
    given,
    isRight,
    at,
  ]);
  if (memory === undefined) return;
  const { due, stability, difficulty, scheduledDays, reps, lapses, state, lastReview } = memory;
  await client.query(
    `INSERT INTO item_memories (learner_id, item_id, due, stability, difficulty, scheduled_days, reps, lapses, state, last_review)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
     ON CONFLICT (learner_id, item_id) DO UPDATE SET due = excluded.due, stability = excluded.stability, difficulty = excluded.difficulty,
       scheduled_days = excluded.scheduled_days, reps = excluded.reps, lapses = excluded.lapses, state = excluded.state, last_review = excluded.last_review`,
    [learnerId, itemId, due, stability, difficulty, scheduledDays, reps, lapses, state, lastReview],
  );
}

/** Uses a personal code up. Who was enrolled elsewhere is expected there as before. */
async function enrol(client: pg.PoolClient, { learnerId, enrolmentId, code, at }: Extract<TrainingChange, { kind: "enrolled" }>): Promise<void> {
  await client.query("UPDATE enrolments SET learner_id = NULL, joined_at = NULL WHERE learner_id = $1", [learnerId]);
  const { rowCount } = await client.query(
    `UPDATE enrolments SET learner_id = $2, joined_at = $4, code_hash = NULL, code_expires_at = NULL
     WHERE id = $1 AND code_hash = $3 AND code_expires_at > $4 AND learner_id IS NULL`,
    [enrolmentId, learnerId, hashOfToken(code), at],
  );
  if (rowCount === 0) throw new LearnerChangedError("the code was used or withdrawn meanwhile");
}

/** Makes the conversation's learner and the offered one the same: nothing that either has learned is lost, and the code is used up. */
async function link(client: pg.PoolClient, { conversationId, learnerId, code }: Extract<TrainingChange, { kind: "linked" }>): Promise<void> {
  const { rowCount } = await client.query("DELETE FROM link_codes WHERE code = $1 AND learner_id = $2 AND expires_at > now()", [code, learnerId]);
  if (rowCount === 0) throw new LearnerChangedError("the code was used meanwhile");
  const { rows } = await client.query<{ learner_id: string }>("SELECT learner_id FROM learner_conversations WHERE conversation_id = $1", [conversationId]);
  const former = rows[0]?.learner_id;
  if (former !== undefined && former !== learnerId) {
    await mergeInto(client, former, learnerId);
    await client.query("DELETE FROM learners WHERE id = $1", [former]);
  }
  await client.query(
    "INSERT INTO learner_conversations (conversation_id, learner_id) VALUES ($1, $2) ON CONFLICT (conversation_id) DO UPDATE SET learner_id = excluded.learner_id",
    [conversationId, learnerId],
  );
}

/** Of an item that both know, the later review holds; of a lesson, the better time; of a contest, the own entry; a longer streak, a name, a office that the other lacks stay. */
async function mergeInto(client: pg.PoolClient, from: string, to: string): Promise<void> {
  const both = [from, to];
  await client.query(
    `INSERT INTO item_memories SELECT $2, item_id, due, stability, difficulty, scheduled_days, reps, lapses, state, last_review FROM item_memories WHERE learner_id = $1
     ON CONFLICT (learner_id, item_id) DO UPDATE SET due = excluded.due, stability = excluded.stability, difficulty = excluded.difficulty,
       scheduled_days = excluded.scheduled_days, reps = excluded.reps, lapses = excluded.lapses, state = excluded.state, last_review = excluded.last_review
     WHERE item_memories.last_review < excluded.last_review`,
    both,
  );
  await client.query(
    `INSERT INTO finished_lessons SELECT $2, lesson_id, course_id, right_count, asked_count, finished_at FROM finished_lessons WHERE learner_id = $1
     ON CONFLICT (learner_id, lesson_id) DO UPDATE SET right_count = greatest(finished_lessons.right_count, excluded.right_count),
       finished_at = least(finished_lessons.finished_at, excluded.finished_at)`,
    both,
  );
  await client.query(
    `INSERT INTO contest_entries SELECT contest_id, $2, name, office_name, office_id, is_public, consent_version, answered_at FROM contest_entries WHERE learner_id = $1
     ON CONFLICT (contest_id, learner_id) DO NOTHING`,
    both,
  );
  await client.query(
    `INSERT INTO contest_hidden_names SELECT contest_id, $2, reason, hidden_at FROM contest_hidden_names WHERE learner_id = $1
     ON CONFLICT (contest_id, learner_id) DO NOTHING`,
    both,
  );
  // An enrolment that the other has too is free again: its office still expects somebody.
  await client.query("UPDATE enrolments SET learner_id = $2 WHERE learner_id = $1 AND NOT EXISTS (SELECT FROM enrolments WHERE learner_id = $2)", both);
  await client.query("UPDATE enrolments SET learner_id = NULL, joined_at = NULL WHERE learner_id = $1", [from]);
  for (const table of ["item_answers", "exams", "contest_tries", "learner_conversations"])
    await client.query(`UPDATE ${table} SET learner_id = $2 WHERE learner_id = $1`, both);
  await client.query(
    `UPDATE learners SET office_id = coalesce((SELECT office_id FROM enrolments WHERE learner_id = $2), learners.office_id, former.office_id), name = coalesce(learners.name, former.name),
       reminder_hour = coalesce(learners.reminder_hour, former.reminder_hour), version = learners.version + 1,
       streak_days = CASE WHEN former.active_on > learners.active_on OR learners.active_on IS NULL THEN former.streak_days
                          WHEN former.active_on = learners.active_on THEN greatest(learners.streak_days, former.streak_days) ELSE learners.streak_days END,
       active_on = greatest(learners.active_on, former.active_on)
     FROM learners AS former WHERE learners.id = $2 AND former.id = $1`,
    both,
  );
}
