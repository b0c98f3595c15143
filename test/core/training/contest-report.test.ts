import { describe, expect, it } from "vitest";
import { contestReport, reportSheets } from "../../../src/core/training/contest-report.js";
import type { RoundResult } from "../../../src/core/training/contest-store.js";
import { testContest } from "../../support/test-courses.js";

const afterFirst = new Date("2026-11-29T17:00:00Z");
const afterAll = new Date("2026-12-06T17:00:00Z");
const result = (learnerId: string, round: number, right: number, more: Partial<RoundResult> = {}): RoundResult => ({
  learnerId,
  round,
  right,
  asked: 6,
  usedSeconds: 60,
  guess: 1,
  ...more,
});
const hoa = { entry: { name: "Nguyễn Thị Hòa", office: { name: "UBND xã Một", id: "office-1" }, isPublic: true } };
const kin = { entry: { name: "Bùi Văn Kín", office: { name: "UBND xã Hai" }, isPublic: false } };
const contests = {
  results: () => Promise.resolve([result("a", 1, 6, hoa), result("b", 1, 5, kin), result("c", 1, 3), result("a", 2, 3, { ...hoa, guess: 4 })]),
};

describe("contestReport", () => {
  it("is there once a round, or the whole contest, is over", async () => {
    const report = (stretch: number | "all", now: Date) => contestReport(contests, { contest: testContest, stretch, now });
    expect(await report(1, new Date(afterFirst.getTime() - 1))).toBeUndefined();
    expect(await report(1, afterFirst)).toMatchObject({ perfect: 1, averagePercent: 78 });
    expect(await report("all", afterFirst)).toBeUndefined();
    expect(await report("all", afterAll)).toMatchObject({ perfect: 1, start: testContest.rounds[0]?.start, end: testContest.rounds[1]?.end });
    expect(await report(3, afterAll)).toBeUndefined();
  });

  it("lists all participants for the organisers, the unnamed without a name, and the offices as on the page", async () => {
    const report = await contestReport(contests, { contest: testContest, stretch: "all", now: afterAll });
    if (report === undefined) throw new Error("no report");
    const [summary, people, offices] = reportSheets(report);
    expect(summary?.rows).toContainEqual(["Số người dự thi", 3]);
    expect(summary?.rows).toContainEqual(["Đến", "hết ngày 6/12/2026"]);
    expect(people?.rows.slice(1)).toEqual([
      [1, "Nguyễn Thị Hòa", "UBND xã Một", "có", "có", 2, 9, 4, 120],
      [2, "Bùi Văn Kín", "UBND xã Hai", "không", "không", 1, 5, 0, 60],
      [3, "(không nêu tên)", "", "không", "không", 1, 3, 0, 60],
    ]);
    expect(offices?.rows.slice(1)).toEqual([[1, "UBND xã Một", 9, 1]]);
  });
});
