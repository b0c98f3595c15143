/**
 * The real server as a process of its own, for tests that kill it; only what answers is a fake, which takes up to
 * ANSWER_MS (default 30). Settings come from the environment. Prints its port when it is ready.
 */
import { startApplication } from "../../src/application.js";
import { readConfig } from "../../src/config.js";
import { createLogger } from "../../src/http/create-logger.js";
import { FakeAnswerer, fakeBrain } from "./fake-brain.js";

const longestMs = Number(process.env.ANSWER_MS ?? 30);
const brain = fakeBrain(new FakeAnswerer(() => Math.random() * longestMs));
const application = await startApplication(readConfig(process.env), { openBrain: () => Promise.resolve(brain), logger: createLogger("error") });
await application.ready;
process.stdout.write(`${application.port}\n`);
process.once("SIGTERM", () => void application.stop().then(() => process.exit(0)));
