import type pg from "pg";

/** How many learners to make, and of what kind. */
export interface LearnerNumbers {
  readonly learners: number;
  readonly peoplePerOffice: number;
  /** Items that each learner has reviewed. */
  readonly itemsPerLearner: number;
}

/** Items that can be learned, as many as our courses have. */
const bank = 325;
const [lessonsPerLearner, examsPerLearner] = [30, 2];

/**
 * Fills empty tables with learners who have all reviewed so many items, each with its answer in the last year. Rows come in the order in
 * which a year brings them: those of one learner lie far apart.
 */
export async function fillLearners(client: pg.ClientBase, { learners, peoplePerOffice, itemsPerLearner }: LearnerNumbers): Promise<void> {
  await client.query("SET statement_timeout = 0; SET synchronous_commit = off; SET maintenance_work_mem = '512MB'");
  const restore = await dropConstraints(client, ["item_memories", "item_answers", "finished_lessons", "exams"]);
  const learner = "substr(md5('learner' || person), 1, 22)";
  const item = `'chuyen-doi-so-cau-hoi-' || (person * 7 + step) % ${bank}`;
  const people = `generate_series(1, ${learners}) AS person`;
  await client.query(
    `INSERT INTO offices (name, code) SELECT 'Đơn vị ' || number, 'CODE' || number FROM generate_series(1, ${Math.ceil(learners / peoplePerOffice)}) AS number`,
  );
  await client.query(
    `INSERT INTO learners (id, office_id, name, session, streak_days, active_on, last_active_at)
     SELECT ${learner}, offices.id, 'Cán bộ ' || person, '{"kind": "none"}', person % 30, current_date, now() - person % 60 * interval '1 day'
     FROM ${people} JOIN offices ON offices.name = 'Đơn vị ' || ((person - 1) / ${peoplePerOffice} + 1)`,
  );
  await client.query(
    `INSERT INTO item_memories (learner_id, item_id, due, stability, difficulty, scheduled_days, reps, lapses, state, last_review)
     SELECT ${learner}, ${item}, now() + (random() * 70 - 10) * interval '1 day', 5 + random() * 90, 1 + random() * 9, 30, 4, 1, 2, now() - random() * interval '60 days'
     FROM generate_series(1, ${itemsPerLearner}) AS step, ${people}`,
  );
  // One in four is wrong, by one of three distractors that are not equally tempting.
  await client.query(
    `INSERT INTO item_answers (learner_id, item_id, purpose, given, is_right, answered_at)
     SELECT ${learner}, ${item}, 'review',
            ARRAY[CASE WHEN chance < 0.75 THEN 'Ý đúng của câu hỏi' WHEN chance < 0.9 THEN 'Ý sai hay bị chọn' WHEN chance < 0.97 THEN 'Ý sai thứ hai' ELSE 'Ý sai thứ ba' END],
            chance < 0.75, now() - interval '1 year' * (1 - step::float / ${itemsPerLearner}) - person * interval '0.01 second'
     FROM generate_series(1, ${itemsPerLearner}) AS step, ${people}, LATERAL (SELECT random() + person * 0 AS chance) AS drawn`,
  );
  await client.query(
    `INSERT INTO finished_lessons (learner_id, lesson_id, course_id, right_count, asked_count, finished_at)
     SELECT ${learner}, 'bai-' || step, 'khoa-' || step % 7, 5, 6, now() FROM generate_series(1, ${lessonsPerLearner}) AS step, ${people}`,
  );
  await client.query(
    `INSERT INTO exams (id, learner_id, course_id, started_at, finished_at, right_count, asked_count, is_passed)
     SELECT 'exam-' || person || '-' || step, ${learner}, 'khoa-' || step, now(), now(), 17, 20, person % 3 > 0
     FROM generate_series(1, ${examsPerLearner}) AS step, ${people}`,
  );
  await restore();
  await client.query("VACUUM ANALYZE");
}

/** Takes keys and indexes away while rows are written. @returns what puts them back, as they were. */
async function dropConstraints(client: pg.ClientBase, tables: readonly string[]): Promise<() => Promise<void>> {
  const { rows: constraints } = await client.query<{ table: string; name: string; definition: string }>(
    `SELECT conrelid::regclass::text AS table, conname AS name, pg_get_constraintdef(oid) AS definition FROM pg_constraint
     WHERE conrelid = ANY ($1::regclass[]) AND contype IN ('p', 'u', 'f') AND NOT EXISTS (
       SELECT FROM pg_constraint AS other WHERE other.confrelid = pg_constraint.conrelid AND other.conindid = pg_constraint.conindid AND other.contype = 'f')`,
    [tables],
  );
  for (const { table, name } of constraints) await client.query(`ALTER TABLE ${table} DROP CONSTRAINT ${name}`);
  const { rows: indexes } = await client.query<{ name: string; definition: string }>(
    `SELECT indexrelid::regclass::text AS name, pg_get_indexdef(indexrelid) AS definition FROM pg_index
     WHERE indrelid = ANY ($1::regclass[]) AND indexrelid NOT IN (SELECT conindid FROM pg_constraint)`,
    [tables],
  );
  for (const { name } of indexes) await client.query(`DROP INDEX ${name}`);
  return async () => {
    for (const { definition } of indexes) await client.query(definition);
    for (const { table, name, definition } of constraints) await client.query(`ALTER TABLE ${table} ADD CONSTRAINT ${name} ${definition}`);
  };
}
