import type { PushChannelHarness } from "../../contracts/push-channel-contract.js";
import { secretHeader, testChannel, webhookPath } from "./test-channel.js";
import { TestProvider } from "./test-provider.js";

const webhookSecret = "a secret that only tests know";

/** The test channel for the contract of push channels. */
export async function testChannelHarness({ hasButtons }: { readonly hasButtons: boolean }): Promise<PushChannelHarness> {
  const provider = await TestProvider.start();
  let webhook = "";
  return {
    opener: testChannel({ apiRoot: provider.url, webhookSecret, hasButtons, timeoutMs: 300 }),
    hasButtons,
    maxTextLength: 2_000,
    showsTyping: true,
    secrets: [webhookSecret],
    connect(url) {
      webhook = url + webhookPath;
      return Promise.resolve();
    },
    async receive({ id, person, text }) {
      const body = JSON.stringify({ id: String(id), chat: String(person), text });
      const { status } = await fetch(webhook, { method: "POST", headers: { "content-type": "application/json", [secretHeader]: webhookSecret }, body });
      if (status !== 200) throw new Error(`the webhook answered ${status}`);
    },
    readBy: (person) => provider.takenIn(String(person)),
    typingShownTo: (person) => provider.typing.filter((chat) => chat === String(person)).length,
    fail: (person, ...faults) => provider.fail(String(person), ...faults),
    stop: () => provider.stop(),
  };
}
