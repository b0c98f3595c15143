import type { ReportSheet } from "../core/training/report-sheet.js";
import { neutralText } from "./neutral-text.js";

/** Stands at the beginning of a file and tells Excel that it is UTF-8. */
export const csvMark = "\ufeff";

/** A table as CSV (RFC 4180). */
export function writeCsv({ rows }: ReportSheet): string {
  return csvMark + rows.map(csvLine).join("");
}

/** A row of a CSV file with its end, for files that are too long to be made at once. */
export function csvLine(row: readonly (string | number)[]): string {
  return `${row.map(cellOf).join(",")}\r\n`;
}

function cellOf(value: string | number): string {
  if (typeof value === "number") return String(value);
  const text = neutralText(value);
  return /[",\r\n]|^\s|\s$/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
