import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { stringify } from "yaml";
import { checkContests } from "../../../src/core/training/check-contests.js";
import { contest } from "../../../src/core/training/contest-schema.js";
import { loadContests } from "../../../src/core/training/load-contests.js";
import { testContest, testContestFile, testCourses } from "../../support/test-courses.js";

const { firstDay: _firstDay, weeks: _weeks, ...withoutTime } = testContestFile;
const faultsOf = (changed: object): string =>
  checkContests([contest.parse({ ...testContestFile, ...changed })], testCourses)
    .map(({ path, message }) => `${path.join(".")}: ${message}`)
    .join();

describe("checkContests", () => {
  it("finds nothing in a sound contest", () => {
    expect(checkContests([testContest], testCourses)).toEqual([]);
  });

  it.each([
    [{ courses: ["khoa-hai", "khoa-ba"] }, 'courses.1: không có khóa học "khoa-ba"'],
    [{ lessons: ["bai-la"] }, 'lessons.0: không có bài học "bai-la"'],
    [{ itemsPerTry: 7 }, "itemsPerTry: mỗi lượt thi cần 7 câu nhưng các bài được chọn chỉ có 6 câu"],
    [{ courses: ["khoa-mot"], lessons: ["mo-dau"], itemsPerTry: 6 }, "chỉ có 5 câu"],
  ])("finds what is wrong with %j", (changed, fault) => {
    expect(faultsOf(changed)).toContain(fault);
  });

  it("finds rounds that overlap or are shorter than a try", () => {
    const rounds = [
      { start: "2026-12-01T08:00", end: "2026-12-01T17:00" },
      { start: "2026-12-01T16:59", end: "2026-12-01T17:04" },
    ];
    const faults = checkContests([contest.parse({ ...withoutTime, rounds })], testCourses);
    expect(faults.map(({ path }) => path)).toEqual([
      ["rounds", 1],
      ["rounds", 1],
    ]);
  });
});

describe("the schema of contests", () => {
  it("makes rounds of weeks, by the midnights of Vietnam", () => {
    expect(testContest.rounds).toEqual([
      { start: new Date("2026-11-22T17:00:00Z"), end: new Date("2026-11-29T17:00:00Z") },
      { start: new Date("2026-11-29T17:00:00Z"), end: new Date("2026-12-06T17:00:00Z") },
    ]);
  });

  it("takes rounds with start and end, in Vietnam", () => {
    const { rounds } = contest.parse({ ...withoutTime, rounds: [{ start: "2026-12-01T08:00", end: "2026-12-05T17:30" }] });
    expect(rounds).toEqual([{ start: new Date("2026-12-01T01:00:00Z"), end: new Date("2026-12-05T10:30:00Z") }]);
  });

  it.each([
    ["neither weeks nor rounds", withoutTime],
    ["both", { ...testContestFile, rounds: [{ start: "2026-12-01T08:00", end: "2026-12-05T17:30" }] }],
    ["weeks without a first day", { ...withoutTime, weeks: 2 }],
    ["a time that is none", { ...withoutTime, rounds: [{ start: "2026-12-01", end: "mai" }] }],
    ["a key that it does not know", { ...testContestFile, triesPerWeek: 2 }],
    ["no tries", { ...testContestFile, triesPerRound: 0 }],
  ])("refuses %s", (_, file) => {
    expect(contest.safeParse(file).success).toBe(false);
  });
});

describe("loadContests", () => {
  it("reads a folder, names what is wrong in a file, and takes a missing folder for no contests", async () => {
    const folder = await mkdtemp(join(tmpdir(), "contests-"));
    expect(await loadContests(join(folder, "none"))).toEqual([]);
    await writeFile(join(folder, "cuoc-thi-thu.yaml"), stringify(testContestFile));
    expect(await loadContests(folder)).toEqual([testContest]);
    await writeFile(join(folder, "khac.yaml"), stringify(testContestFile));
    await expect(loadContests(folder)).rejects.toThrow('khac.yaml: id "cuoc-thi-thu" differs');
  });
});
