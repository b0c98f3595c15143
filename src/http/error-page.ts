import type { FastifyError, FastifyReply, FastifyRequest } from "fastify";
import { errorPageWording, type ErrorPageWording } from "./wording.js";

/** Answers what went wrong: a page for browsers, JSON for programs, details for the log only. */
export function answerWithErrorPage(error: FastifyError, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const status = statusOf(error);
  if (status >= 500) request.log.error({ err: error }, "request failed");
  return sendErrorPage(status, request, reply);
}

/** The status that an error asks for; 500 for errors that nobody planned. */
export function statusOf(error: { readonly statusCode?: number | undefined }): number {
  const { statusCode = 500 } = error;
  return statusCode >= 400 && statusCode < 600 ? statusCode : 500;
}

export function sendErrorPage(status: number, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const wording = wordingOf(status);
  if (!request.headers.accept?.includes("text/html")) return reply.code(status).send({ error: { status, message: wording.title } });
  return reply
    .code(status)
    .type("text/html; charset=utf-8")
    .send(pageOf(wording, status >= 500 ? request.id : undefined));
}

function wordingOf(status: number): ErrorPageWording {
  if (status === 404) return errorPageWording.notFound;
  if (status === 429) return errorPageWording.tooMany;
  return status >= 500 ? errorPageWording.broken : errorPageWording.refused;
}

function pageOf({ title, text }: ErrorPageWording, requestId: string | undefined): string {
  return `<!doctype html>
<html lang="vi">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<h1>${title}</h1>
<p>${text}</p>
<p><a href="/">${errorPageWording.home}</a></p>
${requestId === undefined ? "" : `<p>${errorPageWording.requestId(requestId)}</p>`}
</html>
`;
}
