import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import type { Catalog } from "../../core/training/catalog.js";
import { standingsOf } from "../../core/training/course-standing.js";
import type { ExpectedCourse } from "../../core/training/learner.js";
import type { EnrolledPerson } from "../../storage/postgres-enrolments.js";
import type { Office } from "../../storage/postgres-offices.js";
import { startOfDay } from "../frame/moment.js";
import { sendHtml } from "../frame/send-html.js";
import { readerOf, refuse } from "../guard.js";
import { enrolmentPages as wording } from "../wording/enrolments.js";
import {
  dueField,
  enrolledPersonPage,
  enrolmentListPage,
  enrolmentSheet,
  expectedCoursesPage,
  type ListedPerson,
  type PersonPageParts,
} from "./enrolment-pages.js";
import type { EnrolmentParts } from "./import-routes.js";
import { codeEnd, newPersonalCode, sendCodes } from "./personal-codes.js";
import { sendXlsx } from "./send-xlsx.js";
import { trainingPath } from "./training-pages.js";
import { visibleOffice } from "./visible-office.js";

const path = `${trainingPath}/:id/ghi-danh`;
const personForm = z.object({ person: z.uuid().catch("") });

/** Whom an office has enrolled, who has come, and what is expected of them. */
export function enrolmentRoutes(server: FastifyInstance, parts: EnrolmentParts & { readonly catalog: () => Catalog | undefined }): void {
  const { enrolments, offices, catalog, now } = parts;
  const seen = { config: { access: "see_training" } } as const;
  const run = { config: { access: "run_training" } } as const;

  server.get(path, seen, async (request, reply) => {
    const office = await visibleOffice(request, offices);
    if (office === undefined) return refuse(reply, 404, "notFound", readerOf(request));
    const { people } = await listOf(office);
    return sendHtml(reply, enrolmentListPage(readerOf(request), office, people, catalog(), now()));
  });
  server.get(`${path}.xlsx`, seen, async (request, reply) => {
    const office = await visibleOffice(request, offices);
    if (office === undefined) return refuse(reply, 404, "notFound", readerOf(request));
    const { people, expected } = await listOf(office);
    return sendXlsx(reply, "ghi-danh", [enrolmentSheet(people, expected, catalog(), now())]);
  });
  server.post(`${path}/ma`, run, async (request, reply) => {
    const office = await visibleOffice(request, offices);
    if (office === undefined) return refuse(reply, 404, "notFound", readerOf(request));
    const until = codeEnd(now());
    const codes = await enrolments.giveCodes({ officeId: office.id, newCode: newPersonalCode, until, by: readerOf(request).account, now: now() });
    return sendCodes(reply, codes, until, parts.baseUrl());
  });

  server.get(`${path}/:person`, run, (request, reply) => withPerson(request, reply, (found) => sendPerson(request, reply, found)));
  server.post(`${path}/:person/ma`, run, (request, reply) =>
    withPerson(request, reply, async ({ office, person }) => {
      const newCode = { code: newPersonalCode(), until: codeEnd(now()) };
      const isDone = await enrolments.renewCode(person, { office, newCode: newCode.code, until: newCode.until, by: readerOf(request).account, now: now() });
      return sendPerson(request, reply, { office, person: await current(office, person), ...(isDone ? { newCode } : { notice: wording.person.gone }) });
    }),
  );
  server.post(`${path}/:person/thu-hoi`, run, (request, reply) =>
    withPerson(request, reply, async ({ office, person }) => {
      const isDone = await enrolments.withdrawCode({ office, person, by: readerOf(request).account, now: now() });
      const notice = isDone ? wording.person.withdrawn : wording.person.gone;
      return sendPerson(request, reply, { office, person: await current(office, person), notice });
    }),
  );
  server.post(`${path}/:person/xoa`, run, (request, reply) =>
    withPerson(request, reply, async ({ office, person }) => {
      await enrolments.remove({ office, person, by: readerOf(request).account, now: now() });
      return reply.redirect(`${trainingPath}/${office.id}/ghi-danh`, 303);
    }),
  );

  server.get(`${trainingPath}/:id/khoa-hoc`, run, async (request, reply) => {
    const office = await visibleOffice(request, offices);
    if (office === undefined) return refuse(reply, 404, "notFound", readerOf(request));
    const expected = await enrolments.expectedCourses(office.id);
    const typed = new Map(expected.map(({ courseId, dueOn }) => [courseId, dueOn]));
    return sendHtml(reply, expectedCoursesPage(readerOf(request), office, { catalog: catalog(), typed }));
  });
  server.post(`${trainingPath}/:id/khoa-hoc`, run, async (request, reply) => {
    const office = await visibleOffice(request, offices);
    if (office === undefined) return refuse(reply, 404, "notFound", readerOf(request));
    const typed = daysIn(request.body, catalog());
    const wrong = [...typed].filter(([, day]) => startOfDay(day) === undefined);
    if (wrong.length > 0) {
      const faults = Object.fromEntries(wrong.map(([courseId]) => [dueField(courseId), wording.courses.fault]));
      return sendHtml(reply.code(422), expectedCoursesPage(readerOf(request), office, { catalog: catalog(), typed, faults }));
    }
    const expected = [...typed].map(([courseId, dueOn]) => ({ courseId, dueOn }));
    await enrolments.setExpectedCourses(office, expected, readerOf(request).account, now());
    return reply.redirect(`${trainingPath}/${office.id}`, 303);
  });

  async function listOf({ id }: Office): Promise<{ people: ListedPerson[]; expected: ExpectedCourse[] }> {
    const [people, expected, passes] = await Promise.all([enrolments.list(id), enrolments.expectedCourses(id), enrolments.passes(id)]);
    const standings = standingsOf(expected, passes, now());
    return { people: people.map((person) => ({ person, standings: standings(person.joined?.learnerId) })), expected };
  }

  async function withPerson(
    request: FastifyRequest,
    reply: FastifyReply,
    act: (found: { office: Office; person: EnrolledPerson }) => Promise<FastifyReply>,
  ): Promise<FastifyReply> {
    const office = await visibleOffice(request, offices);
    const { person: id } = personForm.parse(request.params);
    const person = office === undefined || id === "" ? undefined : await enrolments.find(office.id, id);
    if (office === undefined || person === undefined) return refuse(reply, 404, "notFound", readerOf(request));
    return act({ office, person });
  }

  async function current(office: Office, person: EnrolledPerson): Promise<EnrolledPerson> {
    return (await enrolments.find(office.id, person.id)) ?? person;
  }

  async function sendPerson(request: FastifyRequest, reply: FastifyReply, shown: Omit<PersonPageParts, "now">): Promise<FastifyReply> {
    return sendHtml(reply, enrolledPersonPage(readerOf(request), { ...shown, now: now() }));
  }
}

/** The days that were typed, by the courses that there are. */
function daysIn(body: unknown, catalog: Catalog | undefined): Map<string, string> {
  const typed = z
    .record(z.string(), z.string().max(40).catch(""))
    .catch({})
    .parse(body ?? {});
  return new Map((catalog?.courses ?? []).map(({ id }) => [id, typed[dueField(id)] ?? ""] as const).filter(([, day]) => day !== ""));
}
