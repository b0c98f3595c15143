import type pg from "pg";
import type { ConversationSignal } from "../activity/conversation-log.js";

/** The NOTIFY channel on which processes tell each other of conversations: `changed <id>`, `typing <id>`. */
export const conversationSignals = "conversation_signals";

/** Tells every process about a conversation. */
export async function signalConversation(pool: pg.Pool, conversationId: string, signal: ConversationSignal): Promise<void> {
  await pool.query("SELECT pg_notify($1, $2)", [conversationSignals, `${signal} ${conversationId}`]);
}
