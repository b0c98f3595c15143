import type pg from "pg";
import type { LearnerData, LearnerDataStore } from "../core/training/learner-data.js";

type Nullable<T> = { readonly [Key in keyof T]: undefined extends T[Key] ? Exclude<T[Key], undefined> | null : T[Key] };

/** Each query names its columns as the parts of `LearnerData` are named. */
const queries = {
  devices: `SELECT coalesce(channel_id, '') AS "channelId", linked_at AS "linkedAt"
    FROM learner_conversations LEFT JOIN conversations ON conversations.id = conversation_id WHERE learner_id = $1 ORDER BY linked_at`,
  lessons: `SELECT lesson_id AS "lessonId", right_count AS "right", asked_count AS asked, finished_at AS "finishedAt"
    FROM finished_lessons WHERE learner_id = $1 ORDER BY finished_at`,
  answers: `SELECT item_id AS "itemId", purpose, given, is_right AS "isRight", answered_at AS at FROM item_answers WHERE learner_id = $1 ORDER BY id`,
  memories: `SELECT item_id AS "itemId", due, last_review AS "lastReview", reps, lapses, stability, difficulty
    FROM item_memories WHERE learner_id = $1 ORDER BY due, item_id`,
  exams: `SELECT course_id AS "courseId", started_at AS "startedAt", right_count AS "right", asked_count AS asked, is_passed AS "isPassed"
    FROM exams WHERE learner_id = $1 ORDER BY started_at`,
  certificates: `SELECT serial, name, office_name AS "officeName", course_title AS "courseTitle", score, to_char(issued_on, 'YYYY-MM-DD') AS "issuedOn",
      revoked_at AS "revokedAt" FROM certificates JOIN exams ON exams.id = exam_id WHERE learner_id = $1 ORDER BY issued_on`,
  contestTries: `SELECT contest_id AS "contestId", round, started_at AS "startedAt", right_count AS "right", asked_count AS asked, guess
    FROM contest_tries WHERE learner_id = $1 ORDER BY started_at`,
  contestEntries: `SELECT contest_id AS "contestId", name, office_name AS "officeName", is_public AS "isPublic", answered_at AS "answeredAt",
      reason AS "hiddenWhy"
    FROM contest_entries LEFT JOIN contest_hidden_names USING (contest_id, learner_id) WHERE learner_id = $1 ORDER BY answered_at`,
  enrolments: `SELECT offices.name AS "officeName", enrolments.name, position, joined_at AS "joinedAt"
    FROM enrolments JOIN offices ON offices.id = office_id WHERE learner_id = $1`,
} as const;

type Part = keyof typeof queries;

/** What the database holds on learners, for themselves. */
export class PostgresLearnerData implements LearnerDataStore {
  readonly #pool: pg.Pool;

  constructor(pool: pg.Pool) {
    this.#pool = pool;
  }

  async dataOf(learnerId: string): Promise<LearnerData | undefined> {
    const { rows } = await this.#pool.query<Nullable<LearnerData["profile"]>>(
      `SELECT learners.name, offices.name AS "officeName", reminder_hour AS "reminderHour", streak_days AS "streakDays",
              learners.created_at AS "createdAt", last_active_at AS "lastActiveAt", session
       FROM learners LEFT JOIN offices ON offices.id = office_id WHERE learners.id = $1`,
      [learnerId],
    );
    const profile = rows[0];
    if (profile === undefined) return undefined;
    return {
      profile: withoutNulls(profile),
      devices: await this.#part("devices", learnerId),
      lessons: await this.#part("lessons", learnerId),
      answers: await this.#part("answers", learnerId),
      memories: await this.#part("memories", learnerId),
      exams: await this.#part("exams", learnerId),
      certificates: await this.#part("certificates", learnerId),
      contestTries: await this.#part("contestTries", learnerId),
      contestEntries: await this.#part("contestEntries", learnerId),
      enrolments: await this.#part("enrolments", learnerId),
    };
  }

  async #part<Name extends Part>(name: Name, learnerId: string): Promise<LearnerData[Name]> {
    const { rows } = await this.#pool.query<Nullable<LearnerData[Name][number]>>(queries[name], [learnerId]);
    return rows.map((row) => withoutNulls<LearnerData[Name][number]>(row)) as unknown as LearnerData[Name];
  }
}

/** What the database calls null is absent. */
function withoutNulls<T extends object>(row: Nullable<T>): T {
  return Object.fromEntries(Object.entries(row).map(([key, value]) => [key, value ?? undefined])) as T;
}
