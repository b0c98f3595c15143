import cookie from "@fastify/cookie";
import formBody from "@fastify/formbody";
import multipart from "@fastify/multipart";
import type { FastifyInstance } from "fastify";
import { accountRoutes } from "./accounts/account-routes.js";
import { linkRoutes } from "./accounts/link-routes.js";
import { ownAccountRoutes } from "./accounts/own-account-routes.js";
import { secondFactorRoutes } from "./accounts/second-factor-routes.js";
import { trialConversationRoutes, type TrialConversationParts } from "./accounts/trial-conversations.js";
import { signInRoutes } from "./accounts/sign-in-routes.js";
import { announcementRoutes, type AnnouncementPagesParts } from "./announcements/announcement-routes.js";
import { pictureRoutes } from "./announcements/picture-routes.js";
import { reportRoutes, type ReportPagesParts } from "./announcements/report-routes.js";
import { trialRoutes, type TrialParts } from "./announcements/trial-routes.js";
import { auditRoutes, type AuditParts } from "./audit/audit-routes.js";
import { channelRoutes, type ChannelPagesParts } from "./channels/channel-routes.js";
import { noticeRoutes, type NoticePagesParts } from "./channels/notice-routes.js";
import { maxListBytes } from "../core/ingest/read-list.js";
import { assetRoutes } from "./frame/assets.js";
import { guard, refuse, type GuardParts } from "./guard.js";
import { overviewRoutes, type OverviewParts } from "./overview/overview-routes.js";
import { questionRoutes, type QuestionPagesParts } from "./questions/question-routes.js";
import { trainingRoutes, type TrainingPagesParts } from "./training/training-routes.js";

export interface ConsoleParts extends GuardParts {
  /** The server's own address, without a slash at its end. */
  readonly baseUrl: () => string;
  readonly announcements: AnnouncementPagesParts & Pick<ReportPagesParts, "draw">;
  readonly questions: Omit<QuestionPagesParts, "now">;
  readonly channels: ChannelPagesParts & Pick<NoticePagesParts, "channelIds">;
  readonly trials: Omit<TrialConversationParts & Pick<TrialParts, "send">, "now">;
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
    trialConversationRoutes(scope, { ...parts.trials, now: parts.now });
    trialRoutes(scope, { ...parts.announcements, ...parts.trials, now: parts.now });
    overviewRoutes(scope, { ...parts.overview, now: parts.now });
    announcementRoutes(scope, parts.announcements);
    questionRoutes(scope, { ...parts.questions, now: parts.now });
    await scope.register((pictures) => pictureRoutes(pictures, parts.announcements));
    reportRoutes(scope, { ...parts.announcements, now: parts.now });
    await scope.register(async (lists) => {
      await lists.register(multipart, { limits: { files: 1, fields: 0, parts: 1, fileSize: maxListBytes } });
      trainingRoutes(lists, { ...parts.training, accounts: () => parts.staff.list(), baseUrl: parts.baseUrl, now: parts.now });
    });
    channelRoutes(scope, parts.channels);
    noticeRoutes(scope, { ...parts.channels, accountNames: () => parts.staff.names(), now: parts.now });
    accountRoutes(scope, parts);
    auditRoutes(scope, { ...parts.audit, now: parts.now });
    scope.get("/console/*", { config: { access: "signed_in" } }, (request, reply) => refuse(reply, 404, "notFound", request.reader));
  });
}
