/** A day, month or year as people read it: `2024-12-26` → `26/12/2024`, `2025-09` → `9/2025`. */
export function readableDate(date: string): string {
  const [year = "", month, day] = date.split("-");
  return [day, month, year]
    .filter((part) => part !== undefined)
    .map((part) => (part.length === 4 ? part : String(Number(part))))
    .join("/");
}

/** The day in Vietnam (UTC+7, no summer time) at a moment, `YYYY-MM-DD`: offices, fees and deadlines turn at its midnight. */
export function dayInVietnam(moment: Date): string {
  return new Date(moment.getTime() + 7 * 3_600_000).toISOString().slice(0, 10);
}
