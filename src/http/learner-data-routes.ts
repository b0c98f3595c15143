import { createHmac, timingSafeEqual } from "node:crypto";
import type { FastifyInstance } from "fastify";
import { z } from "zod";
import type { Catalog } from "../core/training/catalog.js";
import type { LearnerDataStore } from "../core/training/learner-data.js";
import { learnerSheets, type CertificateFiles } from "../core/training/learner-sheets.js";
import { xapiStatements } from "../core/training/xapi-statements.js";
import type { ReportSheet } from "../core/training/report-sheet.js";
import { sendErrorPage } from "./error-page.js";

export interface LearnerDataParts {
  readonly store: LearnerDataStore;
  /** `undefined` before the knowledge is loaded. */
  readonly catalog: () => Catalog | undefined;
  /** Where a certificate is fetched, as PDF and as a badge. */
  readonly addressesOf: (serial: string) => CertificateFiles;
  readonly write: (sheets: readonly ReportSheet[]) => Promise<Uint8Array>;
  /** Signs the addresses. */
  readonly secret: string;
  /** The server's own address, without a slash at its end. */
  readonly baseUrl: () => string;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** Long enough to open it on another device, too short to be found later. */
const keepMs = 30 * 60_000;
const maxPerMinute = 10;
const keyForm = z.object({ key: z.string().regex(/^[A-Za-z0-9_-]{1,64}\.\d{1,15}\.[A-Za-z0-9_-]{43}$/) });

/** An address at which a learner can fetch what is held on them, for half an hour. */
export function learnerDataAddress({ secret, baseUrl, now }: Pick<LearnerDataParts, "secret" | "baseUrl" | "now">, learnerId: string): string {
  const claim = `${learnerId}.${now() + keepMs}`;
  return `${baseUrl()}/du-lieu-hoc/${claim}.${signatureOf(claim, secret)}`;
}

/**
 * `GET /du-lieu-hoc/:key`: everything that is held on a learner, as a workbook, for those to whom the address was given.
 * `GET /du-lieu-hoc/:key/xapi`: what they have learned as xAPI statements.
 */
export function learnerDataRoutes(server: FastifyInstance, parts: LearnerDataParts): void {
  const config = { rateLimit: { max: maxPerMinute, groupId: "learner-data" } };
  server.get("/du-lieu-hoc/:key", { config }, async (request, reply) => {
    const key = keyForm.safeParse(request.params).data?.key;
    const learnerId = learnerIn(key, parts);
    const catalog = parts.catalog();
    if (catalog === undefined) return sendErrorPage(503, request, reply);
    const data = learnerId === undefined ? undefined : await parts.store.dataOf(learnerId);
    if (data === undefined) return sendErrorPage(404, request, reply);
    const sheets = learnerSheets(data, { catalog, addressesOf: parts.addressesOf, xapi: `${parts.baseUrl()}/du-lieu-hoc/${key ?? ""}/xapi` });
    return reply
      .header("cache-control", "no-store")
      .header("content-disposition", 'attachment; filename="du-lieu-hoc.xlsx"')
      .type("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
      .send(Buffer.from(await parts.write(sheets)));
  });

  server.get("/du-lieu-hoc/:key/xapi", { config }, async (request, reply) => {
    const learnerId = learnerIn(keyForm.safeParse(request.params).data?.key, parts);
    const catalog = parts.catalog();
    if (catalog === undefined) return sendErrorPage(503, request, reply);
    const data = learnerId === undefined ? undefined : await parts.store.dataOf(learnerId);
    if (learnerId === undefined || data === undefined) return sendErrorPage(404, request, reply);
    return reply
      .header("cache-control", "no-store")
      .header("content-disposition", 'attachment; filename="xapi.json"')
      .send(xapiStatements(data, { learnerId, catalog, home: parts.baseUrl() }));
  });
}

/** Whose key it is; `undefined` where it was made up or has run out. */
function learnerIn(key: string | undefined, { secret, now }: LearnerDataParts): string | undefined {
  const [learnerId = "", until = "", signature = ""] = key?.split(".") ?? [];
  const expected = Buffer.from(signatureOf(`${learnerId}.${until}`, secret));
  const given = Buffer.from(signature);
  const isGenuine = given.length === expected.length && timingSafeEqual(given, expected);
  return isGenuine && Number(until) > now() ? learnerId : undefined;
}

function signatureOf(claim: string, secret: string): string {
  return createHmac("sha256", secret).update(`learner data ${claim}`).digest("base64url");
}
