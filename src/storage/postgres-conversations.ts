import type pg from "pg";
import type { ActivityJson, ConversationReference } from "../activity/activity.js";
import type { ConversationLog, LoggedActivity } from "../activity/conversation-log.js";
import type { HeldData, HeldDataStore } from "../core/conversation/held-data.js";
import type { ReferenceStore } from "../core/conversation/proactive-messages.js";
import { appendActivities, asLogged } from "./append-activities.js";
import { keepConversationsDays } from "./delete-what-expired.js";

interface ActivityRow {
  conversation_id: string;
  place: string;
  activity: ActivityJson;
  created_at: Date;
}

/** Conversations and their logs. */
export class PostgresConversations implements ConversationLog, ReferenceStore, HeldDataStore {
  readonly #pool: pg.Pool;

  constructor(pool: pg.Pool) {
    this.#pool = pool;
  }

  async userOf(conversationId: string): Promise<string | undefined> {
    const { rows } = await this.#pool.query<{ user_id: string }>("SELECT user_id FROM conversations WHERE id = $1", [conversationId]);
    return rows[0]?.user_id;
  }

  async referenceOf(conversationId: string): Promise<ConversationReference | undefined> {
    const { rows } = await this.#pool.query<{ reference: ConversationReference }>(
      "SELECT reference FROM conversations WHERE id = $1 AND unreachable_since IS NULL",
      [conversationId],
    );
    return rows[0]?.reference;
  }

  async readAfter(conversationId: string, place: number, limit: number): Promise<LoggedActivity[]> {
    const { rows } = await this.#pool.query<ActivityRow>(
      "SELECT conversation_id, place, activity, created_at FROM activities WHERE conversation_id = $1 AND place > $2 ORDER BY place LIMIT $3",
      [conversationId, place, limit],
    );
    return rows.map((row) => ({ place: Number(row.place), activity: asLogged(row) }));
  }

  async heldOn(conversationId: string): Promise<HeldData | undefined> {
    const { rows } = await this.#pool.query<{ since: Date; messages: number; keptUntil: Date }>(
      `SELECT created_at AS since, last_active_at + make_interval(days => $2) AS "keptUntil",
              (SELECT count(*)::integer FROM activities WHERE conversation_id = $1 AND activity->>'type' = 'message') AS messages
       FROM conversations WHERE id = $1`,
      [conversationId, keepConversationsDays],
    );
    return rows[0];
  }

  /** Adds what was said outside a turn, for clients that fetch it. */
  append(conversationId: string, activities: readonly ActivityJson[]): Promise<void> {
    return appendActivities(this.#pool, conversationId, activities, false);
  }
}
