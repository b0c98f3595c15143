import type { FastifyInstance, FastifyRequest } from "fastify";
import { z } from "zod";
import { html, type Html } from "../../../adapters/shared/markup.js";
import type { StaffAccount } from "../../core/staff/account.js";
import type { Catalog } from "../../core/training/catalog.js";
import { standingsOf } from "../../core/training/course-standing.js";
import { randomCode } from "../../core/training/random-code.js";
import type { ReportSheet } from "../../core/training/report-sheet.js";
import { writeCsv } from "../../export/write-csv.js";
import type { PostgresContests } from "../../storage/postgres-contests.js";
import type { PostgresEnrolments } from "../../storage/postgres-enrolments.js";
import type { HardItem, OfficeTotals, PersonProgress, PostgresOfficeProgress } from "../../storage/postgres-office-progress.js";
import type { Office, PostgresOffices } from "../../storage/postgres-offices.js";
import { sendHtml } from "../frame/send-html.js";
import { readerOf, refuse } from "../guard.js";
import { moment, momentText } from "../frame/moment.js";
import { csrfField, page, type Reader } from "../frame/page.js";
import { table } from "../frame/table.js";
import { typedSeveral, typedText } from "../frame/typed.js";
import { enrolmentPages } from "../wording/enrolments.js";
import { frameWording } from "../wording/frame.js";
import { trainingPages as wording } from "../wording/training.js";
import { contestRoutes } from "./contest-routes.js";
import { courseStandingsTable } from "./enrolment-pages.js";
import { enrolmentRoutes } from "./enrolment-routes.js";
import { importRoutes } from "./import-routes.js";
import { sendXlsx } from "./send-xlsx.js";
import { visibleOffice } from "./visible-office.js";
import { addPage, listPage, managersFields, revokePage, runsAll, trainingPath } from "./training-pages.js";

const dayMs = 86_400_000;
const officeForm = z.object({ name: typedText(500).transform((name) => name.trim()) });
const managersForm = z.object({ managers: typedSeveral });
const revokeForm = z.object({
  serial: typedText(60).transform((serial) => serial.trim().toUpperCase()),
  reason: typedText(500).transform((reason) => reason.trim()),
});

export interface TrainingPagesParts {
  readonly progress: PostgresOfficeProgress;
  readonly offices: PostgresOffices;
  readonly enrolments: PostgresEnrolments;
  readonly contests: PostgresContests;
  /** The server's own address, without a slash at its end. */
  readonly baseUrl: () => string;
  /** `undefined` until the knowledge is read. */
  readonly catalog: () => Catalog | undefined;
  readonly accounts: () => Promise<StaffAccount[]>;
  readonly now: () => Date;
}

