import { html, type Html } from "../../../adapters/shared/markup.js";
import { isClosed, phaseOf, stretchInWords, type Stretch } from "../../core/training/contest-calendar.js";
import type { ContestReport } from "../../core/training/contest-report.js";
import type { Contest } from "../../core/training/contest-schema.js";
import type { ContestEntry, RoundResult } from "../../core/training/contest-store.js";
import { officeShares, officeTable, peopleTable, within } from "../../core/training/contest-tables.js";
import { phaseInWords } from "../../core/training/contests.js";
import { contestWording } from "../../core/wording/contest.js";
import { field, form, submit, type Faults } from "../frame/form.js";
import { csrfField, page, type Reader } from "../frame/page.js";
import { table } from "../frame/table.js";
import { contestPages as wording } from "../wording/contests.js";
import { trainingPath } from "./training-pages.js";

export const contestsPath = `${trainingPath}/cuoc-thi`;
/** Lines of a table on the page; the files hold all. */
const mostLines = 200;

/** @param participants by contest. */
export function contestListPage(reader: Reader, contests: readonly Contest[], participants: ReadonlyMap<string, number>, now: Date): string {
  const body = html`<p class="lead">${wording.lead}</p>
    ${table({
      caption: wording.title,
      columns: Object.values(wording.columns),
      rows: contests.map((contest) => [
        html`<a href="${contestsPath}/${contest.id}">${contest.title}</a>`,
        phaseInWords(contest, now),
        contest.rounds.length,
        participants.get(contest.id) ?? 0,
      ]),
      empty: wording.empty,
    })}`;
  return page({ title: wording.title, body, reader, path: trainingPath });
}

export interface ContestPageParts {
  readonly contest: Contest;
  readonly stretch: Stretch;
  readonly results: readonly RoundResult[];
  /** Absent while people can still take part. */
  readonly report: ContestReport | undefined;
  readonly now: Date;
}

/** A round of a contest, or all of it: figures, participation and tables, with every name that was given. */
export function contestStaffPage(reader: Reader, { contest, stretch, results, report, now }: ContestPageParts): string {
  const path = `${contestsPath}/${contest.id}`;
  const query = `vong=${stretch === "all" ? "ca" : stretch}`;
  const isUpcoming = phaseOf(contest, now).kind === "upcoming";
  const body = html`<p><a href="${contestsPath}">${wording.title}</a></p>
    <p class="lead">${phaseInWords(contest, now)}</p>
    <p><a href="/cuoc-thi/${contest.id}">${wording.public}</a></p>
    ${
      isUpcoming
        ? html`<p class="empty">${wording.upcoming}</p>`
        : html`<h2>${stretchInWords(stretch)}</h2>
            ${stretchLinks(contest, stretch, now)}
            ${
              report === undefined
                ? html`<p>${wording.preliminary}</p>`
                : html`${figures(report)}
                    <p class="actions">
                      <a class="button primary" href="${path}/bao-cao.xlsx?${query}">${wording.report}</a>
                      <a class="button" href="${path}/bao-cao.csv?${query}">${wording.reportCsv}</a>
                    </p>`
            }
            ${tables(contest, { results, stretch, isOver: isClosed(contest, stretch, now) })}`
    }`;
  return page({ title: contest.title, body, reader, path: trainingPath });
}

function stretchLinks({ id, rounds }: Contest, shown: Stretch, now: Date): Html | false {
  const begun = rounds.flatMap(({ start }, index) => (start <= now ? [index + 1] : []));
  return (
    rounds.length > 1 &&
    html`<nav aria-label="${wording.stretches}">
      <p class="actions">
        ${[...begun, "all" as const].map((stretch) =>
          stretch === shown
            ? html`<span aria-current="page">${stretchInWords(stretch)}</span> `
            : html`<a href="${contestsPath}/${id}?vong=${stretch === "all" ? "ca" : stretch}">${stretchInWords(stretch)}</a> `,
        )}
      </p>
    </nav>`
  );
}

