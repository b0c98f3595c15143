import { fileURLToPath } from "node:url";
import { sampleAnswer, sampleSuggestions } from "./sample-answers.js";
import { startFakeDirectLine } from "./fake-direct-line.js";

/** `npx tsx test/support/serve-fake-chat.ts`: the built page with sample answers, to look at it without the real server. */
const dist = fileURLToPath(new URL("../../adapters/web/widget/dist", import.meta.url));
const server = await startFakeDirectLine({ answer: sampleAnswer, suggest: sampleSuggestions, dist });
process.stdout.write(`${server.url}\n`);
