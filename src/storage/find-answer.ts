import type pg from "pg";

/** An answer as it stands in the log, with what led to it. */
export interface RecordedAnswer {
  readonly text: string;
  /** Version of the index that it was made from; absent for older answers and for those that need none. */
  readonly indexVersion?: string | undefined;
  /** What the person wrote in this conversation up to it, in order, as it was stored. */
  readonly messages: readonly string[];
}

/** The answer of an id; `undefined` where there is none, or no longer. Goes through the whole log: for commands, not for turns. */
export async function findAnswer(pool: pg.Pool, answerId: string): Promise<RecordedAnswer | undefined> {
  const answers = await pool.query<{ conversation_id: string; place: string; text: string; version: string | null }>(
    `SELECT conversation_id, place, activity ->> 'text' AS text, activity #>> '{channelData,tlso,indexVersion}' AS version
     FROM activities WHERE activity #>> '{channelData,tlso,answerId}' = $1`,
    [answerId],
  );
  const [answer] = answers.rows;
  if (answer === undefined) return undefined;
  const messages = await pool.query<{ text: string }>(
    `SELECT activity ->> 'text' AS text FROM activities
     WHERE conversation_id = $1 AND place < $2 AND activity ->> 'type' = 'message' AND activity #>> '{from,role}' = 'user' AND activity ->> 'text' <> ''
     ORDER BY place`,
    [answer.conversation_id, answer.place],
  );
  return { text: answer.text, messages: messages.rows.map(({ text }) => text), ...(answer.version !== null && { indexVersion: answer.version }) };
}
