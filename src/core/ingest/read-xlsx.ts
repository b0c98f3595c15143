import readExcelFile from "read-excel-file/node";
import { readableDate } from "../wording/dates.js";
import type { ReadBlock, ReadFile } from "./draft.js";
import { rowsOfTable } from "./table-rows.js";
import { readArchive } from "./zip-archive.js";

type Cell = string | number | boolean | Date | null;

/** An Excel workbook: each sheet under its name, each row with the headings of its columns. */
export async function readXlsx(file: Buffer): Promise<ReadFile> {
  readArchive(file);
  const sheets = (await readExcelFile(file)) as { sheet: string; data: Cell[][] }[];
  const filled = sheets
    .map(({ sheet, data }) => ({ name: sheet, rows: data.map((row) => row.map(textOf)) }))
    .filter(({ rows }) => rows.flat().some((text) => text !== ""));
  return { blocks: filled.flatMap(({ name, rows }) => [{ kind: "heading", level: 1, text: name } as const, ...blocksOfSheet(rows)]), warnings: [] };
}

/** Lines above the table, of one cell each, are its title and notes. */
function blocksOfSheet(rows: readonly string[][]): ReadBlock[] {
  const filled = rows.filter((row) => row.some((text) => text !== ""));
  const start = filled.findIndex((row) => row.filter((text) => text !== "").length > 1);
  const above = start < 0 ? filled : filled.slice(0, start);
  return [
    ...above.map((row) => ({ kind: "paragraph" as const, text: row.join("") })),
    ...rowsOfTable(start < 0 ? [] : filled.slice(start)).map((text) => ({ kind: "row" as const, text })),
  ];
}

/** Numbers with a decimal comma and nothing between thousands: they may be codes. */
function textOf(cell: Cell): string {
  if (cell === null) return "";
  if (cell instanceof Date) return readableDate(cell.toISOString().slice(0, 10));
  if (typeof cell === "number") return new Intl.NumberFormat("vi-VN", { maximumFractionDigits: 10, useGrouping: false }).format(cell);
  return String(cell).trim();
}