/** Offices, the people in them and what is hard. Whoever manages offices sees those, and no other. */
export function trainingRoutes(server: FastifyInstance, parts: TrainingPagesParts): void {
  const { progress, offices, enrolments, catalog, accounts, now } = parts;
  const seen = { config: { access: "see_training" } } as const;
  const run = { config: { access: "run_training" } } as const;

  server.get(trainingPath, seen, async (request, reply) => sendHtml(reply, listPage(readerOf(request), await visibleOffices(readerOf(request)))));

  server.get(`${trainingPath}/don-vi.xlsx`, seen, async (request, reply) => {
    const { columns } = wording;
    const rows = (await visibleOffices(readerOf(request))).map((one) => [
      one.name,
      one.code,
      one.people,
      one.activePeople,
      one.peoplePassed,
      one.lessonsFinished,
    ]);
    return sendXlsx(reply, "don-vi", [{ name: wording.title, rows: [Object.values(columns), ...rows] }]);
  });

  server.get(`${trainingPath}/them`, run, (request, reply) => sendHtml(reply, addPage(readerOf(request), "")));
  server.post(`${trainingPath}/them`, run, async (request, reply) => {
    const reader = readerOf(request);
    const { name } = officeForm.parse(request.body ?? {});
    if (name === "" || name.length > 200) return sendHtml(reply.code(422), addPage(reader, name, { name: wording.office.nameFault }));
    const id = await offices.make(name, () => randomCode(8), reader.account, now());
    return reply.redirect(`${trainingPath}/${id}`, 303);
  });

  server.get(`${trainingPath}/cau-hay-sai`, run, async (request, reply) => {
    const body = html`<p class="lead">${wording.hard.lead}</p>
      ${hardTable(await hardest())}`;
    return sendHtml(reply, page({ title: wording.hardest, body, reader: readerOf(request), path: trainingPath }));
  });

  server.get(`${trainingPath}/cau-cho-xem-lai`, run, (request, reply) => {
    const { inReview: say } = wording;
    const body = html`<p class="lead">${say.lead}</p>
      ${table({
        caption: wording.review,
        columns: Object.values(say.columns),
        rows: (catalog()?.inReview ?? []).map(({ item, lessonId, faults }) => [item.question, lessonId, faults.join("; ")]),
        empty: say.empty,
      })}`;
    return sendHtml(reply, page({ title: wording.review, body, reader: readerOf(request), path: trainingPath }));
  });

  server.get(`${trainingPath}/chung-nhan`, run, (request, reply) => {
    const isDone = (request.query as { xong?: unknown }).xong !== undefined;
    return sendHtml(reply, revokePage(readerOf(request), { serial: "", reason: "" }, {}, isDone ? wording.revoke.done : undefined));
  });
  server.post(`${trainingPath}/chung-nhan`, run, async (request, reply) => {
    const reader = readerOf(request);
    const typed = revokeForm.parse(request.body ?? {});
    if (typed.reason === "") return sendHtml(reply.code(422), revokePage(reader, typed, { reason: wording.revoke.reasonFault }));
    if (await offices.revokeCertificate(typed.serial, typed.reason, reader.account, now())) return reply.redirect(`${trainingPath}/chung-nhan?xong=1`, 303);
    return sendHtml(reply.code(422), revokePage(reader, typed, { serial: wording.revoke.unknown }));
  });

  server.get(`${trainingPath}/:id`, seen, async (request, reply) => {
    const office = await officeIn(request);
    if (office === undefined) return refuse(reply, 404, "notFound", readerOf(request));
    return sendHtml(reply, await officePage(readerOf(request), office));
  });
  server.get(`${trainingPath}/:id/nguoi-hoc.csv`, seen, async (request, reply) => {
    const office = await officeIn(request);
    if (office === undefined) return refuse(reply, 404, "notFound", readerOf(request));
    const sheet = peopleSheet(await progress.progressOf(office.id, now()));
    return reply.header("content-disposition", 'attachment; filename="nguoi-hoc.csv"').type("text/csv; charset=utf-8").send(writeCsv(sheet));
  });
  server.get(`${trainingPath}/:id/nguoi-hoc.xlsx`, seen, async (request, reply) => {
    const office = await officeIn(request);
    if (office === undefined) return refuse(reply, 404, "notFound", readerOf(request));
    return sendXlsx(reply, "nguoi-hoc", [peopleSheet(await progress.progressOf(office.id, now()))]);
  });
  server.post(`${trainingPath}/:id/ma`, run, async (request, reply) => {
    const office = await officeIn(request);
    if (office === undefined) return refuse(reply, 404, "notFound", readerOf(request));
    await offices.renewCode(office, () => randomCode(8), readerOf(request).account, now());
    return reply.redirect(`${trainingPath}/${office.id}`, 303);
  });
  server.post(`${trainingPath}/:id/phu-trach`, run, async (request, reply) => {
    const office = await officeIn(request);
    if (office === undefined) return refuse(reply, 404, "notFound", readerOf(request));
    const { managers } = managersForm.parse(request.body ?? {});
    const chosen = (await possibleManagers()).filter(({ id }) => managers.includes(id));
    await offices.setManagers(office, chosen, readerOf(request).account, now());
    return reply.redirect(`${trainingPath}/${office.id}`, 303);
  });

  importRoutes(server, parts);
  enrolmentRoutes(server, parts);
  contestRoutes(server, parts);

  const officeIn = (request: FastifyRequest): Promise<Office | undefined> => visibleOffice(request, offices);

  async function visibleOffices({ account }: Reader): Promise<OfficeTotals[]> {
    const all = await progress.offices(new Date(now().getTime() - 30 * dayMs));
    if (runsAll(account)) return all;
    const own = await offices.managedBy(account.id);
    return all.filter(({ id }) => own.includes(id));
  }

  async function possibleManagers(): Promise<StaffAccount[]> {
    return (await accounts()).filter((account) => account.roles.includes("office_manager") && !account.isDisabled);
  }

  function hardest(officeId?: string): Promise<HardItem[]> {
    return progress.hardestItems({ officeId, since: new Date(now().getTime() - 90 * dayMs), limit: 20, atLeast: 5 });
  }

  function hardTable(items: readonly HardItem[]): Html {
    const { hard: say } = wording;
    return table({
      caption: wording.hardest,
      columns: Object.values(say.columns),
      rows: items.map(({ itemId, answers, wrong, wrongAnswers }) => [
        catalog()?.item(itemId)?.item.question ?? say.gone(itemId),
        `${Math.round((wrong / answers) * 100)}%`,
        answers,
        wrongAnswers.map(({ given, count }) => say.times(given.join(", "), count)).join("; "),
      ]),
      empty: say.empty,
    });
  }

  async function officePage(reader: Reader, office: Office): Promise<string> {
    const { office: say } = wording;
    const isRunning = runsAll(reader.account);
    const [people, enrolled, expected, passes, hard, managers, possible] = await Promise.all([
      progress.progressOf(office.id, now()),
      enrolments.list(office.id),
      enrolments.expectedCourses(office.id),
      enrolments.passes(office.id),
      hardest(office.id),
      offices.managersOf(office.id),
      isRunning ? possibleManagers() : [],
    ]);
    const path = `${trainingPath}/${office.id}`;
    const missing = enrolled.filter(({ joined }) => joined === undefined);
    const standings = standingsOf(expected, passes, now());
    const everybody = [...people.map(({ learnerId }) => learnerId), ...missing.map(() => undefined)];
    const body = html`<p><a href="${trainingPath}">${say.back}</a></p>
      <h2>${say.code}</h2>
      <p class="key">${office.code.slice(0, 4)}-${office.code.slice(4)}</p>
      <p class="hint">${say.codeHint}</p>
      ${
        isRunning &&
        html`<form method="post" action="${path}/ma">
          ${csrfField(reader)}<button>${say.renew}</button>
          <p class="hint">${say.renewHint}</p>
        </form>`
      }
      <h2>${enrolmentPages.courses.heading}</h2>
      ${courseStandingsTable(expected, everybody.map(standings), catalog())}
      ${isRunning && html`<p><a class="button" href="${path}/khoa-hoc">${enrolmentPages.courses.set}</a></p>`}
      <h2>${say.people}</h2>
      <p><a href="${path}/ghi-danh">${enrolmentPages.list.link(enrolled.length, enrolled.length - missing.length)}</a></p>
      ${table({
        caption: say.people,
        columns: Object.values(say.columns),
        rows: people.map((person) => [
          person.name ?? say.unnamed,
          person.lessonsFinished,
          person.dueItems,
          person.coursesPassed.length,
          person.streakDays,
          moment(person.lastActiveAt),
        ]),
        empty: say.noPeople,
      })}
      <p class="actions">
        <a class="button" href="${path}/nguoi-hoc.csv">${frameWording.download}</a>
        <a class="button" href="${path}/nguoi-hoc.xlsx">${frameWording.downloadXlsx}</a>
      </p>
      <h2>${say.hardest}</h2>
      ${hardTable(hard)} ${isRunning && managersFields(reader, path, managers, possible)}`;
    return page({ title: office.name, body, reader, path: trainingPath });
  }

  function peopleSheet(people: readonly PersonProgress[]): ReportSheet {
    const { office: say } = wording;
    return {
      name: say.people,
      rows: [
        Object.values(say.columns),
        ...people.map((person) => [
          person.name ?? say.unnamed,
          person.lessonsFinished,
          person.dueItems,
          titlesOf(person.coursesPassed),
          person.streakDays,
          momentText(person.lastActiveAt),
        ]),
      ],
    };
  }

  function titlesOf(courseIds: readonly string[]): string {
    return courseIds.map((id) => catalog()?.course(id)?.title ?? id).join("; ");
  }
}
