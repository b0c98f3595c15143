import { createHmac, timingSafeEqual } from "node:crypto";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { needsSecondFactor, permissionsOf, type Permission } from "../core/staff/roles.js";
import { hashOfToken } from "../core/staff/token.js";
import type { PostgresStaff } from "../storage/postgres-staff.js";
import { page, type Reader } from "./frame/page.js";
import { signInPage } from "./accounts/sign-in-page.js";
import { accountWording } from "./wording/accounts.js";
import { frameWording } from "./wording/frame.js";
import { html } from "../../adapters/shared/markup.js";

/** Whom a route of the console serves. A route that does not say it cannot be registered. */
export type Access = "everybody" | "signed_in" | Permission;

declare module "fastify" {
  interface FastifyContextConfig {
    access?: Access;
  }
  interface FastifyRequest {
    /** Who is signed in; set on every route of the console but those for everybody. */
    reader?: Reader & { readonly tokenHash: string };
  }
}

export interface GuardParts {
  readonly staff: PostgresStaff;
  readonly secret: string;
  readonly isSecure: boolean;
  readonly now: () => Date;
}

const secondFactorPath = "/console/xac-thuc";
/** They are typed again. */
const secretFields = ["current", "password", "repeat", "code"];

export function cookieName(isSecure: boolean): string {
  return isSecure ? "__Host-console" : "console";
}

export function csrfOf(tokenHash: string, secret: string): string {
  return createHmac("sha256", secret).update(`csrf ${tokenHash}`).digest("base64url");
}

/** Lets nobody in who is not meant: default deny, for every route registered after it in this scope. */
export function guard(server: FastifyInstance, { staff, secret, isSecure, now }: GuardParts): void {
  server.addHook("onRoute", ({ url, config }) => {
    if (config?.access === undefined) throw new Error(`the route ${url} does not say whom it serves`);
  });
  server.addHook("preHandler", async (request, reply) => {
    if (!isRead(request) && !isFromHere(request)) return refuse(reply, 403, "stale");
    const { access } = request.routeOptions.config;
    const token = request.cookies[cookieName(isSecure)];
    const tokenHash = token === undefined ? undefined : hashOfToken(token);
    const account = tokenHash === undefined ? undefined : await staff.accountOfSession(tokenHash, now());
    if (account !== undefined && tokenHash !== undefined) request.reader = { account, tokenHash, csrf: csrfOf(tokenHash, secret) };
    if (access === "everybody") return;
    if (request.reader === undefined) return askToSignIn(request, reply);
    const { reader } = request;
    if (!isRead(request) && !isSame(csrfIn(request), reader.csrf)) return refuse(reply, 403, "stale", reader);
    if (!reader.account.hasSecondFactor && needsSecondFactor(reader.account.roles) && request.url !== secondFactorPath)
      return reply.redirect(secondFactorPath, 303);
    if (access === undefined || (access !== "signed_in" && !permissionsOf(reader.account.roles).has(access))) return refuse(reply, 403, "forbidden", reader);
  });
}

/** The reader of a route that is not for everybody. */
export function readerOf(request: FastifyRequest): Reader & { readonly tokenHash: string } {
  if (request.reader === undefined) throw new Error("the guard lets nobody in here who is not signed in");
  return request.reader;
}

export function refuse(reply: FastifyReply, status: 403 | 404, why: "forbidden" | "notFound" | "stale", reader?: Reader): FastifyReply {
  const body = html`<p>${frameWording[why]}</p>
    <p><a href="/console">${frameWording.backToStart}</a></p>`;
  return reply
    .code(status)
    .type("text/html; charset=utf-8")
    .send(page({ title: frameWording[`${why}Title`], body, reader }));
}

/** What was typed is not lost: the form comes back after signing in. */
function askToSignIn(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const [path = ""] = request.url.split("?");
  // A file is not read before it is known whose it is: its form is filled in again.
  const isFile = request.headers["content-type"]?.startsWith("multipart/") === true;
  if (isRead(request) || isFile) return reply.redirect(`/console/dang-nhap?tiep=${encodeURIComponent(isFile ? path : request.url)}`, 303);
  const kept = JSON.stringify({ path: request.url, fields: fieldsOf(request.body) });
  return reply
    .code(401)
    .type("text/html; charset=utf-8")
    .send(signInPage({ kept, notice: accountWording.signIn.ended }));
}

function fieldsOf(body: unknown): [string, string][] {
  if (typeof body !== "object" || body === null) return [];
  return Object.entries(body)
    .filter(([name]) => name !== "csrf" && !secretFields.includes(name))
    .flatMap(([name, value]: [string, unknown]) => (Array.isArray(value) ? value : [value]).map((one): [string, string] => [name, String(one)]));
}

function isRead({ method }: FastifyRequest): boolean {
  return method === "GET" || method === "HEAD";
}

/** Browsers say from which site a form is sent. One that says nothing is no browser of today. */
function isFromHere({ headers, host }: FastifyRequest): boolean {
  if (headers["sec-fetch-site"] !== undefined) return headers["sec-fetch-site"] === "same-origin";
  return headers.origin !== undefined && URL.canParse(headers.origin) && new URL(headers.origin).host === host;
}

/** Of a form in its body; of a file that is uploaded, in the address. */
function csrfIn({ body, query }: FastifyRequest): string {
  const { csrf } = { ...(query as { csrf?: unknown }), ...(body as { csrf?: unknown } | undefined) };
  return typeof csrf === "string" ? csrf : "";
}

function isSame(one: string, other: string): boolean {
  const [first, second] = [Buffer.from(one), Buffer.from(other)];
  return first.length === second.length && timingSafeEqual(first, second);
}
