import { describe, expect, it } from "vitest";
import { endOfQuiet, isQuiet } from "../../../src/core/announcements/quiet-hours.js";
import { momentInVietnam, weekAfter } from "../../../src/core/announcements/schedule.js";

const at = (time: string) => momentInVietnam("2026-11-30", time) as Date;

describe("quiet hours", () => {
  it.each([
    ["20:59", false],
    ["21:00", true],
    ["00:00", true],
    ["06:59", true],
    ["07:00", false],
    ["12:00", false],
  ])("at %s in Vietnam: %s", (time, expected) => expect(isQuiet(at(time))).toBe(expected));

  it("end at seven", () => {
    expect(endOfQuiet(at("23:30"))).toEqual(momentInVietnam("2026-12-01", "07:00"));
    expect(endOfQuiet(at("03:10"))).toEqual(at("07:00"));
    expect(endOfQuiet(at("09:15"))).toEqual(at("09:15"));
  });
});

describe("momentInVietnam", () => {
  it("reads a day and a time in Vietnam", () => expect(at("08:30")).toEqual(new Date("2026-11-30T01:30:00Z")));

  it.each([
    ["2026-02-30", "08:00"],
    ["2026-11-30", "24:00"],
    ["30/11/2026", "08:00"],
    ["2026-11-30", "8h"],
  ])("does not read %s %s", (day, time) => expect(momentInVietnam(day, time)).toBeUndefined());

  it("comes back a week later at the same time", () => expect(weekAfter(at("08:30"), at("08:31"))).toEqual(momentInVietnam("2026-12-07", "08:30")));
});
