import type { FastifyInstance, FastifyRequest } from "fastify";
import { z } from "zod";
import type { Participant } from "../channel.js";
import { ProtocolError } from "../protocol-error.js";
import { routeLimits } from "../web-chat-limits.js";
import type { DirectLineOptions } from "./direct-line-options.js";
import { watermarkIn } from "./watermark.js";

const query = z.object({ t: z.string() });
const retrySeconds = 10;

/** `GET /conversations/{id}/stream?watermark=w&t=…` as a WebSocket: frames of activities, from `w` on. Refusals come before the upgrade. */
export function streamRoute(scope: FastifyInstance, { signer, streams, log, limits }: DirectLineOptions, addressOf: (request: FastifyRequest) => string): void {
  const { reads } = routeLimits(limits);
  const participantOf = (request: FastifyRequest<{ Params: { id: string } }>): Participant => {
    const verified = signer.verify("stream", query.safeParse(request.query).data?.t ?? "");
    if (!verified.ok) throw new ProtocolError(verified.isExpired ? "TokenExpired" : "BadToken");
    if (verified.participant.conversationId !== request.params.id) throw new ProtocolError("BadToken");
    return verified.participant;
  };

  scope.get<{ Params: { id: string } }>(
    "/conversations/:id/stream",
    {
      websocket: true,
      config: { rateLimit: reads },
      preValidation: async (request) => {
        const { conversationId } = participantOf(request);
        if ((await log.userOf(conversationId)) === undefined) throw new ProtocolError("ConversationNotFound");
        if (!streams.hasRoomFor(addressOf(request), conversationId)) throw new ProtocolError("TooManyRequests", "streams are open already", retrySeconds);
      },
    },
    (socket, request) => streams.add(socket, addressOf(request), request.params.id, watermarkIn(request.query)),
  );
}
