import cookie from "@fastify/cookie";
import formBody from "@fastify/formbody";
import multipart from "@fastify/multipart";
import type { FastifyInstance } from "fastify";
import { accountRoutes } from "./accounts/account-routes.js";
import { linkRoutes } from "./accounts/link-routes.js";
import { ownAccountRoutes } from "./accounts/own-account-routes.js";
import { secondFactorRoutes } from "./accounts/second-factor-routes.js";
import { signInRoutes } from "./accounts/sign-in-routes.js";
import { announcementRoutes, type AnnouncementPagesParts } from "./announcements/announcement-routes.js";
import { reportRoutes } from "./announcements/report-routes.js";
import { auditRoutes, type AuditParts } from "./audit/audit-routes.js";
import { channelRoutes, type ChannelPagesParts } from "./channels/channel-routes.js";
import { maxListBytes } from "../core/ingest/read-list.js";
import { assetRoutes } from "./frame/assets.js";
import { guard, refuse, type GuardParts } from "./guard.js";
import { overviewRoutes, type OverviewParts } from "./overview/overview-routes.js";
import { trainingRoutes, type TrainingPagesParts } from "./training/training-routes.js";

export interface ConsoleParts extends GuardParts {
  /** The server's own address, without a slash at its end. */
  readonly baseUrl: () => string;
  readonly announcements: AnnouncementPagesParts;
  readonly channels: ChannelPagesParts;
  readonly training: Omit<TrainingPagesParts, "now" | "accounts" | "baseUrl">;
  readonly audit: AuditParts;
  readonly overview: Omit<OverviewParts, "now">;
}

const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "font-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join("; ");

/** The staff console, at `/console`. In a scope of its own: what is registered here is guarded. */
export async function serveConsole(server: FastifyInstance, parts: ConsoleParts): Promise<void> {
  await server.register(async (scope) => {
    await scope.register(cookie);
    await scope.register(formBody, { bodyLimit: 256 * 1024 });
    // One small file, read by the one route that takes it.
    await scope.register(multipart, { limits: { files: 1, fields: 0, parts: 1, fileSize: maxListBytes } });
    scope.addHook("onSend", async (_request, reply) => {
      void reply.header("content-security-policy", policy).header("referrer-policy", "same-origin").header("x-robots-tag", "noindex");
      if (!reply.hasHeader("cache-control")) void reply.header("cache-control", "no-store");
    });
    guard(scope, parts);
    assetRoutes(scope);
    signInRoutes(scope, parts);
    linkRoutes(scope, parts);
    secondFactorRoutes(scope, parts);
    ownAccountRoutes(scope, parts);
    overviewRoutes(scope, { ...parts.overview, now: parts.now });
    announcementRoutes(scope, parts.announcements);
    reportRoutes(scope, parts.announcements);
    trainingRoutes(scope, { ...parts.training, accounts: () => parts.staff.list(), baseUrl: parts.baseUrl, now: parts.now });
    channelRoutes(scope, parts.channels);
    accountRoutes(scope, parts);
    auditRoutes(scope, parts.audit);
    scope.get("/console/*", { config: { access: "signed_in" } }, (request, reply) => refuse(reply, 404, "notFound", request.reader));
  });
}
