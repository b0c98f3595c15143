import type pg from "pg";
import type { ConversationSignal } from "../activity/conversation-log.js";

/** The NOTIFY channel on which processes tell each other of conversations. */
export const conversationSignals = "conversation_signals";

/** Tells every process about a conversation: at once, or when the transaction is committed. */
export async function signalConversation(client: Pick<pg.ClientBase, "query"> | pg.Pool, conversationId: string, signal: ConversationSignal): Promise<void> {
  await client.query("SELECT pg_notify($1, $2)", [conversationSignals, `${signal} ${conversationId}`]);
}
