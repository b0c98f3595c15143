import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, it } from "vitest";
import { buildTimeoutMs, realDataDir } from "../core/retrieval/real-index.js";

interface Outcome {
  code: number | null;
  stdout: string;
  stderr: string;
}

interface JsonAnswer {
  status: string;
  text: string;
  citations: { documentId: string; title: string; section: string; quote: string; quoteKind: string; url: string; issued: string; codes?: string[] }[];
  suggestions: string[];
  confidence: number;
  latencyMs: number;
}

const project = fileURLToPath(new URL("../../", import.meta.url));
let dataDir: string;

beforeAll(async () => {
  dataDir = await realDataDir();
}, buildTimeoutMs);

/** Runs the command as an operator does. */
function ask(options: string[], input = ""): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const child = spawn("npm", ["run", "--silent", "ask", "--", ...options], { cwd: project, env: { ...process.env, DATA_DIR: dataDir } });
    const outcome: Outcome = { code: null, stdout: "", stderr: "" };
    child.stdout.setEncoding("utf8").on("data", (part: string) => (outcome.stdout += part));
    child.stderr.setEncoding("utf8").on("data", (part: string) => (outcome.stderr += part));
    child.on("error", reject);
    child.on("close", (code) => resolve({ ...outcome, code }));
    child.stdin.on("error", () => undefined);
    child.stdin.end(input);
  });
}

function lines(text: string): { id: unknown; answers: JsonAnswer[] }[] {
  return text
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as { id: unknown; answers: JsonAnswer[] });
}

function expectWhole(answer: JsonAnswer | undefined): void {
  expect(answer).toEqual({
    status: expect.stringMatching(/^[a-z]+_[a-z_]+$/u) as string,
    text: expect.any(String) as string,
    citations: expect.any(Array) as [],
    suggestions: expect.any(Array) as [],
    confidence: expect.any(Number) as number,
    latencyMs: expect.any(Number) as number,
  });
}

describe("npm run ask", () => {
  it("answers several turns in words a person reads, with sources, and nothing on standard error", async () => {
    const { code, stdout, stderr } = await ask(["Đến năm 2030 kinh tế số chiếm bao nhiêu GRDP?", "thế còn năm 2025?"]);
    expect(code).toBe(0);
    expect(stderr).toBe("");
    const [first = "", second = ""] = stdout.split("› ").slice(1);
    expect(first).toMatch(/^Đến năm 2030 kinh tế số chiếm bao nhiêu GRDP\?\n\n[^\n]*30% GRDP/u);
    expect(second).toMatch(/^thế còn năm 2025\?\n\n[^\n]*20% GRDP/u);
    for (const part of [first, second]) {
      expect(part).toMatch(/^Nguồn: Kết luận của Ban Thường vụ Tỉnh ủy Hòa Bình, hội nghị 26\/12\/2024/mu);
      expect(part).toMatch(/^ {2}https:\/\//mu);
      expect(part).toMatch(/^ {2}1\. /mu);
    }
  });

  it("prints one JSON object with --json, wherever the option stands", async () => {
    const { code, stdout } = await ask(["--json", "lam lai the can cuoc bi mat can giay to gi", "lệ phí bao nhiêu"]);
    expect(code).toBe(0);
    const { answers } = JSON.parse(stdout) as { answers: JsonAnswer[] };
    expect(answers).toHaveLength(2);
    for (const answer of answers) expectWhole(answer);
    expect(answers[1]?.text).toMatch(/70\.000 đồng[\s\S]*\nNguồn: Cơ sở dữ liệu quốc gia về thủ tục hành chính, bản ngày 19\/7\/2026\.$/u);
    expect(answers[1]?.citations[0]).toMatchObject({
      documentId: "service/cap-lai-the-can-cuoc",
      codes: ["1.014064", "2.001194", "1.000757"],
      issued: "2026-07-19",
    });
    expect(answers[1]?.confidence).toBeGreaterThan(0.5);
  });

  it("says how it is used where nothing is asked", async () => {
    const { code, stdout, stderr } = await ask([]);
    expect(code).toBe(2);
    expect(stdout).toBe("");
    expect(stderr).toMatch(/^Cách dùng: npm run --silent ask/u);
  });
});

describe("npm run ask -- --jsonl", () => {
  it("answers each line in order, with its id as it was, and prints nothing but JSON", async () => {
    const input = [
      { id: "a", turns: ["xin chào"] },
      { id: 7, turns: ["đăng ký kết hôn cần giấy tờ gì", "lệ phí bao nhiêu", "mất bao lâu"] },
      { id: "a", turns: ["giá xăng hôm nay"] },
      { id: "8", turns: ["làm lại thẻ căn cước bị mất"] },
      { id: 0, turns: ["lệ phí bao nhiêu"] },
    ].map((line) => JSON.stringify(line));
    // Some lines end as on Windows, one is empty, and the last has no end.
    const { code, stdout } = await ask(["--jsonl"], `${input.slice(0, 3).join("\r\n")}\n\n${input.slice(3).join("\n")}`);
    expect(code).toBe(0);
    const printed = lines(stdout);
    expect(printed.map(({ id }) => id)).toEqual(["a", 7, "a", "8", 0]);
    expect(printed.map(({ answers }) => answers.length)).toEqual([1, 3, 1, 1, 1]);
    for (const answer of printed.flatMap(({ answers }) => answers)) expectWhole(answer);
    expect(printed[1]?.answers.map(({ citations }) => citations[0]?.documentId)).toEqual(Array.from({ length: 3 }, () => "service/dang-ky-ket-hon"));
    expect(printed[0]?.answers[0]).toMatchObject({ status: "smalltalk_greeting", citations: [] });
    expect(printed[2]?.answers[0]?.status).toMatch(/^unanswerable_/u);
    // A line is a conversation of its own: the last leans on nothing that was said in those before.
    expect(printed[4]?.answers[0]?.status).toBe("clarification_choice");
  });

  it.each([
    ["is no JSON", "không phải JSON", /JSON/u],
    ["has no turns", '{"id":1,"turns":[]}', /turns/u],
  ])("stops with a clear error at a line that %s, after it has answered those before", async (_what, bad, named) => {
    const { code, stdout, stderr } = await ask(["--jsonl"], `{"id":1,"turns":["xin chào"]}\n${bad}\n`);
    expect(code).not.toBe(0);
    expect(lines(stdout).map(({ id }) => id)).toEqual([1]);
    expect(stderr).toMatch(named);
    expect(stderr).toMatch(/(?:line|dòng) 2/iu);
    expect(stderr, "a stack is nothing for an operator").not.toMatch(/^\s+at .*\.ts:/mu);
  });
});
