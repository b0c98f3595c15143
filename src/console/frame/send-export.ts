import { Readable } from "node:stream";
import type { FastifyReply } from "fastify";
import { html, type Html } from "../../../adapters/shared/markup.js";
import { csvLine, csvMark } from "../../export/write-csv.js";
import { writeXlsx } from "../../export/write-xlsx.js";
import { frameWording } from "../wording/frame.js";
import { addressOf } from "./table.js";

/** A list as it is exported: whole, whatever page of it was looked at. */
export interface ExportedList {
  /** Of the file, without its ending; ASCII. */
  readonly fileName: string;
  /** Of the sheet. */
  readonly title: string;
  readonly heads: readonly string[];
  /** Rows from an offset on; fewer than `limit` are the last. */
  readonly rows: (part: { readonly offset: number; readonly limit: number }) => Promise<(string | number)[][]>;
}

export const exportFormats = ["csv", "xlsx"] as const;
export type ExportFormat = (typeof exportFormats)[number];

const batch = 1000;
/** A workbook holds no more rows; the CSV has them all. */
const mostRowsOfWorkbook = 100_000;

export async function sendExport(reply: FastifyReply, format: ExportFormat, list: ExportedList): Promise<FastifyReply> {
  const named = reply.header("content-disposition", `attachment; filename="${list.fileName}.${format}"`);
  if (format === "csv") return named.type("text/csv; charset=utf-8").send(Readable.from(csvOf(list)));
  const rows: (string | number)[][] = [];
  for await (const row of rowsOf(list)) {
    if (rows.length === mostRowsOfWorkbook) break;
    rows.push(row);
  }
  const file = await writeXlsx([{ name: list.title, rows: [[...list.heads], ...rows] }]);
  return named.type("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet").send(file);
}

/** The ways to the files of a list, as it is filtered. */
export function exportLinks(path: string, query: Readonly<Record<string, string>>): Html {
  return html`<p class="actions">
    <a class="button" href="${addressOf(`${path}.csv`, query)}">${frameWording.download}</a>
    <a class="button" href="${addressOf(`${path}.xlsx`, query)}">${frameWording.downloadXlsx}</a>
  </p>`;
}

async function* csvOf(list: ExportedList): AsyncGenerator<string> {
  yield csvMark + csvLine(list.heads);
  for await (const row of rowsOf(list)) yield csvLine(row);
}

async function* rowsOf({ rows }: ExportedList): AsyncGenerator<(string | number)[]> {
  for (let offset = 0; ; offset += batch) {
    const part = await rows({ offset, limit: batch });
    yield* part;
    if (part.length < batch) return;
  }
}
