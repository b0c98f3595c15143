import { openZaloOa, zaloOa } from "../../../adapters/zalo/oa/index.js";
import type { ContractFault, PushChannelHarness } from "../../contracts/push-channel-contract.js";
import { appId, appSecret, secretKey, startZaloOaDouble, userIdOf, type Fault } from "../zalo-oa-double.js";

const faultsOf = (hangMs: number): Readonly<Record<ContractFault, Fault>> => ({
  too_many: { code: -211, message: "out of quota" },
  server_error: { code: -1, message: "internal error" },
  html_page: { status: 502, page: "<html><h1>502 Bad Gateway</h1></html>" },
  dropped: "drop",
  hang: { holdMs: hangMs },
  refused: { code: -248, message: "content violates the policy" },
  blocked: { code: -213, message: "user has not followed the OA" },
});

/** A Zalo Official Account for the contract of push channels. */
export async function zaloOaHarness({ hangMs = 300 }: { readonly hangMs?: number } = {}): Promise<PushChannelHarness> {
  const faults = faultsOf(hangMs);
  const double = await startZaloOaDouble();
  const { refreshToken } = double;
  const keys = { appId, appSecret, secretKey, refreshToken };
  const settings = { ...keys, apiRoot: double.url, oauthRoot: double.url, silentMinutes: 30, mayCost: false };
  const events = new Map<number, object>();

  return {
    opener: { channelId: zaloOa.id, announcements: { perMinute: 60_000 }, webhookSecret: secretKey, open: (parts) => openZaloOa(settings, parts) },
    hasButtons: true,
    maxTextLength: zaloOa.capabilities.maxTextLength,
    showsTyping: false,
    secrets: [refreshToken, appSecret, secretKey, "access-double_of_a_token"],
    async connect(url) {
      double.webhook = `${url}/webhooks/zalo-oa`;
      await double.until(() => double.refreshes > 0);
    },
    async receive({ id, person, text }) {
      const userId = userIdOf(person);
      double.meet(userId);
      const timestamp = "1795000000000";
      const sent = {
        app_id: appId,
        event_name: "user_send_text",
        timestamp,
        sender: { id: userId },
        recipient: { id: "1" },
        message: { msg_id: `m${id}`, text },
      };
      const event = events.get(id) ?? sent;
      events.set(id, event);
      const status = await double.callWebhook(JSON.stringify(event));
      if (status !== 200) throw new Error(`the webhook answered ${status}`);
    },
    readBy: (person) =>
      double.sent
        .filter(({ userId }) => userId === userIdOf(person))
        .map(({ text, buttons, picture }) => ({ text, choices: buttons.map(({ title }) => title), picture })),
    typingShownTo: () => 0,
    letPicturesBeFetched(value) {
      double.fetchesPictures = value;
    },
    fail: (person, ...list) => double.failFor(userIdOf(person), ...list.map((fault) => faults[fault])),
    stop: () => double.close(),
  };
}
