/**
 * `npm run channels -- check`: asks the server of every channel that is switched on what is wrong with its settings, and
 * prints it in plain words. Ends with 1 if something must be put right, with 2 if it was called in another way.
 */
import { existsSync } from "node:fs";
import { loadEnvFile } from "node:process";
import { setTimeout as sleep } from "node:timers/promises";
import { pushChannelsOf } from "../channels.js";
import { readConfig } from "../config.js";
import { CodedError } from "../errors.js";
import { checkChannels } from "./check-channels.js";
import { usage } from "./wording.js";

const [command, ...rest] = process.argv.slice(2);
if (command !== "check" || rest.length > 0) {
  console.error(usage("npm run channels -- check"));
  process.exit(2);
}

try {
  if (existsSync(".env")) loadEnvFile(".env");
  const config = readConfig(process.env);
  const { lines, hasFault } = await checkChannels(pushChannelsOf(config), { fetch, publicUrl: config.publicUrl, now: Date.now, wait });
  console.log(lines.join("\n"));
  process.exitCode = hasFault ? 1 : 0;
} catch (error) {
  console.error(error instanceof CodedError ? error.message : error);
  process.exitCode = 1;
}

async function wait(ms: number, signal?: AbortSignal): Promise<void> {
  await sleep(ms, undefined, { ref: false, ...(signal && { signal }) }).catch(() => undefined);
}
