import type pg from "pg";
import type { AskedQuestion } from "../core/conversation/asked-question.js";

/** Stores a question in the transaction of its answer. */
export async function saveQuestion(client: pg.PoolClient, channelId: string, asked: AskedQuestion): Promise<void> {
  const { answerId, question, status, confidence, sources, indexVersion } = asked;
  await client.query(
    `INSERT INTO questions (answer_id, channel_id, question, status, confidence, sources, index_version)
     VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (answer_id) DO NOTHING`,
    [answerId, channelId, question, status, confidence, sources, indexVersion ?? null],
  );
}

/** How the questions of a time ended. */
export interface QuestionCounts {
  readonly asked: number;
  readonly answered: number;
  /** The bot said honestly that it has no answer. */
  readonly unanswered: number;
  /** The bot asked back. */
  readonly clarified: number;
}

/** What people asked, read for the console. */
export class PostgresQuestions {
  readonly #pool: pg.Pool;

  constructor(pool: pg.Pool) {
    this.#pool = pool;
  }

  async counts(from: Date, to: Date): Promise<QuestionCounts> {
    const { rows } = await this.#pool.query<Record<keyof QuestionCounts, number>>(
      `SELECT count(*)::integer AS asked,
         count(*) FILTER (WHERE status LIKE 'answered\\_%')::integer AS answered,
         count(*) FILTER (WHERE status LIKE 'unanswerable\\_%')::integer AS unanswered,
         count(*) FILTER (WHERE status LIKE 'clarification\\_%')::integer AS clarified
       FROM questions WHERE asked_at >= $1 AND asked_at < $2`,
      [from, to],
    );
    return rows[0] ?? { asked: 0, answered: 0, unanswered: 0, clarified: 0 };
  }
}
