import type { PushedServer } from "../pushed-server.js";
import { secretHeader, webhookPath } from "./test-channel.js";
import { TestProvider } from "./test-provider.js";

const secret = "the same secret in each process";

/** The test channel's provider under load. @param oneWayMs how long a message takes to get there, and the answer to get back */
export async function pushedProvider(oneWayMs: number): Promise<PushedServer> {
  const provider = await TestProvider.start({ oneWayMs });
  return {
    environment: { TEST_PROVIDER_URL: provider.url, TEST_CHANNEL_SECRET: secret },
    requestOf: ({ index, chat, text }) => ({
      path: webhookPath,
      headers: { [secretHeader]: secret },
      body: JSON.stringify({ id: `u${index}`, chat: `c${chat}`, text }),
    }),
    taken: provider.taken,
    stop: () => provider.stop(),
  };
}
