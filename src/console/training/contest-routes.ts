import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import type { Catalog } from "../../core/training/catalog.js";
import { currentStretch, type Stretch } from "../../core/training/contest-calendar.js";
import { contestReport, reportSheets } from "../../core/training/contest-report.js";
import type { Contest } from "../../core/training/contest-schema.js";
import type { ContestEntry } from "../../core/training/contest-store.js";
import type { ReportSheet } from "../../core/training/report-sheet.js";
import { writeCsv } from "../../export/write-csv.js";
import type { PostgresContests } from "../../storage/postgres-contests.js";
import { sendHtml } from "../frame/send-html.js";
import { typedText } from "../frame/typed.js";
import { readerOf, refuse } from "../guard.js";
import { contestPages as wording } from "../wording/contests.js";
import { contestListPage, contestsPath, contestStaffPage, participantPage } from "./contest-pages.js";
import { sendXlsx } from "./send-xlsx.js";

const contestForm = z.object({ contest: z.string().max(100) });
const learnerForm = z.object({ learner: z.string().max(100) });
const queryForm = z.object({ vong: typedText(5) });
const hideForm = z.object({
  reason: z
    .string()
    .transform((reason) => reason.trim())
    .catch(""),
});
const mostReasonChars = 300;

export interface ContestPagesParts {
  readonly contests: PostgresContests;
  /** `undefined` until the knowledge is read. */
  readonly catalog: () => Catalog | undefined;
  readonly now: () => Date;
}

/** Contests for those who hold them: results, reports, and names that must not be shown. */
export function contestRoutes(server: FastifyInstance, { contests, catalog, now }: ContestPagesParts): void {
  const run = { config: { access: "run_training" } } as const;

  server.get(contestsPath, run, async (request, reply) =>
    sendHtml(reply, contestListPage(readerOf(request), catalog()?.contests ?? [], await contests.participants(), now())),
  );

  server.get(`${contestsPath}/:contest`, run, async (request, reply) => {
    const contest = contestIn(request);
    if (contest === undefined) return refuse(reply, 404, "notFound", readerOf(request));
    const stretch = stretchIn(request, contest);
    const [results, report] = [await contests.results(contest, now()), await contestReport(contests, { contest, stretch, now: now() })];
    return sendHtml(reply, contestStaffPage(readerOf(request), { contest, stretch, results, report, now: now() }));
  });

  server.get(`${contestsPath}/:contest/bao-cao.csv`, run, async (request, reply) => {
    const [, people] = (await reportIn(request)) ?? [];
    if (people === undefined) return refuse(reply, 404, "notFound", readerOf(request));
    return reply.header("content-disposition", 'attachment; filename="cuoc-thi.csv"').type("text/csv; charset=utf-8").send(writeCsv(people));
  });
  server.get(`${contestsPath}/:contest/bao-cao.xlsx`, run, async (request, reply) => {
    const sheets = await reportIn(request);
    if (sheets === undefined) return refuse(reply, 404, "notFound", readerOf(request));
    return sendXlsx(reply, "cuoc-thi", sheets);
  });

  server.get(`${contestsPath}/:contest/nguoi/:learner`, run, (request, reply) =>
    withEntry(request, reply, async (found) => sendHtml(reply, participantPage(readerOf(request), found))),
  );
  server.post(`${contestsPath}/:contest/nguoi/:learner/an`, run, (request, reply) =>
    withEntry(request, reply, async (found) => {
      const { reason } = hideForm.parse(request.body ?? {});
      if (reason === "" || reason.length > mostReasonChars) {
        const faults = { reason: wording.person.reasonFault };
        return sendHtml(reply.code(422), participantPage(readerOf(request), { ...found, reason, faults }));
      }
      await contests.hideName({ ...found, by: readerOf(request).account, now: now() }, reason);
      return withEntry(request, reply, (changed) => sendDone(request, reply, changed, wording.person.hidden));
    }),
  );
  server.post(`${contestsPath}/:contest/nguoi/:learner/hien`, run, (request, reply) =>
    withEntry(request, reply, async (found) => {
      await contests.showName({ ...found, by: readerOf(request).account, now: now() });
      return withEntry(request, reply, (changed) => sendDone(request, reply, changed, wording.person.shown));
    }),
  );

  function contestIn(request: FastifyRequest): Contest | undefined {
    return catalog()?.contest(contestForm.safeParse(request.params).data?.contest ?? "");
  }

  function stretchIn(request: FastifyRequest, contest: Contest): Stretch {
    const { vong } = queryForm.parse(request.query);
    const number = /^\d+$/u.test(vong) ? Number(vong) : 0;
    if (vong === "ca") return "all";
    return number >= 1 && number <= contest.rounds.length ? number : currentStretch(contest, now());
  }

  /** Summary, people and offices, once the stretch is over. */
  async function reportIn(request: FastifyRequest): Promise<ReportSheet[] | undefined> {
    const contest = contestIn(request);
    const report = contest && (await contestReport(contests, { contest, stretch: stretchIn(request, contest), now: now() }));
    return report && reportSheets(report);
  }

  async function withEntry(
    request: FastifyRequest,
    reply: FastifyReply,
    act: (found: { contest: Contest; learnerId: string; entry: ContestEntry }) => Promise<FastifyReply>,
  ): Promise<FastifyReply> {
    const contest = contestIn(request);
    const learnerId = learnerForm.safeParse(request.params).data?.learner ?? "";
    const entry = contest && (await contests.entryOf(learnerId, contest.id));
    if (contest === undefined || entry === undefined) return refuse(reply, 404, "notFound", readerOf(request));
    return act({ contest, learnerId, entry });
  }

  async function sendDone(
    request: FastifyRequest,
    reply: FastifyReply,
    found: { contest: Contest; learnerId: string; entry: ContestEntry },
    notice: string,
  ): Promise<FastifyReply> {
    return sendHtml(reply, participantPage(readerOf(request), { ...found, notice }));
  }
}
