import { spawn } from "node:child_process";
import { quantile, round } from "./rank-metrics.js";

/** How often one question is asked from a fresh start; the median counts. */
const starts = 5;

export interface AskResult {
  /** From the start of `npm run --silent ask` to the first output, median and slowest. */
  firstAnswerMs: number;
  slowestFirstAnswerMs: number;
  /** Questions through one `ask -- --jsonl`, start included. */
  lines: number;
  linesMs: number;
}

/** Starts `ask` as a person would, with a warm index. @param questions as many as shall go through `--jsonl`. */
export async function measureAsk(questions: readonly string[], environment: Record<string, string>): Promise<AskResult> {
  const times: number[] = [];
  for (let start = 0; start < starts; start++) times.push((await run(["--", questions[0] ?? ""], "", environment)).firstOutputMs);
  const input = questions.map((question, id) => `${JSON.stringify({ id: String(id), turns: [question] })}\n`).join("");
  const { output, endMs } = await run(["--", "--jsonl"], input, environment);
  const lines = output.split("\n").filter((line) => line !== "").length;
  return { firstAnswerMs: round(quantile(times, 0.5), 0), slowestFirstAnswerMs: round(Math.max(...times), 0), lines, linesMs: round(endMs, 0) };
}

function run(
  options: readonly string[],
  input: string,
  environment: Record<string, string>,
): Promise<{ output: string; firstOutputMs: number; endMs: number }> {
  return new Promise((resolve, reject) => {
    const start = performance.now();
    const child = spawn("npm", ["run", "--silent", "ask", ...options], { env: { ...process.env, ...environment }, stdio: ["pipe", "pipe", "ignore"] });
    let firstOutputMs = Number.NaN;
    const pieces: Buffer[] = [];
    child.stdout.on("data", (piece: Buffer) => {
      if (pieces.length === 0) firstOutputMs = performance.now() - start;
      pieces.push(piece);
    });
    child.on("error", reject);
    child.on("close", (code) => {
      if (code === 0) resolve({ output: Buffer.concat(pieces).toString("utf8"), firstOutputMs, endMs: performance.now() - start });
      else reject(new Error(`ask ended with code ${String(code)}`));
    });
    child.stdin.end(input);
  });
}
