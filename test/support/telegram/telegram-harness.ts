import { openTelegram, telegram } from "../../../adapters/telegram/index.js";
import type { ContractFault, PushChannelHarness } from "../../contracts/push-channel-contract.js";
import { startTelegramDouble, type Fault, type TelegramDouble } from "../telegram-double.js";

const webhookSecret = "a_secret-that-only-tests-know";

const faultsOf = (hangMs: number): Readonly<Record<ContractFault, Fault>> => ({
  too_many: { code: 429, description: "Too Many Requests: retry after 1", parameters: { retry_after: 1 } },
  server_error: { code: 500, description: "Internal Server Error" },
  html_page: { status: 502, page: "<html><h1>502 Bad Gateway</h1></html>" },
  dropped: "drop",
  hang: { holdMs: hangMs },
  refused: { code: 400, description: "Bad Request: message is too long" },
  blocked: { code: 403, description: "Forbidden: bot was blocked by the user" },
});

/** Telegram for the contract of push channels. With a webhook, updates are brought by the harness, so that it can bring them again. */
export async function telegramHarness({ hasWebhook, hangMs = 300 }: { readonly hasWebhook: boolean; readonly hangMs?: number }): Promise<PushChannelHarness> {
  const faults = faultsOf(hangMs);
  const double = await startTelegramDouble();
  const { token, url: apiRoot } = double;
  let webhook = "";
  const says = hasWebhook ? (id: number, chatId: number, text: string) => bring(webhook, id, chatId, text) : sayer(double);
  return {
    opener: {
      channelId: telegram.id,
      announcements: { perMinute: 60_000 },
      webhookSecret,
      open: (parts, secret) => openTelegram({ token, apiRoot, webhookSecret: secret }, parts),
    },
    // Nothing listens there: the double is not to bring anything by itself.
    environment: hasWebhook ? { PUBLIC_URL: "http://127.0.0.1:9" } : {},
    hasButtons: true,
    maxTextLength: telegram.capabilities.maxTextLength,
    showsTyping: true,
    secrets: [token, token.split(":")[1] ?? token, webhookSecret],
    connect(url) {
      webhook = `${url}/webhooks/telegram`;
      return Promise.resolve();
    },
    async receive({ id, person, text }) {
      double.meet(person);
      await says(id, person, text);
    },
    readBy: (person) =>
      double.said(person).map((message) => ({ text: message.text, choices: choicesIn(message.reply_markup), picture: double.pictureOf(message) })),
    typingShownTo: (person) => double.callsOf("sendchataction").filter(({ parameters }) => Number(parameters.chat_id) === person).length,
    letPicturesBeFetched(value) {
      double.fetchesPictures = value;
    },
    fail: (person, ...list) => double.failIn(person, ...list.map((fault) => faults[fault])),
    stop: () => double.close(),
  };
}

async function bring(webhook: string, id: number, chatId: number, text: string): Promise<void> {
  const message = { message_id: id, from: { id: chatId, is_bot: false, first_name: "Người" }, chat: { id: chatId, type: "private" }, date: 1, text };
  const headers = { "content-type": "application/json", "x-telegram-bot-api-secret-token": webhookSecret };
  const { status } = await fetch(webhook, { method: "POST", headers, body: JSON.stringify({ update_id: id, message }) });
  if (status !== 200) throw new Error(`the webhook answered ${status}`);
}

/** Telegram tells of no message again that was confirmed. */
function sayer(double: TelegramDouble): (id: number, chatId: number, text: string) => Promise<void> {
  const updateIds = new Map<number, number>();
  return async (id, chatId, text) => {
    const updateId = updateIds.get(id) ?? double.say(chatId, text);
    updateIds.set(id, updateId);
    await double.until(() => !double.isWaiting(updateId));
  };
}

/** The words on the buttons under a message. */
export function choicesIn(markup: object | undefined): string[] {
  if (markup === undefined || !("inline_keyboard" in markup)) return [];
  return (markup.inline_keyboard as { text: string }[][]).flat().map(({ text }) => text);
}
