/** A day, month or year as people read it: `2024-12-26` → `26/12/2024`, `2025-09` → `9/2025`. */
export function readableDate(date: string): string {
  const [year = "", month, day] = date.split("-");
  return [day, month, year]
    .filter((part) => part !== undefined)
    .map((part) => (part.length === 4 ? part : String(Number(part))))
    .join("/");
}

const dayMs = 86_400_000;
/** Vietnam is at UTC+7, without summer time. */
const aheadMs = 7 * 3_600_000;

/** The day in Vietnam at a moment, `YYYY-MM-DD`: offices, fees and deadlines turn at its midnight. */
export function dayInVietnam(moment: Date): string {
  return new Date(moment.getTime() + aheadMs).toISOString().slice(0, 10);
}

/** The full hour in Vietnam at a moment, 0–23. */
export function hourInVietnam(moment: Date): number {
  return new Date(moment.getTime() + aheadMs).getUTCHours();
}

/** The midnight in Vietnam that ends the day of a moment. */
export function endOfDayInVietnam(moment: Date): Date {
  return new Date((Math.floor((moment.getTime() + aheadMs) / dayMs) + 1) * dayMs - aheadMs);
}

/** The time of day in Vietnam at a moment: `17 giờ 30`; the full hour without minutes. */
export function timeInVietnam(moment: Date): string {
  const minutes = new Date(moment.getTime() + aheadMs).getUTCMinutes();
  return `${hourInVietnam(moment)} giờ${minutes === 0 ? "" : ` ${String(minutes).padStart(2, "0")}`}`;
}

/** From when: `ngày 1/12/2026` where the day begins with it, else `8 giờ ngày 1/12/2026`. */
export function fromMoment(moment: Date): string {
  const day = `ngày ${readableDate(dayInVietnam(moment))}`;
  return isMidnight(moment) ? day : `${timeInVietnam(moment)} ${day}`;
}

/** Until when: `hết ngày 7/12/2026` where the day ends with it, else `17 giờ ngày 7/12/2026`. */
export function untilMoment(moment: Date): string {
  return isMidnight(moment) ? `hết ngày ${readableDate(dayInVietnam(new Date(moment.getTime() - 1)))}` : fromMoment(moment);
}

function isMidnight(moment: Date): boolean {
  return (moment.getTime() + aheadMs) % dayMs === 0;
}
