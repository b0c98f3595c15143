import { html, type Html } from "../../../adapters/shared/markup.js";
import type { Announcement } from "../../core/announcements/announcement.js";
import type { ClickCount, Progress, RecipientCount, ReportRow } from "../../core/announcements/ledger.js";
import type { Punctuality } from "../../core/announcements/punctuality.js";
import type { ReportSheet } from "../../core/training/report-sheet.js";
import { recipientStateNames, skipReasonNames } from "../../core/wording/announcements.js";
import { readableDate } from "../../core/wording/dates.js";
import { momentText } from "../frame/moment.js";
import { table } from "../frame/table.js";
import { announcementPages } from "../wording/announcements.js";
import { frameWording } from "../wording/frame.js";
import { channelNames } from "../wording/overview.js";
import { announcementsPath } from "./paths.js";

const { report: wording, progress: live } = announcementPages;
export const formatCount = (count: number): string => count.toLocaleString("vi-VN");

export interface ReportParts {
  readonly announcement: Announcement;
  readonly progress: Progress;
  readonly clicks: readonly ClickCount[];
  /** `undefined`: it is not over yet. */
  readonly punctuality: readonly Punctuality[] | undefined;
}

/** What became of an announcement: read without its tables by the first lines alone. */
export function reportBody({ announcement, progress, clicks, punctuality }: ReportParts): Html {
  const { id, content } = announcement;
  const path = `${announcementsPath}/${id}`;
  return html`<p><a href="${path}">${wording.back}</a></p>
    ${progressBlock(announcement, progress)}
    <p class="lead">${wording.lead(formatCount(totalOf(progress.counts)))}</p>
    <h2>${wording.byState}</h2>
    ${table({
      caption: wording.byState,
      columns: [wording.channel, wording.state, wording.reason, wording.count],
      rows: progress.counts.map(({ channelId, state, reason, count }) => [
        channelName(channelId),
        recipientStateNames[state],
        reasonName(reason),
        formatCount(count),
      ]),
      empty: wording.empty,
    })}
    <p class="actions">
      <a class="button" href="${path}/bao-cao.csv">${frameWording.download}</a> <a class="button" href="${path}/bao-cao.xlsx">${frameWording.downloadXlsx}</a>
      <a class="button" href="${path}/bao-cao.pdf">${frameWording.downloadPdf}</a>
    </p>
    <h2>${wording.punctuality}</h2>
    ${table({ caption: wording.punctuality, columns: wording.punctualityHeads, rows: punctualityRows(punctuality), empty: punctuality === undefined ? wording.notOver : wording.nothingSent })}
    <h2>${wording.clicks}</h2>
    ${
      content.countsClicks
        ? table({
            caption: wording.clicks,
            columns: [wording.link, wording.day, wording.opened],
            rows: clicks.map(({ link, day, count }) => [content.links[link - 1]?.label ?? String(link), readableDate(day), formatCount(count)]),
            empty: wording.empty,
          })
        : html`<p>${wording.noClicks}</p>`
    }
    <h2>${wording.method}</h2>
    <p>${wording.methodText}</p>
    <p>${wording.punctualityMethod}</p>`;
}

/** How far the sending is, in words; the script of the page keeps it new. */
function progressBlock({ id, state }: Announcement, progress: Progress): Html | false {
  if (state !== "sending" && state !== "paused") return false;
  const { text, done, total } = progressOf(progress);
  return html`<section class="warning" data-progress="${announcementsPath}/${id}/tien-do">
    <h2>${live.title}</h2>
    <p data-text role="status">${text}</p>
    <progress max="${Math.max(1, total)}" value="${done}" aria-label="${live.title}"></progress>
    <noscript><p>${live.reload}</p></noscript>
  </section>`;
}

export interface ProgressText {
  readonly text: string;
  readonly done: number;
  readonly total: number;
}

export function progressOf({ counts, isExpanded, perSecond, remainingMs }: Progress): ProgressText {
  const total = totalOf(counts);
  const done = totalOf(counts.filter(({ state }) => state !== "pending" && state !== "sending"));
  const parts = [
    ...(isExpanded ? [] : [live.notExpanded]),
    live.done(formatCount(done), formatCount(total)),
    ...(perSecond > 0 ? [live.rate(perSecond.toLocaleString("vi-VN", { maximumFractionDigits: 1 }))] : []),
    ...(remainingMs !== undefined && remainingMs > 0 ? [live.remaining(announcementPages.duration(Math.ceil(remainingMs / 60_000)))] : []),
  ];
  return { text: parts.join(" "), done, total };
}

export function totalOf(counts: readonly RecipientCount[]): number {
  return counts.reduce((sum, { count }) => sum + count, 0);
}

/** The counts, for a workbook. */
export function countsSheet(counts: readonly RecipientCount[]): ReportSheet {
  return {
    name: wording.byState,
    rows: [
      [wording.channel, wording.state, wording.reason, wording.count],
      ...counts.map(({ channelId, state, reason, count }) => [channelName(channelId), recipientStateNames[state], reasonName(reason), count]),
    ],
  };
}

/** By channel, and all together where there are several; no row says that none was late because nothing was sent. */
export function punctualityRows(punctuality: readonly Punctuality[] = []): (string | number)[][] {
  const sum = (field: "handedOver" | "inTime"): number => punctuality.reduce((total, one) => total + one[field], 0);
  const all = punctuality.length > 1 ? [{ name: wording.allChannels, handedOver: sum("handedOver"), inTime: sum("inTime") }] : [];
  const rows = [...punctuality.map(({ channelId, ...counts }) => ({ name: channelName(channelId), ...counts })), ...all];
  return rows.map(({ name, handedOver, inTime }) => [name, handedOver, inTime, shareOf(inTime, handedOver)]);
}

/** Rounded down: 100% means all. */
function shareOf(part: number, whole: number): string {
  return `${(Math.floor((part / whole) * 1000) / 10).toLocaleString("vi-VN")}%`;
}

export function punctualitySheet(punctuality: readonly Punctuality[] | undefined): ReportSheet {
  return { name: wording.punctualityShort, rows: [wording.punctualityHeads, ...punctualityRows(punctuality)] };
}

export const rowHeads: readonly string[] = Object.values(wording.rows);

/** A row of the ledger; nothing in it tells who it was. */
export function cellsOfRow({ id, channelId, state, reason, attempts, createdAt, doneAt }: ReportRow): (string | number)[] {
  return [
    id,
    channelName(channelId),
    recipientStateNames[state],
    reasonName(reason),
    attempts,
    momentText(createdAt),
    doneAt === undefined ? "" : momentText(doneAt),
  ];
}

export function channelName(channelId: string): string {
  return channelNames[channelId] ?? channelId;
}

export function reasonName(reason: string): string {
  return Object.hasOwn(skipReasonNames, reason) ? skipReasonNames[reason as keyof typeof skipReasonNames] : reason;
}
