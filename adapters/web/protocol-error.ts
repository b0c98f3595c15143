import type { FastifyError, FastifyReply, FastifyRequest } from "fastify";

/**
 * Refusals as Direct Line 3.0 words them. Clients act on the status: 403 makes them renew the token, 404 ends the
 * conversation for good, other 4xx fail the one request, and 5xx are tried again.
 */
const refusals = {
  BadArgument: { status: 400, message: "The request is not valid" },
  MissingToken: { status: 401, message: "The header Authorization is missing" },
  BadToken: { status: 403, message: "The token is not valid here" },
  TokenExpired: { status: 403, message: "The token has expired" },
  OriginNotAllowed: { status: 403, message: "This site may not start conversations" },
  ConversationNotFound: { status: 404, message: "There is no such conversation" },
  NotFound: { status: 404, message: "There is nothing here" },
  MessageSizeTooBig: { status: 413, message: "The request is too large" },
  UploadNotSupported: { status: 415, message: "This bot takes no files" },
  TooManyRequests: { status: 429, message: "Too many requests" },
  ServiceError: { status: 500, message: "The service failed" },
} as const;

export type RefusalCode = keyof typeof refusals;

/** A request that is answered by a refusal. */
export class ProtocolError extends Error {
  override readonly name = "ProtocolError";
  readonly code: RefusalCode;
  readonly statusCode: number;
  readonly retryAfterSeconds: number | undefined;

  /** @param detail more about it, for the developer of the client. */
  constructor(code: RefusalCode, detail?: string, retryAfterSeconds?: number) {
    super(detail === undefined ? refusals[code].message : `${refusals[code].message}: ${detail}`);
    this.code = code;
    this.statusCode = refusals[code].status;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

/** Answers `{error: {code, message}}`. What is not a refusal is logged, and told without details. */
export function answerProtocolError(error: FastifyError | ProtocolError, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const refusal = error instanceof ProtocolError ? error : refusalFor(error);
  if (refusal.code === "ServiceError") request.log.error({ err: error }, "request failed");
  if (refusal.retryAfterSeconds !== undefined) void reply.header("retry-after", refusal.retryAfterSeconds);
  return reply.code(refusal.statusCode).send({ error: { code: refusal.code, message: refusal.message } });
}

/** What an error of the framework means in this protocol. */
function refusalFor({ statusCode = 500 }: FastifyError): ProtocolError {
  if (statusCode === 413) return new ProtocolError("MessageSizeTooBig");
  if (statusCode === 429) return new ProtocolError("TooManyRequests");
  return new ProtocolError(statusCode >= 400 && statusCode < 500 ? "BadArgument" : "ServiceError");
}
