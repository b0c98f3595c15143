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
