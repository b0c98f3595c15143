import type { FastifyInstance } from "fastify";
import { z } from "zod";

/** Finds what a person may be about to ask; `undefined` while the knowledge is not loaded. */
export type Suggest = (typed: string) => string[] | undefined;

const query = z.object({ q: z.string().max(200).catch("") });
const maxPerMinute = 600;
const cacheSeconds = 300;
const retrySeconds = 5;

/** `GET /suggest?q=…` → `{"suggestions":["…"]}`: names and ways of asking that begin as `q` does. */
export function suggestionRoute(server: FastifyInstance, suggest: Suggest): void {
  server.get("/suggest", { config: { rateLimit: { max: maxPerMinute } } }, (request, reply) => {
    const { q } = query.parse(request.query);
    const suggestions = suggest(q);
    if (suggestions === undefined) return reply.code(503).header("cache-control", "no-store").header("retry-after", retrySeconds).send();
    return reply.header("cache-control", `public, max-age=${cacheSeconds}`).send({ suggestions });
  });
}
