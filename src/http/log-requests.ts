import type { FastifyInstance } from "fastify";

/** Failures of ours are always worth a line; the rest, "not ready yet" included, only for whoever looks for it. */
const levelOf = (status: number): "warn" | "debug" => (status >= 500 && status !== 503 ? "warn" : "debug");

/** One line for each request: its route, never its address, its query string or its body. @param onStatus is told how each ended. */
export function logRequests(server: FastifyInstance, onStatus: (status: number) => void): void {
  server.addHook("onResponse", (request, reply, done) => {
    const route = request.routeOptions.url ?? "none";
    const line = { method: request.method, route, status: reply.statusCode, ms: Math.round(reply.elapsedTime) };
    request.log[levelOf(reply.statusCode)](line, "request");
    onStatus(reply.statusCode);
    done();
  });
}
