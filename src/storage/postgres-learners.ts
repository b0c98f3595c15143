import type pg from "pg";
import { hashOfToken } from "../core/staff/token.js";
import type { Enrolment, Exam, ExpectedCourse, FinishedLesson, Learner, LearnerStore, Office, Session } from "../core/training/learner.js";
import type { ItemMemory } from "../core/training/schedule.js";

interface LearnerRow {
  id: string;
  version: string;
  office_id: string | null;
  office_name: string | null;
  name: string | null;
  session: Session;
  reminder_hour: number | null;
  streak_days: number;
  active_on: string | null;
}

interface ExamRow {
  id: string;
  course_id: string;
  started_at: Date;
  right_count: number | null;
  asked_count: number | null;
  is_passed: boolean | null;
  serial: string | null;
}

/** Learners in the database. What turns change is written by `saveTraining`. */
export class PostgresLearners implements LearnerStore {
  readonly #pool: pg.Pool;

  constructor(pool: pg.Pool) {
    this.#pool = pool;
  }

  async learnerOf(conversationId: string): Promise<Learner | undefined> {
    const { rows } = await this.#pool.query<LearnerRow>(
      `SELECT learners.id, version, office_id, offices.name AS office_name, learners.name, session, reminder_hour, streak_days, to_char(active_on, 'YYYY-MM-DD') AS active_on
       FROM learner_conversations JOIN learners ON learners.id = learner_id LEFT JOIN offices ON offices.id = office_id
       WHERE conversation_id = $1`,
      [conversationId],
    );
    return rows[0] && asLearner(rows[0]);
  }

  async finishedLessons(learnerId: string): Promise<FinishedLesson[]> {
    const { rows } = await this.#pool.query<FinishedLesson>(
      'SELECT lesson_id AS "lessonId", right_count AS "right", asked_count AS asked FROM finished_lessons WHERE learner_id = $1',
      [learnerId],
    );
    return rows;
  }

  async exams(learnerId: string): Promise<Exam[]> {
    const { rows } = await this.#pool.query<ExamRow>(
      `SELECT exams.id, course_id, started_at, right_count, asked_count, is_passed, serial
       FROM exams LEFT JOIN certificates ON exam_id = exams.id WHERE learner_id = $1 ORDER BY started_at DESC`,
      [learnerId],
    );
    return rows.map(asExam);
  }

  async memoryOf(learnerId: string, itemId: string): Promise<ItemMemory | undefined> {
    const { rows } = await this.#pool.query<ItemMemory>(
      `SELECT due, stability, difficulty, scheduled_days AS "scheduledDays", reps, lapses, state, last_review AS "lastReview"
       FROM item_memories WHERE learner_id = $1 AND item_id = $2`,
      [learnerId, itemId],
    );
    return rows[0];
  }

  async dueItems(learnerId: string, before: Date, limit: number): Promise<string[]> {
    const { rows } = await this.#pool.query<{ item_id: string }>(
      "SELECT item_id FROM item_memories WHERE learner_id = $1 AND due < $2 ORDER BY due, item_id LIMIT $3",
      [learnerId, before, limit],
    );
    return rows.map((row) => row.item_id);
  }

  async countDue(learnerId: string, before: Date): Promise<number> {
    const { rows } = await this.#pool.query<{ count: number }>("SELECT count(*)::integer AS count FROM item_memories WHERE learner_id = $1 AND due < $2", [
      learnerId,
      before,
    ]);
    return rows[0]?.count ?? 0;
  }

  async officeByCode(code: string): Promise<Office | undefined> {
    const { rows } = await this.#pool.query<Office>("SELECT id, name FROM offices WHERE code = $1", [code]);
    return rows[0];
  }

  async enrolmentByCode(code: string, now: Date): Promise<Enrolment | undefined> {
    const { rows } = await this.#pool.query<{ id: string; name: string; office_id: string; office_name: string }>(
      `SELECT enrolments.id, enrolments.name, office_id, offices.name AS office_name
       FROM enrolments JOIN offices ON offices.id = office_id WHERE code_hash = $1 AND code_expires_at > $2`,
      [hashOfToken(code), now],
    );
    const row = rows[0];
    return row && { id: row.id, name: row.name, office: { id: row.office_id, name: row.office_name } };
  }

  async expectedCourses(officeId: string): Promise<ExpectedCourse[]> {
    const { rows } = await this.#pool.query<ExpectedCourse>(
      `SELECT course_id AS "courseId", to_char(due_on, 'YYYY-MM-DD') AS "dueOn" FROM office_courses WHERE office_id = $1 ORDER BY due_on, course_id`,
      [officeId],
    );
    return rows;
  }

  async learnerByLinkCode(code: string, now: Date): Promise<string | undefined> {
    const { rows } = await this.#pool.query<{ learner_id: string }>("SELECT learner_id FROM link_codes WHERE code = $1 AND expires_at > $2", [code, now]);
    return rows[0]?.learner_id;
  }
}

function asLearner(row: LearnerRow): Learner {
  return {
    id: row.id,
    version: Number(row.version),
    office: row.office_id === null ? undefined : { id: row.office_id, name: row.office_name ?? "" },
    name: row.name ?? undefined,
    session: row.session,
    reminderHour: row.reminder_hour ?? undefined,
    streak: { days: row.streak_days, lastDay: row.active_on ?? "" },
  };
}

function asExam(row: ExamRow): Exam {
  return {
    id: row.id,
    courseId: row.course_id,
    startedAt: row.started_at,
    result: row.is_passed === null ? undefined : { right: row.right_count ?? 0, asked: row.asked_count ?? 0, isPassed: row.is_passed },
    certificate: row.serial ?? undefined,
  };
}
