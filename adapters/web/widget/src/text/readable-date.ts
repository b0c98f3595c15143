/** A day, month or year as people read it: `2024-12-26` → `26/12/2024`, `2025-09` → `9/2025`; anything else as it is. */
export function readableDate(date: string): string {
  if (!/^\d{4}(?:-\d{2}){0,2}$/u.test(date)) return date;
  const [year = "", ...rest] = date.split("-");
  return [...rest.map(Number).reverse(), year].join("/");
}
