/**
 * `npm run zalo:authorize [-- REDIRECT_URI]`: leads an admin of the Zalo Official Account through the consent, and writes the
 * refresh token that it gives into `.env`. The address to come back to is PUBLIC_URL if none is given; it must be the one in
 * Zalo's console.
 */
import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { loadEnvFile } from "node:process";
import { createInterface } from "node:readline/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { authorizeZaloOa } from "../channels.js";
import { readConfig } from "../config.js";
import { CodedError } from "../errors.js";
import { withSetting } from "./env-file.js";
import { zaloWording as say } from "./wording.js";

const file = ".env";

try {
  if (existsSync(file)) loadEnvFile(file);
  const { zaloOa, publicUrl } = readConfig(process.env);
  const redirectUri = process.argv[2] ?? publicUrl;
  if (zaloOa === undefined || redirectUri === undefined) {
    console.error(zaloOa === undefined ? say.notSet : say.noRedirect);
    process.exit(2);
  }
  const input = createInterface({ input: process.stdin, output: process.stdout });
  const refreshToken = await authorizeZaloOa(zaloOa, {
    fetch,
    wait,
    print: (line) => console.log(line),
    readLine: () => input.question("> "),
    verifier: randomBytes(32).toString("base64url"),
    redirectUri,
  });
  input.close();
  if (refreshToken === undefined) process.exit(1);
  await writeFile(file, withSetting(existsSync(file) ? await readFile(file, "utf8") : "", "ZALO_OA_REFRESH_TOKEN", refreshToken), { mode: 0o600 });
  console.log(say.stored(file));
} catch (error) {
  console.error(error instanceof CodedError ? error.message : error);
  process.exitCode = 1;
}

async function wait(ms: number, signal?: AbortSignal): Promise<void> {
  await sleep(ms, undefined, { ref: false, ...(signal && { signal }) }).catch(() => undefined);
}
