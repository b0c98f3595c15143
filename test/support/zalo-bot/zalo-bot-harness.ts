import { openZaloBot, zaloBot } from "../../../adapters/zalo/bot/index.js";
import type { ContractFault, PushChannelHarness } from "../../contracts/push-channel-contract.js";
import { idOf, startZaloBotDouble, type Fault } from "../zalo-bot-double.js";

const webhookSecret = "a_secret-that-only-tests-know-0123456789";

const faultsOf = (hangMs: number): Readonly<Record<ContractFault, Fault>> => ({
  // Zalo has no answer that asks to go slower: its 429 is the end of the month's quota.
  too_many: { code: 408, description: "Request timeout" },
  server_error: { code: 500, description: "Internal server error" },
  html_page: { status: 502, page: "<html><h1>502 Bad Gateway</h1></html>" },
  dropped: "drop",
  hang: { holdMs: hangMs },
  refused: { code: 400, description: "Bad request" },
  blocked: { code: 404, description: "Chat not found" },
});

/** A Zalo bot for the contract of push channels. */
export async function zaloBotHarness({ hasWebhook, hangMs = 300 }: { readonly hasWebhook: boolean; readonly hangMs?: number }): Promise<PushChannelHarness> {
  const faults = faultsOf(hangMs);
  const double = await startZaloBotDouble({ keepsUnheard: true, longestHoldMs: 200 });
  const { token, url: apiRoot } = double;
  const settings = { token, apiRoot, perMonth: 3000, reserve: 1000 };
  const updates = new Map<number, object>();
  let url = "";

  async function bring(update: object): Promise<void> {
    const path = new URL(double.webhook?.url ?? "http://127.0.0.1/").pathname;
    const headers = { "content-type": "application/json", "x-bot-api-secret-token": webhookSecret };
    const { status } = await fetch(url + path, { method: "POST", headers, body: JSON.stringify(update) });
    if (status !== 200) throw new Error(`the webhook answered ${status}`);
  }

  return {
    opener: {
      channelId: zaloBot.id,
      announcements: { perMinute: 60_000 },
      webhookSecret,
      open: (parts, secret) => openZaloBot({ ...settings, webhookSecret: secret }, parts),
    },
    // Nothing listens there: the double is not to bring anything by itself.
    environment: hasWebhook ? { PUBLIC_URL: "http://127.0.0.1:9" } : {},
    hasButtons: false,
    maxTextLength: zaloBot.capabilities.maxTextLength,
    showsTyping: true,
    secrets: [token, token.split(":")[1] ?? token, webhookSecret],
    async connect(ours) {
      url = ours;
      await double.until(() => (hasWebhook ? double.webhook !== undefined : double.isPolled));
    },
    async receive({ id, person, text }) {
      const personId = idOf(person);
      double.meet(personId);
      const from = { id: personId, display_name: "Người", is_bot: false };
      const message = { message_id: idOf(`m${id}`), date: 1, from, chat: { id: personId, chat_type: "PRIVATE" }, text };
      const update = updates.get(id) ?? { event_name: "message.text.received", message };
      updates.set(id, update);
      if (hasWebhook) return bring(update);
      const asked = double.callsOf("getUpdates").length;
      double.push(update);
      // Handed out, and stored when the next is asked for.
      await double.until(() => double.unheard === 0 && double.callsOf("getUpdates").length > asked);
    },
    readBy: (person) => double.sent.filter(({ chatId }) => chatId === idOf(person)).map(({ text, picture }) => ({ text, choices: [], picture })),
    typingShownTo: (person) => double.callsOf("sendChatAction").filter(({ parameters }) => parameters.chat_id === idOf(person)).length,
    letPicturesBeFetched(value) {
      double.fetchesPictures = value;
    },
    fail: (person, ...list) => double.failIn(idOf(person), ...list.map((fault) => faults[fault])),
    stop: () => double.close(),
  };
}
