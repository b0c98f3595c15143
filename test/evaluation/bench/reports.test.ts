import { describe, expect, it } from "vitest";
import { retrievalLines } from "../../../src/evaluation/bench/foreign-report.js";
import type { MethodResult, QueryOutcome } from "../../../src/evaluation/bench/measure-method.js";
import { alignColumns, ownLines, ownTable } from "../../../src/evaluation/bench/own-report.js";
import type { MethodName } from "../../../src/evaluation/bench/search-methods.js";

function resultOf(outcomes: QueryOutcome[]): MethodResult {
  return { outcomes, buildMs: 12, rssMb: 34 };
}

const hit: QueryOutcome = { typing: "as_written", group: "service", place: 1, ms: 2 };
const miss: QueryOutcome = { typing: "as_written", group: "service", ms: 4 };

describe("retrievalLines", () => {
  it("has one line for each way of typing, with the agreed names in the agreed order", () => {
    const lines = retrievalLines("minisearch", resultOf([hit, miss, { ...hit, typing: "noisy", place: 3 }]));
    expect(lines.map(({ typing }) => typing)).toEqual(["as_written", "no_diacritics", "noisy"]);
    expect(JSON.stringify(lines[0])).toBe(
      '{"method":"minisearch","typing":"as_written","R1":50,"R5":50,"R10":50,"MRR":0.5,"p50Ms":2,"p99Ms":4,"buildMs":12,"rssMb":34}',
    );
    expect(lines[2]).toMatchObject({ R1: 0, R5: 100, MRR: 0.333 });
  });
});

describe("ownLines", () => {
  const results = new Map<MethodName, MethodResult>([
    ["ours", resultOf([hit, hit, { ...hit, group: "article" }])],
    ["minisearch", resultOf([hit, miss, { ...miss, group: "article" }])],
  ]);

  it("reports each kind and way of typing apart, with our share of first hits against each peer's", () => {
    const lines = ownLines(results).filter(({ typing }) => typing === "as_written");
    expect(lines.map(({ kind, method, questions, R1, ratio }) => [kind, method, questions, R1, ratio])).toEqual([
      ["service", "ours", 2, 100, 1],
      ["service", "minisearch", 2, 50, 2],
      ["article", "ours", 1, 100, 1],
      ["article", "minisearch", 1, 0, 0],
    ]);
  });

  it("is shown as a table whose last column is the ratio", () => {
    const rows = ownTable(ownLines(results)).split("\n");
    expect(rows[0]).toMatch(/^kind +typing +method +asked +R1 .*ours\/this$/u);
    expect(rows.find((row) => /^service +as_written +minisearch/u.test(row))).toMatch(/ 2\.00$/u);
    expect(rows.find((row) => /^article +as_written +minisearch/u.test(row))).toMatch(/∞$/u);
  });
});

describe("alignColumns", () => {
  it("sets words to the left and numbers to the right", () => {
    expect(
      alignColumns(
        [
          ["a", "1"],
          ["bcd", "234"],
        ],
        1,
      ),
    ).toBe("a      1\nbcd  234");
  });
});
