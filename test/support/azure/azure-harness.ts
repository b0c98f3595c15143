import { azure, openAzure } from "../../../adapters/azure/index.js";
import type { ContractFault, PushChannelHarness } from "../../contracts/push-channel-contract.js";
import { startAzureDouble, type Fault } from "../azure-double.js";

/** How every signed token begins: `{"alg":` in base64. Fewer letters stand in a random id by chance. */
const startOfToken = "eyJhbGciOi";

const faultsOf = (hangMs: number): Readonly<Record<ContractFault, Fault>> => ({
  too_many: { status: 429, code: "Throttled", retryAfterSeconds: 1 },
  server_error: { status: 500, code: "ServiceError" },
  html_page: { status: 502, page: "<html><h1>502 Bad Gateway</h1></html>" },
  dropped: "drop",
  hang: { holdMs: hangMs },
  refused: { status: 400, code: "BadArgument" },
  blocked: { status: 403, code: "ConversationBlockedByUser" },
});

/** Azure Bot Service, with people in Teams, for the contract of push channels. */
export async function azureHarness({ hangMs = 300 }: { readonly hangMs?: number } = {}): Promise<PushChannelHarness> {
  const faults = faultsOf(hangMs);
  const double = await startAzureDouble();
  const { appId, appSecret, tenantId, url } = double;
  const settings = { appId, appSecret, tenantId, loginRoot: url, keysRoot: url, serviceOrigins: [url] };
  return {
    opener: { channelId: azure.id, announcements: { perMinute: 60_000 }, webhookSecret: undefined, open: (parts) => openAzure(settings, parts) },
    hasButtons: true,
    maxTextLength: azure.capabilities.maxTextLength,
    showsTyping: true,
    secrets: [appSecret, "double-of-a-token", startOfToken],
    connect(serverUrl) {
      double.connect(`${serverUrl}/api/messages`);
      return Promise.resolve();
    },
    async receive({ id, person, text }) {
      const status = await double.say(person, text, { id: String(id) });
      if (status !== 200) throw new Error(`the endpoint answered ${status}`);
    },
    readBy: (person) => double.said(person).map(({ text, buttons }) => ({ text, choices: buttons.map(({ title }) => title) })),
    typingShownTo: (person) => double.typingIn(person),
    fail: (person, ...list) => double.fail(person, ...list.map((fault) => faults[fault])),
    stop: () => double.close(),
  };
}
