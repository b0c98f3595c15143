import { setTimeout as sleep } from "node:timers/promises";
import { Readable } from "node:stream";
import type { FastifyInstance } from "fastify";
import type { AnnouncementStore } from "../../core/announcements/announcement-store.js";
import type { PrintedReport } from "../../core/announcements/printed-report.js";
import type { Announcements } from "../../core/announcements/announcements.js";
import { csvMark, csvLine } from "../../export/write-csv.js";
import { writeXlsx } from "../../export/write-xlsx.js";
import { sendHtml } from "../frame/send-html.js";
import { progressScriptPath } from "../frame/assets.js";
import { readerOf, refuse } from "../guard.js";
import { page } from "../frame/page.js";
import { frameWording } from "../wording/frame.js";
import { reportForPdf } from "./report-pdf.js";
import { announcementPages } from "../wording/announcements.js";
import { idForm } from "./id-form.js";
import { announcementsPath as path } from "./paths.js";
import { cellsOfRow, countsSheet, progressOf, punctualitySheet, reportBody, rowHeads } from "./report.js";

const batch = 5000;
/** A workbook holds no more rows; the CSV has them all. */
const mostRowsOfWorkbook = 100_000;
const tellEveryMs = 2000;
/** A stream ends by itself and is opened again by the browser, so that a session that has ended is noticed. */
const longestStreamMs = 5 * 60_000;

export interface ReportPagesParts {
  readonly announcements: Announcements;
  readonly store: AnnouncementStore;
  /** As PDF. @param pageOf what stands at the foot of each page */
  readonly draw: (report: PrintedReport, pageOf: (page: number, pages: number) => string) => Promise<Uint8Array>;
  readonly now: () => Date;
}

/** What became of an announcement: as a page, as files, and as it happens. */
export function reportRoutes(server: FastifyInstance, { announcements, store, draw, now }: ReportPagesParts): void {
  const config = { access: "see_announcements" } as const;

  server.get(`${path}/:id/bao-cao`, { config }, async (request, reply) => {
    const reader = readerOf(request);
    const { id } = idForm.parse(request.params);
    const announcement = await store.find(id);
    const progress = await announcements.progress(id);
    if (announcement === undefined || progress === undefined) return refuse(reply, 404, "notFound", reader);
    const [clicks, punctuality] = await Promise.all([store.clicks(id), announcements.punctuality(announcement)]);
    const body = reportBody({ announcement, progress, clicks, punctuality });
    return sendHtml(reply, page({ title: announcementPages.report.title(announcement.content.title), body, reader, path, scripts: [progressScriptPath] }));
  });

  server.get(`${path}/:id/bao-cao.csv`, { config }, async (request, reply) => {
    const { id } = idForm.parse(request.params);
    if ((await store.find(id)) === undefined) return refuse(reply, 404, "notFound", readerOf(request));
    return reply
      .header("content-disposition", `attachment; filename="thong-bao-${id}.csv"`)
      .type("text/csv; charset=utf-8")
      .send(Readable.from(csvOf(id)));
  });

  server.get(`${path}/:id/bao-cao.xlsx`, { config }, async (request, reply) => {
    const { id } = idForm.parse(request.params);
    const [announcement, progress] = await Promise.all([store.find(id), announcements.progress(id)]);
    if (announcement === undefined || progress === undefined) return refuse(reply, 404, "notFound", readerOf(request));
    const rows: (string | number)[][] = [];
    for await (const row of ledgerOf(id)) {
      if (rows.length === mostRowsOfWorkbook) break;
      rows.push(row);
    }
    const file = await writeXlsx([
      countsSheet(progress.counts),
      punctualitySheet(await announcements.punctuality(announcement)),
      { name: announcementPages.title, rows: [rowHeads, ...rows] },
    ]);
    return reply
      .header("content-disposition", `attachment; filename="thong-bao-${id}.xlsx"`)
      .type("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
      .send(file);
  });

  server.get(`${path}/:id/bao-cao.pdf`, { config }, async (request, reply) => {
    const { id } = idForm.parse(request.params);
    const [announcement, progress] = await Promise.all([store.find(id), announcements.progress(id)]);
    if (announcement === undefined || progress === undefined) return refuse(reply, 404, "notFound", readerOf(request));
    const [clicks, punctuality] = await Promise.all([store.clicks(id), announcements.punctuality(announcement)]);
    const file = await draw(reportForPdf(announcement, progress, { clicks, punctuality, now: now() }), frameWording.pageOf);
    return reply.header("content-disposition", `attachment; filename="thong-bao-${id}.pdf"`).type("application/pdf").send(Buffer.from(file));
  });

  server.get(`${path}/:id/tien-do`, { config }, async (request, reply) => {
    const { id } = idForm.parse(request.params);
    if ((await store.find(id)) === undefined) return refuse(reply, 404, "notFound", readerOf(request));
    const closed = new AbortController();
    request.raw.once("close", () => closed.abort());
    return reply.type("text/event-stream").send(Readable.from(events(id, closed.signal)));
  });

  async function* events(id: number, signal: AbortSignal): AsyncGenerator<string> {
    for (let spentMs = 0; spentMs < longestStreamMs && !signal.aborted; spentMs += tellEveryMs) {
      const [announcement, progress] = await Promise.all([store.find(id), announcements.progress(id)]);
      if (announcement === undefined || progress === undefined) return;
      yield `data: ${JSON.stringify({ ...progressOf(progress), state: announcement.state })}\n\n`;
      await sleep(tellEveryMs, undefined, { signal, ref: false }).catch(() => undefined);
    }
  }

  async function* ledgerOf(id: number): AsyncGenerator<(string | number)[]> {
    for (let afterId = 0; ;) {
      const rows = await store.reportRows(id, { afterId, limit: batch });
      yield* rows.map(cellsOfRow);
      if (rows.length < batch) return;
      afterId = rows.at(-1)?.id ?? afterId;
    }
  }

  async function* csvOf(id: number): AsyncGenerator<string> {
    yield csvMark + csvLine(rowHeads);
    for await (const row of ledgerOf(id)) yield csvLine(row);
  }
}
