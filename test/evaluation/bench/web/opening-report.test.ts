import { describe, expect, it } from "vitest";
import { openingLines, openingTable, type Openings } from "../../../../src/evaluation/bench/web/opening-report.js";

function openingsOf(phone: string, page: Openings["page"], times: readonly number[], bytes: number): Openings {
  return { phone, page, openings: times.map((readyMs) => ({ readyMs, bytes })) };
}

const measured = [
  openingsOf("slow", "ours", [1200, 900, 1000.4], 30_449),
  openingsOf("slow", "microsoft", [9000, 8000, 12_000], 950_000),
  openingsOf("slower", "ours", [2000], 30_449),
  openingsOf("slower", "microsoft", [30_000], 950_000),
];

describe("openingLines", () => {
  it("gives the median and its range, and how many times our median on the same phone that is", () => {
    const lines = openingLines(measured);
    expect(lines[0]).toEqual({ phone: "slow", page: "ours", runs: 3, readyMs: 1000, fastestMs: 900, slowestMs: 1200, gzipKb: 30.4, timesOurs: 1 });
    expect(lines.map(({ phone, page, readyMs, timesOurs }) => [phone, page, readyMs, timesOurs])).toEqual([
      ["slow", "ours", 1000, 1],
      ["slow", "microsoft", 9000, 9],
      ["slower", "ours", 2000, 1],
      ["slower", "microsoft", 30_000, 15],
    ]);
  });

  it("is shown as a table whose last column is the ratio", () => {
    const rows = openingTable(openingLines(measured)).split("\n");
    expect(rows[0]).toMatch(/^phone +page +runs +readyMs .*this\/ours$/u);
    expect(rows[2]).toMatch(/^slow +microsoft +3 +9000 .* 9\.0$/u);
  });
});
