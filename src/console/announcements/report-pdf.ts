import type { Announcement } from "../../core/announcements/announcement.js";
import type { PrintedReport } from "../../core/announcements/printed-report.js";
import type { ClickCount, Progress } from "../../core/announcements/ledger.js";
import type { Punctuality } from "../../core/announcements/punctuality.js";
import { announcementStateNames, recipientStateNames } from "../../core/wording/announcements.js";
import { readableDate } from "../../core/wording/dates.js";
import { momentText } from "../frame/moment.js";
import { announcementPages } from "../wording/announcements.js";
import { channelName, formatCount, punctualityRows, reasonName, totalOf } from "./report.js";

const { report: wording, work } = announcementPages;

/** The report of an announcement for a printer. */
export function reportForPdf(
  announcement: Announcement,
  progress: Progress,
  { clicks, punctuality, now }: { readonly clicks: readonly ClickCount[]; readonly punctuality: readonly Punctuality[] | undefined; readonly now: Date },
): PrintedReport {
  const { content, state, startedAt, finishedAt } = announcement;
  const { counts } = progress;
  const inState = (...states: readonly string[]): string => formatCount(totalOf(counts.filter((one) => states.includes(one.state))));
  return {
    title: wording.title(content.title),
    subtitle: wording.printed(momentText(now)),
    facts: [
      [work.state, announcementStateNames[state]],
      [work.started, startedAt === undefined ? "" : momentText(startedAt)],
      [work.finished, finishedAt === undefined ? "" : momentText(finishedAt)],
      [wording.recipients, formatCount(totalOf(counts))],
      [recipientStateNames.sent, inState("sent", "doubtful")],
      [recipientStateNames.failed, inState("failed")],
      [recipientStateNames.skipped, inState("skipped")],
    ],
    tables: [
      {
        title: wording.byState,
        heads: [wording.channel, wording.state, wording.reason, wording.count],
        rows: counts.map((one) => [channelName(one.channelId), recipientStateNames[one.state], reasonName(one.reason), formatCount(one.count)]),
      },
      { title: wording.punctuality, heads: wording.punctualityHeads, rows: punctualityRows(punctuality).map((row) => row.map(String)) },
      ...(content.countsClicks
        ? [
            {
              title: wording.clicks,
              heads: [wording.link, wording.day, wording.opened],
              rows: clicks.map(({ link, day, count }) => [content.links[link - 1]?.label ?? String(link), readableDate(day), formatCount(count)]),
            },
          ]
        : []),
    ],
    notes: [{ title: wording.method, text: `${wording.methodText} ${wording.punctualityMethod}` }],
  };
}
