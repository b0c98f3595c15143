import { spawn } from "node:child_process";
import { describe, expect, it } from "vitest";
import { temporaryDirectory } from "../../support/temporary-directory.js";
import { syntheticCorpus, writeCorpus } from "../support/synthetic-corpus.js";

function bench(options: readonly string[]): Promise<{ code: number | null; output: string; errors: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ["--import", "tsx", "src/evaluation/bench.ts", ...options], { stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    let errors = "";
    child.stdout.on("data", (piece: Buffer) => (output += piece.toString()));
    child.stderr.on("data", (piece: Buffer) => (errors += piece.toString()));
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, output, errors }));
  });
}

describe("bench --retrieval", () => {
  it("prints a JSON line for each method and way of typing, and nothing else", { timeout: 120_000 }, async () => {
    const { corpusFile, queryFile } = await writeCorpus(await temporaryDirectory(), syntheticCorpus(30));
    const { code, output } = await bench(["--retrieval", corpusFile, queryFile]);
    expect(code).toBe(0);
    const lines = output
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(lines).toHaveLength(15);
    for (const line of lines) expect(Object.keys(line)).toEqual(["method", "typing", "R1", "R5", "R10", "MRR", "p50Ms", "p99Ms", "buildMs", "rssMb"]);
    expect([...new Set(lines.map(({ method }) => method))]).toEqual(["ours", "minisearch", "minisearch-folded", "langchain-bm25", "langchain-bm25-folded"]);
    expect([...new Set(lines.map(({ typing }) => typing))]).toEqual(["as_written", "no_diacritics", "noisy"]);
  });

  it("says how it is used where the questions are missing", async () => {
    const { code, output, errors } = await bench(["--retrieval", "corpus.jsonl"]);
    expect([code, output]).toEqual([2, ""]);
    expect(errors).toMatch(/usage/u);
  });

  it("ends with an error that names the file which is not there", { timeout: 60_000 }, async () => {
    const { code, output, errors } = await bench(["--retrieval", "/nowhere/corpus.jsonl", "/nowhere/queries.jsonl"]);
    expect(code).not.toBe(0);
    expect(output).toBe("");
    expect(errors).toMatch(/\/nowhere\/corpus\.jsonl/u);
  });
});

describe("bench --training", () => {
  it("prints a JSON line for each reading of many learners, from tables filled as they are in use", { timeout: 120_000 }, async () => {
    const { code, output, errors } = await bench(["--training", "--learners", "1000", "--json"]);
    expect([code, errors]).toEqual([0, expect.any(String)]);
    const lines = output
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(lines.map(({ reading }) => reading)).toContain("due queue of a learner");
    for (const line of lines) expect(Object.keys(line)).toEqual(["benchmark", "reading", "runs", "p50Ms", "p95Ms"]);
  });
});
