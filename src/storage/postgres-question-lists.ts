import type pg from "pg";

/** How a question ended, as lists tell it. */
export type QuestionFamily = "answered" | "unanswerable" | "clarification" | "guardrail" | "error";

export interface QuestionFilter {
  readonly from: Date;
  /** The first moment after. */
  readonly to: Date;
  readonly channelId?: string | undefined;
  readonly family?: QuestionFamily | undefined;
  readonly topic?: string | undefined;
  /** Words of the group's name. */
  readonly text?: string | undefined;
}

/** What groups are put in order by. */
export type GroupOrder = "asked" | "unanswered" | "disliked";

export interface ListedGroup {
  readonly id: number;
  readonly name: string;
  readonly topic: string;
  readonly asked: number;
  readonly unanswered: number;
  /** Answers that people judged bad. */
  readonly disliked: number;
  readonly lastAskedAt: Date;
}

/** A stored question of a group. */
export interface GroupQuestion {
  readonly answerId: string;
  readonly askedAt: Date;
  readonly channelId: string;
  readonly question: string;
  readonly status: string;
  readonly confidence: number;
  readonly rating: "up" | "down" | undefined;
  readonly comment: string;
}

export interface QuestionWording {
  readonly typed: string;
  readonly times: number;
}

/** Counts by an index alone; the order of a group's members plays no part. */
const counted = `SELECT group_id, count(*)::integer AS asked, count(*) FILTER (WHERE status LIKE 'unanswerable\\_%')::integer AS unanswered,
    max(asked_at) AS last_asked_at
  FROM questions
  WHERE asked_at >= $1 AND asked_at < $2 AND group_id IS NOT NULL AND ($3::text IS NULL OR channel_id = $3) AND ($4::text IS NULL OR status LIKE $4)
  GROUP BY group_id`;
/** Ratings are few beside questions: they are counted from their side. */
const judged = `SELECT group_id, count(*)::integer AS disliked
  FROM feedback JOIN questions USING (answer_id)
  WHERE rating = 'down' AND asked_at >= $1 AND asked_at < $2 AND ($3::text IS NULL OR channel_id = $3) AND ($4::text IS NULL OR questions.status LIKE $4)
  GROUP BY group_id`;
const fits = "($5::text IS NULL OR topic = $5) AND ($6::text IS NULL OR strpos(lower(name), lower($6)) > 0)";

const orders: Readonly<Record<GroupOrder, string>> = {
  asked: "asked DESC, last_asked_at DESC, id",
  unanswered: "unanswered DESC, asked DESC, id",
  disliked: "disliked DESC, asked DESC, id",
};
const only: Readonly<Record<GroupOrder, string>> = { asked: "true", unanswered: "unanswered > 0", disliked: "disliked > 0" };

/** Groups of questions and what is in them, read for the console. */
export class PostgresQuestionLists {
  readonly #pool: pg.Pool;

  constructor(pool: pg.Pool) {
    this.#pool = pool;
  }

  /** A part of the groups in which something was asked, and how many there are. */
  async groups(
    filter: QuestionFilter,
    order: GroupOrder,
    part: { readonly limit: number; readonly offset: number },
  ): Promise<{ groups: ListedGroup[]; count: number }> {
    const { rows } = await this.#pool.query<{
      id: string;
      name: string;
      topic: string;
      asked: number;
      unanswered: number;
      disliked: number;
      last_asked_at: Date;
      all: number;
    }>(
      `SELECT id, name, topic, asked, unanswered, coalesce(disliked, 0) AS disliked, last_asked_at, (count(*) OVER ())::integer AS all
       FROM (${counted}) AS counted JOIN question_groups ON id = counted.group_id LEFT JOIN (${judged}) AS judged ON judged.group_id = id
       WHERE ${fits} AND ${only[order].replace("disliked", "coalesce(disliked, 0)")}
       ORDER BY ${orders[order].replace("disliked", "coalesce(disliked, 0)")} LIMIT $7 OFFSET $8`,
      [filter.from, filter.to, filter.channelId ?? null, likeOf(filter.family), filter.topic ?? null, filter.text ?? null, part.limit, part.offset],
    );
    return {
      groups: rows.map(({ id, name, topic, asked, unanswered, disliked, last_asked_at }) => ({
        id: Number(id),
        name,
        topic,
        asked,
        unanswered,
        disliked,
        lastAskedAt: last_asked_at,
      })),
      count: rows[0]?.all ?? 0,
    };
  }

  async group(id: number): Promise<Pick<ListedGroup, "id" | "name" | "topic"> | undefined> {
    const { rows } = await this.#pool.query<{ name: string; topic: string }>("SELECT name, topic FROM question_groups WHERE id = $1", [id]);
    return rows[0] && { id, ...rows[0] };
  }

  /** The ways of typing of a group, the most asked first. */
  async wordings(groupId: number, limit: number): Promise<QuestionWording[]> {
    const { rows } = await this.#pool.query<QuestionWording>(
      "SELECT typed, times FROM question_wordings WHERE group_id = $1 ORDER BY times DESC, id LIMIT $2",
      [groupId, limit],
    );
    return rows;
  }

  /** The newest questions of a group, and how many there are. */
  async questions(groupId: number, part: { readonly limit: number; readonly offset: number }): Promise<{ questions: GroupQuestion[]; count: number }> {
    const [{ rows }, counts] = await Promise.all([
      this.#pool.query<QuestionRow>(`${question} WHERE group_id = $1 ORDER BY asked_at DESC, questions.answer_id LIMIT $2 OFFSET $3`, [
        groupId,
        part.limit,
        part.offset,
      ]),
      this.#pool.query<{ count: number }>("SELECT count(*)::integer AS count FROM questions WHERE group_id = $1", [groupId]),
    ]);
    return { questions: rows.map(asQuestion), count: counts.rows[0]?.count ?? 0 };
  }

  /** One question with the index that answered it and its group. */
  async question(answerId: string): Promise<(GroupQuestion & { readonly indexVersion: string | undefined; readonly groupId: number | undefined }) | undefined> {
    const { rows } = await this.#pool.query<QuestionRow>(`${question} WHERE questions.answer_id = $1`, [answerId]);
    const [row] = rows;
    return row && { ...asQuestion(row), indexVersion: row.index_version ?? undefined, groupId: row.group_id === null ? undefined : Number(row.group_id) };
  }
}

interface QuestionRow {
  answer_id: string;
  asked_at: Date;
  channel_id: string;
  question: string;
  status: string;
  confidence: number;
  index_version: string | null;
  group_id: string | null;
  rating: "up" | "down" | null;
  comment: string | null;
}

const question = `SELECT questions.answer_id, asked_at, channel_id, question, questions.status, confidence, index_version, group_id, rating, comment
  FROM questions LEFT JOIN feedback USING (answer_id)`;

function asQuestion(row: QuestionRow): GroupQuestion {
  return {
    answerId: row.answer_id,
    askedAt: row.asked_at,
    channelId: row.channel_id,
    question: row.question,
    status: row.status,
    confidence: row.confidence,
    rating: row.rating ?? undefined,
    comment: row.comment ?? "",
  };
}

function likeOf(family: QuestionFamily | undefined): string | null {
  return family === undefined ? null : `${family}\\_%`;
}
