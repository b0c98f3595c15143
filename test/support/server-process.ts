/**
 * The real server as a process of its own, for tests that kill it; only what answers is a fake, which takes up to
 * ANSWER_MS (default 30). Settings come from the environment, and switch channels on. With TEST_PROVIDER_URL it serves the
 * test channel too, whose secret is TEST_CHANNEL_SECRET. Prints its port when it is ready.
 */
import { startApplication } from "../../src/application.js";
import { pushChannelsOf } from "../../src/channels.js";
import { readConfig } from "../../src/config.js";
import { createLogger } from "../../src/http/create-logger.js";
import { FakeAnswerer, fakeBrain } from "./fake-brain.js";
import { testChannel } from "./test-channel/test-channel.js";

const { ANSWER_MS: longestMs = "30", TEST_PROVIDER_URL: apiRoot, TEST_CHANNEL_SECRET: webhookSecret = "" } = process.env;
const brain = fakeBrain(new FakeAnswerer(() => Math.random() * Number(longestMs)));
const config = readConfig(process.env);
const application = await startApplication(config, {
  openBrain: () => Promise.resolve(brain),
  pushChannels: [...pushChannelsOf(config), ...(apiRoot === undefined ? [] : [testChannel({ apiRoot, webhookSecret })])],
  announce: () => undefined,
  logger: createLogger("error"),
});
await application.ready;
process.stdout.write(`${application.port}\n`);
process.once("SIGTERM", () => void application.stop().then(() => process.exit(0)));
