import helmet from "@fastify/helmet";
import rateLimit from "@fastify/rate-limit";
import Fastify, { LogController, type FastifyBaseLogger, type FastifyInstance, type FastifyRequest } from "fastify";
import { answerWithErrorPage, sendErrorPage } from "./error-page.js";
import { logRequests } from "./log-requests.js";
import type { RateLimitStoreClass } from "./rate-limit-store.js";

export interface ServerOptions {
  readonly logger: FastifyBaseLogger;
  /** See `Config.trustedProxies`. */
  readonly trustedProxies: readonly string[];
  /** People reach the server by TLS only. */
  readonly isSecure: boolean;
  readonly rateLimitStore: RateLimitStoreClass;
  /** The name under which a request's address is counted. */
  readonly addressOf: (request: FastifyRequest) => string;
  /** Names requests in the log and on error pages. */
  readonly newId: () => string;
  /** Told how each request ended. */
  readonly onStatus: (status: number) => void;
}

/** No request needs more; larger bodies are refused before they are read. */
const bodyLimitBytes = 64 * 1024;
/** Whoever needs longer to send a request only wants to hold a connection. */
const requestTimeoutMs = 30_000;
const yearSeconds = 365 * 24 * 60 * 60;

/** The HTTP server without its routes and without a port: headers, limits, logs and error pages that hold for all. */
export async function createServer({ logger, trustedProxies, isSecure, rateLimitStore, addressOf, newId, onStatus }: ServerOptions): Promise<FastifyInstance> {
  const server = Fastify({
    loggerInstance: logger,
    // Ours leaves out addresses and query strings, which hold tokens and half-typed questions.
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: "requestId" }),
    trustProxy: trustedProxies.length > 0 ? [...trustedProxies] : false,
    bodyLimit: bodyLimitBytes,
    requestTimeout: requestTimeoutMs,
    genReqId: newId,
  });
  logRequests(server, onStatus);
  server.setErrorHandler(answerWithErrorPage);
  server.setNotFoundHandler((request, reply) => sendErrorPage(404, request, reply));
  await server.register(helmet, {
    // Pages that need more say so themselves.
    contentSecurityPolicy: {
      useDefaults: false,
      directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"], baseUri: ["'none'"], formAction: ["'none'"] },
    },
    hsts: isSecure ? { maxAge: yearSeconds, includeSubDomains: false } : false,
    crossOriginEmbedderPolicy: false,
  });
  await server.register(rateLimit, {
    global: false,
    timeWindow: 60_000,
    store: rateLimitStore,
    keyGenerator: addressOf,
    addHeaders: { "x-ratelimit-limit": false, "x-ratelimit-remaining": false, "x-ratelimit-reset": false, "retry-after": true },
    addHeadersOnExceeding: { "x-ratelimit-limit": false, "x-ratelimit-remaining": false, "x-ratelimit-reset": false },
  });
  return server;
}
