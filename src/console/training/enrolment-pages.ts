import { html, type Html } from "../../../adapters/shared/markup.js";
import type { Catalog } from "../../core/training/catalog.js";
import type { CourseStanding, PersonStandings } from "../../core/training/course-standing.js";
import type { ExpectedCourse } from "../../core/training/learner.js";
import type { ReportSheet } from "../../core/training/report-sheet.js";
import { dayInVietnam, readableDate } from "../../core/wording/dates.js";
import type { EnrolledPerson } from "../../storage/postgres-enrolments.js";
import type { Office } from "../../storage/postgres-offices.js";
import { field, form, submit, type Faults } from "../frame/form.js";
import { csrfField, page, type Reader } from "../frame/page.js";
import { table } from "../frame/table.js";
import { frameWording } from "../wording/frame.js";
import { enrolmentPages as wording } from "../wording/enrolments.js";
import { codeDay, codeText } from "./personal-codes.js";
import { runsAll, trainingPath } from "./training-pages.js";

/** Somebody on the list of an office, with how they stand with what is expected. */
export interface ListedPerson {
  readonly person: EnrolledPerson;
  readonly standings: PersonStandings;
}

/** The people that an office has enrolled. */
export function enrolmentListPage(reader: Reader, office: Office, people: readonly ListedPerson[], catalog: Catalog | undefined, now: Date): string {
  const { list: say } = wording;
  const path = `${trainingPath}/${office.id}/ghi-danh`;
  const isRunning = runsAll(reader.account);
  const missing = people.filter(({ person }) => person.joined === undefined).length;
  const body = html`<p><a href="${trainingPath}/${office.id}">${say.back}</a></p>
    ${table({
      caption: say.title(office.name),
      columns: Object.values(say.columns),
      rows: people.map(({ person, standings }) => [
        isRunning ? html`<a href="${path}/${person.id}">${person.name}</a>` : person.name,
        person.position,
        html`<span class="state ${person.joined === undefined ? "warn" : "ok"}">${personState(person, now)}</span>`,
        standingsText(standings, catalog),
      ]),
      empty: say.empty,
    })}
    ${people.length > 0 && html`<p><a class="button" href="${path}.xlsx">${frameWording.downloadXlsx}</a></p>`}
    ${
      isRunning &&
      missing > 0 &&
      html`<form method="post" action="${path}/ma">
        ${csrfField(reader)}<button>${say.renewAll(missing)}</button>
        <p class="hint">${say.renewAllHint}</p>
      </form>`
    }`;
  return page({ title: say.title(office.name), body, reader, path: trainingPath });
}

/** The same as a table to be saved, a column for each course. */
export function enrolmentSheet(people: readonly ListedPerson[], expected: readonly ExpectedCourse[], catalog: Catalog | undefined, now: Date): ReportSheet {
  const { columns, heading } = wording.list;
  return {
    name: heading,
    rows: [
      [columns.name, columns.position, columns.state, ...expected.map((course) => `${courseTitle(course, catalog)} (${readableDate(course.dueOn)})`)],
      ...people.map(({ person, standings }) => [
        person.name,
        person.position,
        personState(person, now),
        ...standings.map(({ standing }) => wording.courses.standings[standing]),
      ]),
    ],
  };
}

function personState({ joined, codeUntil }: EnrolledPerson, now: Date): string {
  const { list: say } = wording;
  if (joined !== undefined) return say.joined(readableDate(dayInVietnam(joined.at)));
  if (codeUntil === undefined) return say.noCode;
  return codeUntil > now ? say.hasCode(codeDay(codeUntil)) : say.codeOver;
}

function standingsText(standings: PersonStandings, catalog: Catalog | undefined): string {
  if (standings.length === 0) return wording.list.noCourses;
  return standings.map(({ course, standing }) => `${courseTitle(course, catalog)}: ${wording.courses.standings[standing]}`).join("; ");
}

