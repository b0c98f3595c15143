import type { FastifyInstance } from "fastify";
import type { Metrics } from "./metrics.js";

/** What must hold before requests make sense, by name. */
export type Readiness = () => Promise<Readonly<Record<string, boolean>>>;

/** For operators and their tools: is the process alive, can it serve, and how is it doing. */
export function healthRoutes(server: FastifyInstance, readiness: Readiness, metrics: Metrics): void {
  server.get("/healthz", (_request, reply) => reply.header("cache-control", "no-store").send({ status: "ok" }));

  server.get("/readyz", async (_request, reply) => {
    const parts = await readiness();
    const isReady = Object.values(parts).every(Boolean);
    return reply
      .code(isReady ? 200 : 503)
      .header("cache-control", "no-store")
      .send({ status: isReady ? "ready" : "not ready", ...parts });
  });

  server.get("/metrics", async (_request, reply) => reply.type(metrics.registry.contentType).send(await metrics.registry.metrics()));
}
