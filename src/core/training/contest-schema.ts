/** Shape of everything under `knowledge/contests/`: a file for each contest. */
import { z } from "zod";

const text = z.string().trim().min(1);
const slug = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/);

const dayMs = 86_400_000;
const weekMs = 7 * dayMs;

/** A minute in Vietnam, `2026-12-01T08:00`. */
const minute = z.iso.datetime({ local: true, offset: false, precision: -1 }).transform((value) => new Date(`${value}:00+07:00`));
/** The midnight in Vietnam with which a day begins. */
const day = z.iso.date().transform((value) => new Date(`${value}T00:00:00+07:00`));

/** A time during which people may take part; its end is no part of it. */
const round = z.strictObject({ start: minute, end: minute });

const form = z.strictObject({
  /** Also the name of the file, and the end of the page's address. It never changes: results hang on it. */
  id: slug,
  title: text,
  /** What the contest is for, in a sentence or two. */
  opening: text,
  /** What holds besides the rules that follow from the other fields. */
  rules: z.array(text).max(20).default([]),
  /** Rounds of a week each, from the first day on; or `rounds`. */
  firstDay: day.optional(),
  weeks: z.int().min(1).max(52).optional(),
  rounds: z.array(round).min(1).max(52).optional(),
  /** Items are drawn from all lessons of these courses, and from these lessons. */
  courses: z.array(slug).default([]),
  lessons: z.array(slug).default([]),
  itemsPerTry: z.int().min(1).max(60),
  minutesPerTry: z.int().min(1).max(180),
  /** A round is a week where the contest goes by weeks. */
  triesPerRound: z.int().min(1).max(20),
  /** In words, the highest first. */
  prizes: z.array(text).max(20).default([]),
});

/** `contests/<id>.yaml`. */
export const contest = form.transform(({ firstDay, weeks, rounds, ...rest }, context) => {
  const byWeek = firstDay !== undefined && weeks !== undefined;
  if (byWeek === (rounds !== undefined) || (firstDay === undefined) !== (weeks === undefined))
    context.addIssue({ code: "custom", message: "either firstDay and weeks, or rounds" });
  return { ...rest, rounds: rounds ?? (byWeek ? weeklyRounds(firstDay, weeks) : []) };
});

/** A contest with its rounds in order, whichever way they were given. */
export type Contest = z.infer<typeof contest>;
export type Round = z.infer<typeof round>;

/** Vietnam has no summer time, so that each week has as many hours. */
function weeklyRounds(firstDay: Date, weeks: number): Round[] {
  const start = (week: number): Date => new Date(firstDay.getTime() + week * weekMs);
  return Array.from({ length: weeks }, (_, week) => ({ start: start(week), end: start(week + 1) }));
}