function figures({ people, offices, perfect, averagePercent }: ContestReport): Html {
  const { figures: say } = wording;
  const named = people.filter(({ entry }) => entry !== undefined).length;
  const shown: [string | number, string][] = [
    [people.length, say.participants],
    [named, say.named],
    [offices.length, say.offices],
    [perfect, say.perfect],
    [`${averagePercent}%`, say.average],
  ];
  return html`<ul class="numbers">
    ${shown.map(
      ([value, label]) =>
        html`<li>
          <div><strong>${value}</strong> ${label}</div>
        </li>`,
    )}
  </ul>`;
}

function tables(
  { id }: Contest,
  { results, stretch, isOver }: { readonly results: readonly RoundResult[]; readonly stretch: Stretch; readonly isOver: boolean },
): Html {
  if (within(results, stretch).length === 0) return html`<p class="empty">${wording.nobody}</p>`;
  const { shares, offices, people } = wording;
  const lines = peopleTable(results, { stretch, isClosed: isOver });
  return html`<h2>${shares.heading}</h2>
    ${table({
      caption: shares.heading,
      columns: Object.values(shares.columns),
      rows: officeShares(results, stretch).map(({ name, people: count, averagePercent }) => [name === "" ? shares.none : name, count, `${averagePercent}%`]),
      empty: wording.nobody,
    })}
    <h2>${offices.heading}</h2>
    ${table({
      caption: offices.heading,
      columns: Object.values(offices.columns),
      rows: officeTable(results, stretch).map(({ name, place, right, people: count }) => [name, place, right, count]),
      empty: contestWording.noOfficeNamed,
    })}
    <h2>${people.heading}</h2>
    ${table({
      caption: people.heading,
      columns: Object.values(people.columns),
      rows: lines
        .slice(0, mostLines)
        .map(({ learnerId, entry, place, right, usedSeconds }) => [
          entry === undefined ? people.unnamed : html`<a href="${contestsPath}/${id}/nguoi/${learnerId}">${entry.name}</a>`,
          place,
          entry?.office?.name ?? "",
          right,
          contestWording.clock(usedSeconds),
          entry === undefined ? "" : entryState(entry),
        ]),
      empty: wording.nobody,
    })}
    ${lines.length > mostLines && html`<p>${people.more(mostLines, lines.length)}</p>`}`;
}

function entryState({ isPublic, hiddenWhy }: ContestEntry): Html {
  const { people: say } = wording;
  if (hiddenWhy !== undefined) return html`<span class="state bad">${say.hidden}</span>`;
  return html`<span class="state${isPublic && html` ok`}">${isPublic ? say.shown : say.withheld}</span>`;
}

export interface ParticipantPageParts {
  readonly contest: Contest;
  readonly learnerId: string;
  readonly entry: ContestEntry;
  readonly reason?: string;
  readonly faults?: Faults;
  readonly notice?: string | undefined;
}

/** Where somebody's name is taken out of the public tables, and put back. */
export function participantPage(reader: Reader, { contest, learnerId, entry, reason = "", faults = {}, notice }: ParticipantPageParts): string {
  const { person: say } = wording;
  const path = `${contestsPath}/${contest.id}/nguoi/${learnerId}`;
  const body = html`<p><a href="${contestsPath}/${contest.id}">${say.back}</a></p>
    <dl class="facts">
      <dt>${say.office}</dt>
      <dd>${entry.office?.name ?? wording.shares.none}</dd>
      <dt>${say.state}</dt>
      <dd>${entryState(entry)}</dd>
      ${
        entry.hiddenWhy !== undefined &&
        html`<dt>${say.hiddenWhy}</dt>
          <dd>${entry.hiddenWhy}</dd>`
      }
    </dl>
    ${
      entry.hiddenWhy === undefined
        ? html`<h2>${say.hideTitle}</h2>
            <p>${say.hideLead}</p>
            ${form(reader, `${path}/an`, [field({ name: "reason", label: say.reason, value: reason, faults, maxLength: 300 }), submit(say.hide)], { faults })}`
        : html`<form method="post" action="${path}/hien">${csrfField(reader)}<button class="primary">${say.show}</button></form>`
    }`;
  return page({ title: entry.name, body, reader, path: trainingPath, notice });
}