function courseTitle({ courseId }: ExpectedCourse, catalog: Catalog | undefined): string {
  return catalog?.course(courseId)?.title ?? wording.courses.gone(courseId);
}

export interface PersonPageParts {
  readonly office: Office;
  readonly person: EnrolledPerson;
  readonly now: Date;
  /** Shown this once. */
  readonly newCode?: { readonly code: string; readonly until: Date } | undefined;
  readonly notice?: string | undefined;
}

/** One person of the list: a new code, none any more, or off the list. */
export function enrolledPersonPage(reader: Reader, { office, person, now, newCode, notice }: PersonPageParts): string {
  const { person: say } = wording;
  const path = `${trainingPath}/${office.id}/ghi-danh/${person.id}`;
  const act = (name: string, label: string, hint: string): Html =>
    html`<form method="post" action="${path}/${name}">
      ${csrfField(reader)}<button>${label}</button>
      <p class="hint">${hint}</p>
    </form>`;
  const body = html`<p><a href="${trainingPath}/${office.id}/ghi-danh">${wording.list.title(office.name)}</a></p>
    <dl class="facts">
      <dt>${say.position}</dt>
      <dd>${person.position === "" ? frameWording.none : person.position}</dd>
      <dt>${say.state}</dt>
      <dd>${personState(person, now)}</dd>
    </dl>
    ${
      newCode !== undefined &&
      html`<h2>${say.newCode}</h2>
        <p class="key">${codeText(newCode.code)}</p>
        <p class="hint">${say.newCodeHint(codeDay(newCode.until))}</p>`
    }
    ${
      person.joined === undefined &&
      html`<h2>${say.renewTitle}</h2>
        ${act("ma", say.renew, say.renewHint)} ${person.codeUntil !== undefined && act("thu-hoi", say.withdraw, say.withdrawHint)}`
    }
    <h2>${say.removeTitle}</h2>
    ${act("xoa", say.remove, say.removeHint)}`;
  return page({ title: person.name, body, reader, path: trainingPath, notice });
}

/** Which courses are expected of an office until when. @param typed days by course, as a form has them. */
export function expectedCoursesPage(reader: Reader, office: Office, { catalog, typed, faults = {} }: ExpectedCoursesParts): string {
  const { courses: say } = wording;
  const body = html`<p><a href="${trainingPath}/${office.id}">${wording.list.back}</a></p>
    <p class="lead">${say.lead}</p>
    ${form(
      reader,
      `${trainingPath}/${office.id}/khoa-hoc`,
      [
        ...(catalog?.courses ?? []).map(({ id, title }) =>
          field({ name: dueField(id), label: say.due(title), type: "date", value: typed.get(id) ?? "", faults }),
        ),
        submit(say.save),
      ],
      { faults },
    )}`;
  return page({ title: say.title(office.name), body, reader, path: trainingPath });
}

interface ExpectedCoursesParts {
  readonly catalog: Catalog | undefined;
  readonly typed: ReadonlyMap<string, string>;
  readonly faults?: Faults;
}

/** The name of the field of a course's day. */
export function dueField(courseId: string): string {
  return `han-${courseId}`;
}

/** How the people of an office stand with each course that is expected of them. @param standings of everybody of the office, one each. */
export function courseStandingsTable(expected: readonly ExpectedCourse[], standings: readonly PersonStandings[], catalog: Catalog | undefined): Html {
  const { courses: say } = wording;
  const count = (courseId: string, wanted: readonly CourseStanding[]): number =>
    standings.filter((own) => own.some(({ course, standing }) => course.courseId === courseId && wanted.includes(standing))).length;
  return table({
    caption: say.heading,
    columns: Object.values(say.columns),
    rows: expected.map((course) => [
      courseTitle(course, catalog),
      readableDate(course.dueOn),
      standings.length,
      count(course.courseId, ["passed", "passed_late"]),
      count(course.courseId, ["passed_late"]),
      count(course.courseId, ["late"]),
    ]),
    empty: say.empty,
  });
}
