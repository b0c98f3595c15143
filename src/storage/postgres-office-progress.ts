import type pg from "pg";

/** An office, and what its people have done all together. */
export interface OfficeTotals {
  readonly id: string;
  readonly name: string;
  /** By which people join it. */
  readonly code: string;
  readonly people: number;
  /** People who did something since the moment that was asked for. */
  readonly activePeople: number;
  /** People who passed an exam, whatever the course. */
  readonly peoplePassed: number;
  readonly lessonsFinished: number;
  readonly examsPassed: number;
}

/** How far one person of an office has come. */
export interface PersonProgress {
  readonly learnerId: string;
  /** As confirmed for a certificate; absent before. */
  readonly name: string | undefined;
  readonly lessonsFinished: number;
  /** Items that wait to be reviewed at the moment that was asked for. */
  readonly dueItems: number;
  /** Ids of the courses whose exam was passed. */
  readonly coursesPassed: readonly string[];
  readonly streakDays: number;
  readonly lastActiveAt: Date;
}

/** What was answered instead of the key, and how often. */
export interface WrongAnswer {
  /** The choices as they read; of an item of several or in order, all of them. A number as it was typed. */
  readonly given: readonly string[];
  readonly count: number;
}

/** An item that people get wrong. */
export interface HardItem {
  readonly itemId: string;
  readonly answers: number;
  /** Of the answers, how many were wrong. */
  readonly wrong: number;
  /** The most frequent first. */
  readonly wrongAnswers: readonly WrongAnswer[];
}

export interface HardItemsQuery {
  /** Only of its people; of all people where it is absent. */
  readonly officeId?: string | undefined;
  /** Answers before it do not count. */
  readonly since: Date;
  /** How many items. */
  readonly limit: number;
  /** Items with fewer answers say nothing yet, and are left out. */
  readonly atLeast: number;
}

/** Of an item, so many different wrong answers are told. */
const mostWrongAnswers = 5;

/** Over the people of an office: the index tells which items are hard, and only wrong answers to those are read. */
const countsOfOffice = `people AS (
    SELECT id AS learner_id FROM learners WHERE office_id = $5
  ), tallied AS (
    SELECT item_id, count(*)::integer AS answers, (count(*) FILTER (WHERE NOT is_right))::integer AS wrong
    FROM item_answers JOIN people USING (learner_id) WHERE answered_at >= $1
    GROUP BY item_id HAVING count(*) >= $3 AND count(*) FILTER (WHERE NOT is_right) > 0
    ORDER BY count(*) FILTER (WHERE NOT is_right)::float / count(*) DESC, item_id LIMIT $2
  ), chosen AS (
    SELECT item_id, given, count(*)::integer AS times, row_number() OVER (PARTITION BY item_id ORDER BY count(*) DESC, given) AS place
    FROM item_answers JOIN people USING (learner_id) WHERE answered_at >= $1 AND NOT is_right AND item_id IN (SELECT item_id FROM tallied)
    GROUP BY item_id, given
  )`;

/** Over all people: the answers of the time are read once. */
const countsOfAll = `counted AS MATERIALIZED (
    SELECT item_id, is_right, given, count(*)::integer AS times FROM item_answers WHERE answered_at >= $1 GROUP BY item_id, is_right, given
  ), tallied AS (
    SELECT item_id, sum(times)::integer AS answers, (sum(times) FILTER (WHERE NOT is_right))::integer AS wrong
    FROM counted GROUP BY item_id HAVING sum(times) >= $3 AND sum(times) FILTER (WHERE NOT is_right) > 0
    ORDER BY (sum(times) FILTER (WHERE NOT is_right))::float / sum(times) DESC, item_id LIMIT $2
  ), chosen AS (
    SELECT item_id, given, times, row_number() OVER (PARTITION BY item_id ORDER BY times DESC, given) AS place
    FROM counted JOIN tallied USING (item_id) WHERE NOT is_right
  )`;

interface PersonRow {
  learner_id: string;
  name: string | null;
  lessons: number;
  due: number;
  courses: string[];
  streak_days: number;
  last_active_at: Date;
}

interface ItemRow {
  item_id: string;
  answers: number;
  wrong: number;
  wrong_answers: WrongAnswer[];
}

/** What those who run the training see: offices, their people, and what is hard. Who may see which office is for the caller to know. */
export class PostgresOfficeProgress {
  readonly #pool: pg.Pool;

  constructor(pool: pg.Pool) {
    this.#pool = pool;
  }

  /** All offices by name. @param activeSince from when on somebody counts as active. */
  async offices(activeSince: Date): Promise<OfficeTotals[]> {
    const { rows } = await this.#pool.query<OfficeTotals>(
      `WITH lessons AS (
         SELECT learner_id, count(*) AS done FROM finished_lessons GROUP BY learner_id
       ), passes AS (
         SELECT learner_id, count(DISTINCT course_id) AS done FROM exams WHERE is_passed GROUP BY learner_id
       )
       SELECT offices.id, offices.name, offices.code,
              count(learners.id)::integer AS people,
              (count(*) FILTER (WHERE last_active_at >= $1))::integer AS "activePeople",
              count(passes.done)::integer AS "peoplePassed",
              coalesce(sum(lessons.done), 0)::integer AS "lessonsFinished",
              coalesce(sum(passes.done), 0)::integer AS "examsPassed"
       FROM offices LEFT JOIN learners ON office_id = offices.id
         LEFT JOIN lessons ON lessons.learner_id = learners.id LEFT JOIN passes ON passes.learner_id = learners.id
       GROUP BY offices.id ORDER BY offices.name, offices.id`,
      [activeSince],
    );
    return rows;
  }

  /** The people of an office, by name; those without one last. */
  async progressOf(officeId: string, now: Date): Promise<PersonProgress[]> {
    const { rows } = await this.#pool.query<PersonRow>(
      `SELECT id AS learner_id, name, streak_days, last_active_at,
              (SELECT count(*)::integer FROM finished_lessons WHERE learner_id = learners.id) AS lessons,
              (SELECT count(*)::integer FROM item_memories WHERE learner_id = learners.id AND due < $2) AS due,
              ARRAY(SELECT DISTINCT course_id FROM exams WHERE learner_id = learners.id AND is_passed ORDER BY course_id) AS courses
       FROM learners WHERE office_id = $1 ORDER BY name NULLS LAST, id`,
      [officeId, now],
    );
    return rows.map((row) => ({
      learnerId: row.learner_id,
      name: row.name ?? undefined,
      lessonsFinished: row.lessons,
      dueItems: row.due,
      coursesPassed: row.courses,
      streakDays: row.streak_days,
      lastActiveAt: row.last_active_at,
    }));
  }

  /** The items with the largest share of wrong answers, with what was answered instead. */
  async hardestItems({ officeId, since, limit, atLeast }: HardItemsQuery): Promise<HardItem[]> {
    const { rows } = await this.#pool.query<ItemRow>(
      `WITH ${officeId === undefined ? countsOfAll : countsOfOffice}
       SELECT item_id, answers, wrong,
              (SELECT coalesce(jsonb_agg(jsonb_build_object('given', given, 'count', times) ORDER BY place), '[]')
               FROM chosen WHERE chosen.item_id = tallied.item_id AND place <= $4) AS wrong_answers
       FROM tallied ORDER BY wrong::float / answers DESC, item_id`,
      [since, limit, atLeast, mostWrongAnswers, ...(officeId === undefined ? [] : [officeId])],
    );
    return rows.map(({ item_id: itemId, answers, wrong, wrong_answers: wrongAnswers }) => ({ itemId, answers, wrong, wrongAnswers }));
  }
}
