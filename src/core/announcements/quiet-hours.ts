import { hourInVietnam } from "../wording/dates.js";

/** At night people are left alone, in Vietnam: from this full hour … */
const quietFromHour = 21;
/** … to this one. */
const quietToHour = 7;
const hourMs = 60 * 60 * 1000;

/** Whether only emergencies may be sent at a moment. */
export function isQuiet(moment: Date): boolean {
  const hour = hourInVietnam(moment);
  return hour >= quietFromHour || hour < quietToHour;
}

/** The first moment from this one on at which anything may be sent. */
export function endOfQuiet(moment: Date): Date {
  if (!isQuiet(moment)) return moment;
  // Vietnam is whole hours away from UTC.
  const fullHour = Math.floor(moment.getTime() / hourMs) * hourMs;
  const hoursLeft = (quietToHour - hourInVietnam(moment) + 24) % 24;
  return new Date(fullHour + hoursLeft * hourMs);
}
