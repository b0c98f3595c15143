import { spawn } from "node:child_process";
import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startAzureDouble } from "../support/azure-double.js";
import { startTelegramDouble, type TelegramDouble } from "../support/telegram-double.js";
import { temporaryDirectory } from "../support/temporary-directory.js";

const project = fileURLToPath(new URL("../../", import.meta.url));
const timeoutMs = 30_000;

let double: TelegramDouble;
beforeAll(async () => {
  double = await startTelegramDouble();
});
afterAll(() => double.close());

/** Runs the command as an operator does, in a folder whose `.env` says this. */
async function channels(
  words: readonly string[],
  dotEnv: Readonly<Record<string, string>> = {},
): Promise<{ code: number | null; out: string; errors: string }> {
  const folder = await temporaryDirectory();
  const lines = Object.entries(dotEnv).map(([name, value]) => `${name}=${value}`);
  await writeFile(join(folder, ".env"), lines.join("\n"));
  const { PATH } = process.env;
  const child = spawn(join(project, "node_modules/.bin/tsx"), [join(project, "src/cli/channels.ts"), ...words], { cwd: folder, env: { PATH } });
  let [out, errors] = ["", ""];
  child.stdout.setEncoding("utf8").on("data", (part: string) => (out += part));
  child.stderr.setEncoding("utf8").on("data", (part: string) => (errors += part));
  const code = await new Promise<number | null>((resolve, reject) => child.on("error", reject).on("close", resolve));
  await rm(folder, { recursive: true });
  return { code, out, errors };
}

const check = (dotEnv?: Readonly<Record<string, string>>) => channels(["check"], dotEnv);

describe("npm run channels -- check", { timeout: timeoutMs }, () => {
  it("says so when no channel is switched on", async () => {
    expect(await check()).toEqual({ code: 0, out: expect.stringMatching(/^Chưa bật kênh nào .*README\.md.* adapters/u) as string, errors: "" });
  });

  it("is content with a bot whose settings are right", async () => {
    const { code, out, errors } = await check({ TELEGRAM_BOT_TOKEN: double.token, TELEGRAM_API_ROOT: double.url });
    expect(out.trimEnd().split("\n")).toEqual([
      "Telegram:",
      expect.stringMatching(/^ {2}ok: .*@TroLySoBot/u),
      expect.stringMatching(/^ {2}ok: .*PUBLIC_URL/u),
      "Không phải sửa gì.",
    ]);
    expect({ code, errors }).toEqual({ code: 0, errors: "" });
  });

  it("ends with 1 on a fault, says what to do, and shows no token", async () => {
    const { code, out, errors } = await check({ TELEGRAM_BOT_TOKEN: "7000000001:AAF-another-token", TELEGRAM_API_ROOT: double.url });
    expect(out).toMatch(/^ {2}lỗi: Telegram không nhận TELEGRAM_BOT_TOKEN.*BotFather/mu);
    expect(out).toMatch(/chạy lại lệnh này\.\n$/u);
    expect(out + errors).not.toContain("another-token");
    expect(code).toBe(1);
  });

  it("looks for the webhook where the server sets it, without changing anything", async () => {
    const calls = double.calls.length;
    const { code, out } = await check({ TELEGRAM_BOT_TOKEN: double.token, TELEGRAM_API_ROOT: double.url, PUBLIC_URL: "https://chat.example.vn" });
    expect(out).toMatch(/^ {2}lỗi: Chưa đặt webhook/mu);
    expect(code).toBe(1);
    expect(double.calls.slice(calls).map(({ method }) => method)).toEqual(["getme", "getwebhookinfo"]);
  });

  it("asks Microsoft about a bot in Azure, and says what is wrong beside what is right", async () => {
    const azure = await startAzureDouble();
    const { code, out, errors } = await check({ ...azure.environment, AZURE_APP_SECRET: "another~secret.0123456789" });
    await azure.close();
    expect(out.trimEnd().split("\n")).toEqual([
      "Azure (Microsoft Teams):",
      expect.stringMatching(/^ {2}lỗi: Microsoft không nhận AZURE_APP_SECRET/u),
      expect.stringMatching(/^ {2}ok: Lấy được khóa/u),
      expect.stringMatching(/^ {2}lỗi: Chưa đặt PUBLIC_URL/u),
      expect.stringMatching(/chạy lại lệnh này\.$/u),
    ]);
    expect(out + errors).not.toContain("another~secret");
    expect(code).toBe(1);
  });

  it("names a setting that cannot be read, as the server does", async () => {
    const { code, errors } = await check({ TELEGRAM_BOT_TOKEN: "not-a-token" });
    expect(errors).toMatch(/^The configuration is not valid: TELEGRAM_BOT_TOKEN/u);
    expect(errors).not.toContain("not-a-token");
    expect(code).toBe(1);
  });

  it.each([[[]], [["list"]], [["check", "telegram"]]])("explains itself when called with %j", async (words) => {
    expect(await channels(words)).toEqual({ code: 2, out: "", errors: "Cách dùng: npm run channels -- check\n" });
  });
});
