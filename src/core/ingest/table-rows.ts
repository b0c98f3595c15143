import { ingestWording } from "../wording/ingest.js";

/**
 * The rows of a table as sentences of their own: each cell under the heading of its column. A table of one row, as letterheads are laid out,
 * has no headings; nor has one of one column.
 */
export function rowsOfTable(cells: readonly (readonly string[])[]): string[] {
  const rows = cells.map((row) => row.map((cell) => cell.replace(/\s+/gu, " ").trim())).filter((row) => row.some((cell) => cell !== ""));
  const [columns = [], ...body] = rows;
  if (body.length === 0 || columns.length < 2) return rows.flatMap((row) => row.filter((cell) => cell !== ""));
  return body.map((row) => row.flatMap((cell, index) => (cell === "" ? [] : [ingestWording.cell(columns[index] ?? "", cell)])).join("; "));
}
