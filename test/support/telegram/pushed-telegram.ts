import type { PushedServer, TakenMessage } from "../pushed-server.js";
import { startTelegramDouble } from "../telegram-double.js";

export interface PushedTelegramOptions {
  readonly conversations: number;
  /** How long a message takes to get there, and the answer to get back. */
  readonly oneWayMs: number;
  /** What the bot may send in a second before it is told 429. Default: as much as it likes. */
  readonly messagesPerSecond?: number;
}

const secret = "the-same-secret-in-each-of-the-processes";
const firstChat = 1_000_001;

/** Telegram's double under load. The updates are posted by the test, so that each process gets its share. */
export async function pushedTelegram({ conversations, ...options }: PushedTelegramOptions): Promise<PushedServer> {
  const taken: TakenMessage[] = [];
  const onSent = (chatId: number, text: string): void => void taken.push({ chat: String(chatId), text, at: performance.now() });
  const double = await startTelegramDouble({ ...options, onSent });
  for (let chat = 0; chat < conversations; chat++) double.meet(firstChat + chat);
  return {
    environment: {
      TELEGRAM_BOT_TOKEN: double.token,
      TELEGRAM_API_ROOT: double.url,
      TELEGRAM_WEBHOOK_SECRET: secret,
      // Nothing listens there: the double has nothing to bring.
      PUBLIC_URL: "http://127.0.0.1:9",
    },
    requestOf({ index, chat, text }) {
      const id = firstChat + chat;
      const from = { id, is_bot: false, first_name: "Người" };
      const message = { message_id: index + 1, from, chat: { id, type: "private", first_name: "Người" }, date: 1, text };
      return {
        path: "/webhooks/telegram",
        headers: { "x-telegram-bot-api-secret-token": secret },
        body: JSON.stringify({ update_id: 900_000 + index, message }),
      };
    },
    taken,
    stop: () => double.close(),
  };
}
