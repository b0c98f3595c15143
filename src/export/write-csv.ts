import type { ReportSheet } from "../core/training/report-sheet.js";
import { neutralText } from "./neutral-text.js";

/** A table as CSV (RFC 4180). The mark at its beginning tells Excel that it is UTF-8. */
export function writeCsv({ rows }: ReportSheet): string {
  return `\ufeff${rows.map((row) => `${row.map(cellOf).join(",")}\r\n`).join("")}`;
}

function cellOf(value: string | number): string {
  if (typeof value === "number") return String(value);
  const text = neutralText(value);
  return /[",\r\n]|^\s|\s$/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
