import type { FastifyReply } from "fastify";
import type { ReportSheet } from "../../core/training/report-sheet.js";
import { writeXlsx } from "../../export/write-xlsx.js";

/** Sends tables as a workbook to be saved. @param name of the file, without its ending. */
export async function sendXlsx(reply: FastifyReply, name: string, sheets: readonly ReportSheet[]): Promise<FastifyReply> {
  return reply
    .header("content-disposition", `attachment; filename="${name}.xlsx"`)
    .type("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
    .send(await writeXlsx(sheets));
}
