import { isQuiet } from "./quiet-hours.js";

const dayMs = 24 * 60 * 60 * 1000;
const weekMs = 7 * dayMs;
const farthestMs = 366 * dayMs;
/** A form that was filled in slowly still means "now". */
const lateMs = 5 * 60 * 1000;

/** A day `YYYY-MM-DD` and a time `HH:MM` in Vietnam as a moment; `undefined` if there is no such. */
export function momentInVietnam(day: string, time: string): Date | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/u.test(day) || !/^\d{2}:\d{2}$/u.test(time)) return undefined;
  const asIfUtc = new Date(`${day}T${time}:00Z`);
  // The calendar rolls 30 February on; a form that says so is wrong.
  if (Number.isNaN(asIfUtc.getTime()) || !asIfUtc.toISOString().startsWith(`${day}T${time}`)) return undefined;
  return new Date(`${day}T${time}:00+07:00`);
}

/** Why something cannot be sent at a time; `undefined` if it can. */
export function faultOfSchedule(
  at: Date,
  { now, isEmergency }: { now: Date; isEmergency: boolean },
): "schedule_past" | "schedule_too_far" | "schedule_quiet" | undefined {
  if (at.getTime() < now.getTime() - lateMs) return "schedule_past";
  if (at.getTime() > now.getTime() + farthestMs) return "schedule_too_far";
  return !isEmergency && isQuiet(at) ? "schedule_quiet" : undefined;
}

/** Whether what was scheduled may begin to be sent. */
export function isDue(scheduledAt: Date, { now, isEmergency }: { now: Date; isEmergency: boolean }): boolean {
  return scheduledAt.getTime() <= now.getTime() && (isEmergency || !isQuiet(now));
}

/** The same weekday and time in Vietnam, the first that is still to come. */
export function weekAfter(scheduledAt: Date, now: Date): Date {
  const missed = Math.max(0, Math.floor((now.getTime() - scheduledAt.getTime()) / weekMs));
  return new Date(scheduledAt.getTime() + (missed + 1) * weekMs);
}
