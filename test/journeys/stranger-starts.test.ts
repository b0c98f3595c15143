import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, it, onTestFinished } from "vitest";
import { DirectLineClient } from "../support/direct-line-client.js";
import { startFakeOpenAi } from "../support/fake-openai.js";
import { temporaryDirectory } from "../support/temporary-directory.js";

const program = fileURLToPath(new URL("../../src/main.ts", import.meta.url));
const tsx = import.meta.resolve("tsx");
let directory: string;

beforeAll(async () => {
  directory = await temporaryDirectory();
});
afterAll(() => rm(directory, { recursive: true, force: true }));

interface Run {
  readonly child: ChildProcess;
  readonly lines: string[];
  readonly errors: string[];
  readonly code: Promise<number | null>;
}

/** The program as an operator starts it, in an empty folder, with nothing set but what is given. */
function run(environment: Record<string, string>): Run {
  const child = spawn(process.execPath, ["--import", tsx, program], {
    cwd: directory,
    env: { PATH: process.env.PATH, NODE_ENV: "production", ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  const [lines, errors]: [string[], string[]] = [[], []];
  createInterface(child.stdout).on("line", (line) => lines.push(line));
  createInterface(child.stderr).on("line", (line) => errors.push(line));
  return { child, lines, errors, code: once(child, "close").then(([code]) => code as number | null) };
}

async function lineOf({ child, lines, errors }: Run, wanted: RegExp): Promise<string> {
  for (;;) {
    const line = lines.find((one) => wanted.test(one));
    if (line !== undefined) return line;
    if (child.exitCode !== null || child.stdout === null) throw new Error(`it ended: ${errors.join("\n")}`);
    await Promise.race([once(child.stdout, "data"), once(child, "close")]);
  }
}

it("starts in production without credentials or database, answers, and ends in order when asked to", { timeout: 240_000 }, async () => {
  const started = run({ PORT: "0", DATA_DIR: join(directory, "data") });
  const url = (await lineOf(started, /^Ready: /)).replace("Ready: ", "").replace("localhost", "127.0.0.1");
  const client = new DirectLineClient(url);
  const grant = await client.start();
  expect((await client.ask(grant, "lệ phí làm lại căn cước bị mất")).text).toContain("Nguồn: ");
  started.child.kill("SIGTERM");
  expect(await started.code).toBe(0);

  // The same data again: the conversation and the secret that signed its token are still there.
  const again = run({ PORT: "0", DATA_DIR: join(directory, "data") });
  const later = new DirectLineClient((await lineOf(again, /^Ready: /)).replace("Ready: ", "").replace("localhost", "127.0.0.1"));
  expect((await later.read(grant)).activities).toHaveLength(3);
  again.child.kill("SIGINT");
  expect(await again.code).toBe(0);
});

it("lets the language model of the settings word an answer, and answers without it when it is away", { timeout: 240_000 }, async () => {
  const model = await startFakeOpenAi();
  const started = run({
    PORT: "0",
    DATA_DIR: join(directory, "data"),
    LLM_MODEL: "openai:small",
    LLM_BASE_URL: model.url,
    LLM_API_KEY: model.key,
  });
  const client = new DirectLineClient((await lineOf(started, /^Ready: /)).replace("Ready: ", "").replace("localhost", "127.0.0.1"));
  const grant = await client.start();
  const question = "đến năm 2030 kinh tế số chiếm bao nhiêu GRDP";

  model.complete({ says: "Đến năm 2030, tỉnh Hòa Bình (cũ) đặt mục tiêu kinh tế số đạt khoảng 30% GRDP [S1]." });
  const worded = await client.ask(grant, question);
  expect(model.requests).toHaveLength(1);
  expect(worded.text).toMatch(/^Đến năm 2030, tỉnh Hòa Bình \(cũ\) đặt mục tiêu kinh tế số đạt khoảng 30% GRDP\.\n/u);

  await model.close();
  expect((await client.ask(grant, question)).text).toContain("riêng từng ngành, lĩnh vực tối thiểu 20%");
  expect([...started.lines, ...started.errors].join("\n")).not.toContain(model.key);
  started.child.kill("SIGTERM");
  expect(await started.code).toBe(0);
});

it("says which setting is wrong and why, without a stack, and ends", { timeout: 60_000 }, async () => {
  await writeFile(join(directory, ".env"), "PORT=eighty\nSUGGESTIONS=maybe\n");
  const started = run({});
  expect(await started.code).toBe(1);
  await rm(join(directory, ".env"));
  const said = started.errors.join("\n");
  expect(said).toMatch(/^The configuration is not valid: PORT must be a whole number from 0 to 65535; SUGGESTIONS must be on or off\./);
  expect(said).not.toContain("    at ");
});
