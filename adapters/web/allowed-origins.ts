import type { FastifyInstance, FastifyRequest } from "fastify";

const methods = "GET, POST, OPTIONS";
const headers = "authorization, content-type, x-ms-bot-agent, x-requested-with";
const preflightSeconds = 600;

/** The sites from whose pages a browser may talk to the chat. */
export class AllowedOrigins {
  readonly #others: ReadonlySet<string>;
  readonly #publicUrl: string | undefined;

  constructor(others: readonly string[], publicUrl: string | undefined) {
    this.#others = new Set(others);
    this.#publicUrl = publicUrl;
  }

  /** Whether a request comes from a page of ours or of an allowed site. Browsers name the origin on every POST. */
  allows(request: FastifyRequest): boolean {
    const { origin } = request.headers;
    return origin !== undefined && (this.#others.has(origin) || this.#isOwn(origin, request));
  }

  #isOwn(origin: string, request: FastifyRequest): boolean {
    return origin === this.#publicUrl || origin === `${request.protocol}://${request.host}`;
  }

  /** Lets allowed sites read the answers of the routes in this scope (https://fetch.spec.whatwg.org/#http-cors-protocol). */
  shareWithAllowed(scope: FastifyInstance): void {
    scope.addHook("onRequest", (request, reply, done) => {
      void reply.header("vary", "origin");
      if (this.allows(request)) {
        void reply.header("access-control-allow-origin", request.headers.origin);
        void reply.header("access-control-expose-headers", "retry-after");
      }
      done();
    });
    scope.options("/*", (_request, reply) =>
      reply
        .code(204)
        .header("access-control-allow-methods", methods)
        .header("access-control-allow-headers", headers)
        .header("access-control-max-age", preflightSeconds)
        .send(),
    );
  }
}
