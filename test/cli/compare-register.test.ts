import { spawn } from "node:child_process";
import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { RegisterComparison } from "../../src/core/knowledge/compare-registers.js";
import { temporaryDirectory } from "../support/temporary-directory.js";

const project = fileURLToPath(new URL("../../", import.meta.url));
const timeoutMs = 30_000;

let folder: string;
beforeAll(async () => {
  folder = await temporaryDirectory();
});
afterAll(() => rm(folder, { recursive: true }));

/** Runs the command as an operator does. */
async function compare(...words: string[]): Promise<{ code: number | null; out: string; errors: string }> {
  const child = spawn(join(project, "node_modules/.bin/tsx"), ["src/cli/compare-register.ts", ...words], { cwd: project });
  let [out, errors] = ["", ""];
  child.stdout.setEncoding("utf8").on("data", (part: string) => (out += part));
  child.stderr.setEncoding("utf8").on("data", (part: string) => (errors += part));
  const code = await new Promise<number | null>((resolve, reject) => child.on("error", reject).on("close", resolve));
  return { code, out, errors };
}

/** Our own copy, with some rows as they would be in a newer one. */
async function newerCopy(change: (line: string) => string[]): Promise<string> {
  const lines = (await readFile(join(project, "knowledge/register/procedures.jsonl"), "utf8")).split("\n").filter((line) => line !== "");
  const path = join(folder, "newer.jsonl");
  await writeFile(path, lines.flatMap(change).join("\n"));
  return path;
}

describe("npm run register:compare", { timeout: timeoutMs }, () => {
  it("says that nothing changed where the copies are the same", async () => {
    const { code, out } = await compare(await newerCopy((line) => [line]));
    expect(code).toBe(0);
    expect(out).toMatch(/^Bản mới so với bản đang dùng: 0 thủ tục thay đổi, 0 thủ tục không còn, 0 thủ tục thêm, \d+ thủ tục giữ nguyên\.\nKhông dịch vụ nào/u);
  });

  it("lists what changed and what is gone, and the services to look at", async () => {
    const isOf = (line: string, wanted: string): boolean => line.startsWith(`{"code":"${wanted}"`);
    const path = await newerCopy((line) => (isOf(line, "1.000005") ? [] : [isOf(line, "2.001263") ? line.replaceAll("400000", "500000") : line]));
    const { code, out } = await compare(path);
    expect(code).toBe(1);
    expect(out).toContain("Dịch vụ phải xem lại (1): nuoi-con-nuoi-trong-nuoc.");
    expect(out).toMatch(/cách nộp, thời hạn, phí: .*400\.000 đồng.* → .*500\.000 đồng/u);
    expect(out).toMatch(/Không còn trong bản mới:\n- 1\.000005 /u);
    const json = JSON.parse((await compare(path, "--json")).out) as RegisterComparison;
    expect([json.changed.length, json.gone.length, json.added.length]).toEqual([1, 1, 0]);
  });

  it("names the line that it cannot read, and compares nothing", async () => {
    const path = join(folder, "damaged.jsonl");
    await writeFile(path, '\n{"code":"1.000001"');
    const { code, out, errors } = await compare(path);
    expect([code, out]).toEqual([2, ""]);
    expect(errors).toMatch(/^Không so sánh được: .*damaged\.jsonl:2: /u);
  });

  it("explains itself when called in another way", async () => {
    expect(await compare()).toMatchObject({ code: 2, out: "", errors: "Cách dùng: npm run --silent register:compare -- tệp-mới.jsonl [--json]\n" });
  });
});
