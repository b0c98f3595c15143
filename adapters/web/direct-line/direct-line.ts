import websocket from "@fastify/websocket";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { answerProtocolError, ProtocolError } from "../protocol-error.js";
import { activityRoutes } from "./activity-routes.js";
import { conversationRoutes } from "./conversation-routes.js";
import type { DirectLineOptions } from "./direct-line-options.js";
import { streamRoute } from "./stream-route.js";
import { tokenRoutes } from "./token-routes.js";

/** Clients send empty frames only. */
const maxFrameBytes = 1024;

/**
 * A Direct Line 3.0 server, for any client of that protocol
 * (https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-direct-line-3-0-api-reference).
 */
export async function directLine(server: FastifyInstance, options: DirectLineOptions, addressOf: (request: FastifyRequest) => string): Promise<void> {
  await server.register(websocket, {
    options: { maxPayload: maxFrameBytes, perMessageDeflate: false },
    preClose: () => options.streams.close(),
    errorHandler: (_error, socket) => socket.terminate(), // A connection that broke; the client comes back.
  });
  await server.register(
    (scope, _options, done) => {
      scope.setErrorHandler(answerProtocolError);
      scope.setNotFoundHandler(() => {
        throw new ProtocolError("NotFound");
      });
      options.origins.shareWithAllowed(scope);
      scope.addHook("onSend", (_request, reply, _payload, next) => {
        void reply.header("cache-control", "no-store");
        next();
      });
      tokenRoutes(scope, options);
      conversationRoutes(scope, options);
      activityRoutes(scope, options);
      streamRoute(scope, options, addressOf);
      done();
    },
    { prefix: "/v3/directline" },
  );
}
