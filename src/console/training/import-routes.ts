import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import { IngestError } from "../../core/ingest/ingest-error.js";
import { readList } from "../../core/ingest/read-list.js";
import { checkAgain, checkList, templateSheet, type CheckedList, type ListContext } from "../../core/training/enrolment-list.js";
import { ingestErrors } from "../../core/wording/ingest.js";
import type { PostgresEnrolments } from "../../storage/postgres-enrolments.js";
import type { PostgresOffices } from "../../storage/postgres-offices.js";
import { sendHtml } from "../frame/send-html.js";
import { typedText } from "../frame/typed.js";
import { readerOf } from "../guard.js";
import { enrolmentPages as wording } from "../wording/enrolments.js";
import { importPage, importPath, previewPage } from "./import-pages.js";
import { keptPeople } from "./kept-people.js";
import { codeEnd, newPersonalCode, sendCodes } from "./personal-codes.js";
import { sendXlsx } from "./send-xlsx.js";

/** A thousand people, written as a form sends them. */
const maxFormBytes = 1_500_000;
const peopleForm = z.object({ people: typedText(maxFormBytes) });
const doneQuery = z.object({ xong: z.coerce.number().int().min(1).max(1000).optional().catch(undefined) });

export interface EnrolmentParts {
  readonly enrolments: PostgresEnrolments;
  readonly offices: PostgresOffices;
  /** The server's own address, without a slash at its end. */
  readonly baseUrl: () => string;
  readonly now: () => Date;
}

/** A list of people is uploaded, looked at and confirmed; then codes are given. Nothing is stored before it is confirmed. */
export function importRoutes(server: FastifyInstance, parts: EnrolmentParts): void {
  const { enrolments, offices, now } = parts;
  const run = { config: { access: "run_training" } } as const;

  server.get(importPath, run, async (request, reply) => {
    const { xong } = doneQuery.parse(request.query);
    return sendImportPage(request, reply, xong === undefined ? {} : { notice: wording.enrolled(xong) });
  });

  server.get(`${importPath}/mau.xlsx`, run, async (_request, reply) => {
    const [first] = await offices.list();
    return sendXlsx(reply, "ghi-danh-mau", [templateSheet(first?.name ?? "")]);
  });

  server.post(importPath, run, async (request, reply) => {
    const list = await listIn(request);
    if (typeof list === "string") return sendImportPage(request, reply.code(422), { faults: { file: list } });
    if (list.faults.length > 0) return sendImportPage(request, reply.code(422), { faults: { file: list.faults.join(" ") } });
    return sendHtml(reply, previewPage(readerOf(request), list));
  });

  server.post(`${importPath}/xac-nhan`, { ...run, bodyLimit: maxFormBytes }, async (request, reply) => {
    const kept = keptPeople(peopleForm.parse(request.body ?? {}).people);
    const rows = kept && checkAgain(kept, await context());
    if (rows === undefined || rows.some(({ faults }) => faults.length > 0))
      return sendImportPage(request, reply.code(422), { faults: { file: wording.preview.changed } });
    const people = rows.flatMap(({ person }) => person ?? []);
    const count = await enrolments.enrol(people, readerOf(request).account, now());
    return reply.redirect(`${importPath}${count === 0 ? "" : `?xong=${count}`}`, 303);
  });

  server.post(`${importPath}/ma`, run, async (request, reply) => {
    const until = codeEnd(now());
    const codes = await enrolments.giveCodes({ newCode: newPersonalCode, until, by: readerOf(request).account, now: now() });
    return sendCodes(reply, codes, until, parts.baseUrl());
  });

  async function context(): Promise<ListContext> {
    return { offices: await offices.list(), enrolled: await enrolments.all() };
  }

  /** What was uploaded, or in words why it cannot be read. */
  async function listIn(request: FastifyRequest): Promise<CheckedList | string> {
    if (!request.isMultipart()) return wording.noFile;
    try {
      const file = await request.file();
      if (file === undefined || file.filename === "") return wording.noFile;
      return checkList(await readList(await file.toBuffer(), file.filename), await context());
    } catch (error) {
      return faultOf(error);
    }
  }

  async function sendImportPage(request: FastifyRequest, reply: FastifyReply, more: { faults?: { file: string }; notice?: string }): Promise<FastifyReply> {
    const [known, withoutCode] = [await offices.list(), await enrolments.countWithoutCode(now())];
    return sendHtml(reply, importPage(readerOf(request), { hasOffices: known.length > 0, withoutCode, ...more }));
  }
}

function faultOf(error: unknown): string {
  if (error instanceof IngestError) {
    const isOther = error.code === "unsupported" || error.code === "wrong_extension";
    return isOther ? ingestErrors.not_a_workbook : ingestErrors[error.code];
  }
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  if (code === "FST_REQ_FILE_TOO_LARGE") return ingestErrors.list_too_large;
  // What else the reader of forms refuses: more files than one, a form that breaks off.
  if (code.startsWith("FST_") || code === "ERR_STREAM_PREMATURE_CLOSE") return ingestErrors.damaged;
  throw error;
}
