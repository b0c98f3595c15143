import type { FastifyInstance } from "fastify";
import { z } from "zod";
import type { Catalog } from "../core/training/catalog.js";
import { currentStretch, type Stretch } from "../core/training/contest-calendar.js";
import type { Contest } from "../core/training/contest-schema.js";
import type { ContestStore } from "../core/training/contest-store.js";
import { contestPage } from "./contest-page.js";
import { contestsPage } from "./contests-page.js";
import { sendErrorPage } from "./error-page.js";

export interface ContestParts {
  /** `undefined` before the knowledge is loaded. */
  readonly catalog: () => Catalog | undefined;
  readonly contests: Pick<ContestStore, "results">;
  readonly now: () => Date;
}

const idForm = z.object({ id: z.string().max(100) });
const queryForm = z.object({ vong: z.string().max(5).optional().catch(undefined) });
const maxPerMinute = 60;
const keepSeconds = 15;

/** The public page of a contest. @param baseUrl the server's own address, without a slash at its end. */
export function contestAddress(baseUrl: string, contestId: string): string {
  return `${baseUrl}/cuoc-thi/${contestId}`;
}

/** `GET /cuoc-thi`: all contests. `GET /cuoc-thi/:id?vong=2`: one, with the tables of a round, or of all with `vong=ca`. No scripts, no forms. */
export function contestRoutes(server: FastifyInstance, { catalog, contests, now }: ContestParts): void {
  const config = { rateLimit: { max: maxPerMinute, groupId: "contests" } };
  const headers = {
    "cache-control": `public, max-age=${keepSeconds}`,
    // Names are shown to those who look, not offered to search engines.
    "x-robots-tag": "noindex",
    "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
    "content-type": "text/html; charset=utf-8",
  };
  server.get("/cuoc-thi", { config }, async (request, reply) => {
    const all = catalog()?.contests;
    return all === undefined ? sendErrorPage(503, request, reply) : reply.headers(headers).send(contestsPage(all, now()));
  });
  server.get("/cuoc-thi/:id", { config }, async (request, reply) => {
    const { id } = idForm.parse(request.params);
    const contest = catalog()?.contest(id);
    if (contest === undefined) return sendErrorPage(catalog() === undefined ? 503 : 404, request, reply);
    const moment = now();
    const stretch = stretchIn(queryForm.parse(request.query).vong, contest) ?? currentStretch(contest, moment);
    return reply.headers(headers).send(contestPage(contest, { results: await contests.results(contest, moment), stretch, now: moment }));
  });
}

/** `undefined` where no such round is. */
function stretchIn(asked: string | undefined, { rounds }: Contest): Stretch | undefined {
  if (asked === "ca") return "all";
  const number = /^\d+$/u.test(asked ?? "") ? Number(asked) : 0;
  return number >= 1 && number <= rounds.length ? number : undefined;
}
