import { reportWording as wording } from "../wording/contest-report.js";
import { fromMoment, untilMoment } from "../wording/dates.js";
import { isClosed, stretchInWords, type Stretch } from "./contest-calendar.js";
import type { Contest } from "./contest-schema.js";
import type { ContestStore, RoundResult } from "./contest-store.js";
import { countPerfect, officeTable, peopleTable, within, type OfficeLine, type PersonLine } from "./contest-tables.js";
import type { ReportSheet } from "./report-sheet.js";

/** What a finished round, or a finished contest, came to; for the organisers, with every name that was given to them. */
export interface ContestReport {
  readonly title: string;
  readonly stretch: Stretch;
  readonly start: Date;
  readonly end: Date;
  readonly people: readonly PersonLine[];
  readonly offices: readonly OfficeLine[];
  /** How many people got everything right in a round; of the whole contest, the sum of its rounds. */
  readonly perfect: number;
  /** Of the best tries, in percent of the items; 0 where nobody took part. */
  readonly averagePercent: number;
}

/** The report of a stretch; `undefined` while people can still take part in it, and where there is no such round. */
export async function contestReport(
  contests: Pick<ContestStore, "results">,
  { contest, stretch, now }: { readonly contest: Contest; readonly stretch: Stretch; readonly now: Date },
): Promise<ContestReport | undefined> {
  const first = contest.rounds[stretch === "all" ? 0 : stretch - 1];
  const last = stretch === "all" ? contest.rounds.at(-1) : first;
  if (first === undefined || last === undefined || !isClosed(contest, stretch, now)) return undefined;
  const results = await contests.results(contest, now);
  const own = within(results, stretch);
  return {
    title: contest.title,
    stretch,
    start: first.start,
    end: last.end,
    people: peopleTable(results, { stretch, isClosed: true }),
    offices: officeTable(results, stretch),
    perfect: [...countPerfect(own).values()].reduce((sum, count) => sum + count, 0),
    averagePercent: averagePercent(own),
  };
}

function averagePercent(results: readonly RoundResult[]): number {
  const sum = results.reduce((total, { right, asked }) => total + (100 * right) / Math.max(1, asked), 0);
  return results.length === 0 ? 0 : Math.round(sum / results.length);
}

/** The report as tables: the figures first, then people, then offices. */
export function reportSheets(report: ContestReport): ReportSheet[] {
  return [summarySheet(report), peopleSheet(report), officesSheet(report)];
}

function summarySheet({ title, stretch, start, end, people, offices, perfect, averagePercent: average }: ContestReport): ReportSheet {
  return {
    name: wording.summary,
    rows: [
      [wording.contest, title],
      [wording.part, stretchInWords(stretch)],
      [wording.from, fromMoment(start)],
      [wording.until, untilMoment(end)],
      [wording.participants, people.length],
      [wording.named, people.filter(({ entry }) => entry !== undefined).length],
      [wording.offices, offices.length],
      [wording.perfect, perfect],
      [wording.average, average],
    ],
  };
}

function peopleSheet({ people }: ContestReport): ReportSheet {
  const heads = [
    wording.place,
    wording.name,
    wording.office,
    wording.isJoined,
    wording.isPublic,
    wording.rounds,
    wording.right,
    wording.guessOff,
    wording.usedSeconds,
  ];
  const rows = people.map(({ place, entry, rounds, right, guessOff = 0, usedSeconds }) => [
    place,
    entry?.name ?? wording.unnamed,
    entry?.office?.name ?? "",
    yesOrNo(entry?.office?.id !== undefined),
    yesOrNo(entry?.isPublic === true),
    rounds,
    right,
    guessOff,
    usedSeconds,
  ]);
  return { name: wording.people, rows: [heads, ...rows] };
}

function officesSheet({ offices }: ContestReport): ReportSheet {
  const heads = [wording.place, wording.office, wording.right, wording.peopleOfOffice];
  return { name: wording.offices, rows: [heads, ...offices.map(({ place, name, right, people }) => [place, name, right, people])] };
}

function yesOrNo(value: boolean): string {
  return value ? wording.yes : wording.no;
}
