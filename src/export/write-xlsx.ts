import writeExcelFile from "write-excel-file/node";
import type { ReportSheet } from "../core/training/report-sheet.js";
import { neutralText } from "./neutral-text.js";

const [narrowest, widest] = [8, 60];

/** Tables as an Excel workbook, a sheet each. Texts are stored as texts, never as formulas. */
export async function writeXlsx(sheets: readonly ReportSheet[]): Promise<Buffer> {
  return writeExcelFile(
    sheets.map(({ name, rows }) => ({
      sheet: name,
      data: rows.map((row, index) =>
        row.map((value) =>
          typeof value === "number"
            ? { value, type: Number }
            : { value: neutralText(value), type: String, ...(index === 0 && row.length > 2 && ({ fontWeight: "bold" } as const)) },
        ),
      ),
      columns: widthsOf(rows),
    })),
  ).toBuffer();
}

/** In characters, so that what stands in a column can be read. */
function widthsOf(rows: ReportSheet["rows"]): { width: number }[] {
  const columns = Math.max(0, ...rows.map((row) => row.length));
  return Array.from({ length: columns }, (_, column) => {
    const longest = rows.reduce((most, row) => Math.max(most, String(row[column] ?? "").length), 0);
    return { width: Math.min(widest, Math.max(narrowest, longest + 2)) };
  });
}
