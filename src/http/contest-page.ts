import { escapeHtml } from "../../adapters/shared/html.js";
import { isClosed, phaseOf, stretchInWords, type Stretch } from "../core/training/contest-calendar.js";
import { contestRules } from "../core/training/contest-rules.js";
import type { Contest } from "../core/training/contest-schema.js";
import type { RoundResult } from "../core/training/contest-store.js";
import { countPerfect, officeTable, peopleTable, publicEntry, within } from "../core/training/contest-tables.js";
import { phaseInWords } from "../core/training/contests.js";
import { contestWording as wording } from "../core/wording/contest.js";
import { fromMoment, untilMoment } from "../core/wording/dates.js";
import { pageFrame, tableHtml } from "./contest-page-frame.js";

/** Lines of a table on the page. */
const mostLines = 100;

interface Shown {
  readonly results: readonly RoundResult[];
  readonly stretch: Stretch;
  readonly now: Date;
}

/** The page of a contest: rules, rounds, and the tables with the names of those who agreed. */
export function contestPage(contest: Contest, shown: Shown): string {
  const { now } = shown;
  const isOver = phaseOf(contest, now).kind === "finished";
  return pageFrame(
    contest.title,
    [
      `<h1>${escapeHtml(contest.title)}</h1>`,
      `<p>${escapeHtml(contest.opening)}</p>`,
      `<p><strong>${phaseInWords(contest, now)}</strong></p>`,
      ...(isOver ? [] : [`<p><a class="act" href="/">${wording.takePart}</a></p>`, `<p class="soft">${wording.howToTakePart}</p>`]),
      ...(phaseOf(contest, now).kind === "upcoming" ? [] : tables(contest, shown)),
      `<h2>${wording.rulesHead}</h2>`,
      list(contestRules(contest)),
      ...(contest.prizes.length === 0 ? [] : [`<h2>${wording.prizesHead}</h2>`, list(contest.prizes)]),
      `<h2>${wording.roundsHead}</h2>`,
      rounds(contest, now),
      `<p><a href="/cuoc-thi">${wording.home}</a></p>`,
    ].join("\n"),
  );
}

function list(lines: readonly string[]): string {
  return `<ul>${lines.map((line) => `<li>${escapeHtml(line)}</li>`).join("")}</ul>`;
}

function tables(contest: Contest, { results, stretch, now }: Shown): string[] {
  const closed = isClosed(contest, stretch, now);
  const people = peopleTable(results, { stretch, isClosed: closed });
  const named = people.flatMap((line) => {
    const shown = publicEntry(line.entry);
    return shown === undefined ? [] : [{ ...line, shown }];
  });
  const offices = officeTable(results, stretch);
  const perfect = stretch === "all" ? undefined : (countPerfect(within(results, stretch)).get(stretch) ?? 0);
  return [
    `<h2>${wording.tableHead}: ${stretchInWords(stretch)}</h2>`,
    stretchLinks(contest, stretch, now),
    `<p>${wording.participants(people.length, closed ? perfect : undefined)} ${closed ? "" : wording.preliminary}</p>`,
    `<h3>${wording.people}</h3>`,
    named.length === 0
      ? `<p>${wording.nobodyNamed}</p>`
      : tableHtml(
          { name: wording.people, caption: [wording.onlyNamed, ...(named.length > mostLines ? [wording.firstLines(mostLines)] : [])].join(" ") },
          [
            { head: wording.placeColumn, isNumber: true },
            { head: wording.nameColumn },
            { head: wording.officeColumn },
            { head: wording.rightColumn, isNumber: true },
            ...(closed ? [{ head: wording.guessColumn, isNumber: true }] : []),
            { head: wording.timeColumn, isNumber: true },
          ],
          named
            .slice(0, mostLines)
            .map(({ place, shown, right, guessOff, usedSeconds }) => [
              place,
              shown.name,
              shown.office,
              right,
              ...(guessOff === undefined ? [] : [guessOff]),
              wording.clock(usedSeconds),
            ]),
        ),
    `<h3>${wording.offices}</h3>`,
    offices.length === 0
      ? `<p>${wording.noOfficeNamed}</p>`
      : tableHtml(
          { name: wording.offices, caption: offices.length > mostLines ? wording.firstLines(mostLines) : "" },
          [
            { head: wording.placeColumn, isNumber: true },
            { head: wording.officeColumn },
            { head: wording.rightColumn, isNumber: true },
            { head: wording.peopleColumn, isNumber: true },
          ],
          offices.slice(0, mostLines).map(({ place, name, right, people: count }) => [place, name, right, count]),
        ),
  ];
}

/** To the tables of the rounds that have begun, and of all together. */
function stretchLinks({ id, rounds: all }: Contest, shown: Stretch, now: Date): string {
  const begun = all.flatMap(({ start }, index) => (start <= now ? [index + 1] : []));
  if (all.length === 1) return "";
  const links = [...begun, "all" as const].map((stretch) =>
    stretch === shown
      ? `<span aria-current="page">${stretchInWords(stretch)}</span>`
      : `<a href="/cuoc-thi/${id}?vong=${stretch === "all" ? "ca" : stretch}">${stretchInWords(stretch)}</a>`,
  );
  return `<nav aria-label="${wording.seeOther}">${links.join(" ")}</nav>`;
}

function rounds({ rounds: all }: Contest, now: Date): string {
  return tableHtml(
    { name: wording.roundsHead },
    [{ head: wording.roundColumn, isNumber: true }, { head: wording.fromColumn }, { head: wording.untilColumn }, { head: wording.stateColumn }],
    all.map(({ start, end }, index) => [
      index + 1,
      fromMoment(start),
      untilMoment(end),
      now < start ? wording.state.before : now < end ? wording.state.during : wording.state.after,
    ]),
  );
}
