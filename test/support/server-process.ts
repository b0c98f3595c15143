/**
 * The real server as a process of its own, for tests that kill it; only what answers is a fake, which takes up to
 * ANSWER_MS (default 30). Settings come from the environment. With TEST_PROVIDER_URL it serves the test channel too, whose
 * secret is TEST_CHANNEL_SECRET. Prints its port when it is ready.
 */
import { startApplication } from "../../src/application.js";
import { readConfig } from "../../src/config.js";
import { createLogger } from "../../src/http/create-logger.js";
import { FakeAnswerer, fakeBrain } from "./fake-brain.js";
import { testChannel } from "./test-channel/test-channel.js";

const { ANSWER_MS: longestMs = "30", TEST_PROVIDER_URL: apiRoot, TEST_CHANNEL_SECRET: webhookSecret = "" } = process.env;
const brain = fakeBrain(new FakeAnswerer(() => Math.random() * Number(longestMs)));
const application = await startApplication(readConfig(process.env), {
  openBrain: () => Promise.resolve(brain),
  pushChannels: apiRoot === undefined ? [] : [testChannel({ apiRoot, webhookSecret })],
  logger: createLogger("error"),
});
await application.ready;
process.stdout.write(`${application.port}\n`);
process.once("SIGTERM", () => void application.stop().then(() => process.exit(0)));
