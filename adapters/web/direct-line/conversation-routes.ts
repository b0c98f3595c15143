import type { FastifyInstance, FastifyRequest } from "fastify";
import type { Participant } from "../channel.js";
import { newParticipant, startConversation } from "../conversations.js";
import { routeLimits } from "../web-chat-limits.js";
import type { DirectLineOptions } from "./direct-line-options.js";
import { tokenLifetimeSeconds, userNamedIn } from "./token-routes.js";
import { watermarkIn } from "./watermark.js";

/** A stream must be opened within this time. */
export const streamTokenSeconds = 60;

/**
 * `POST /conversations` starts the conversation of a token, or with the operator's secret a new one.
 * `GET /conversations/{id}?watermark=w` goes on with one: its stream begins after `w`.
 */
export function conversationRoutes(scope: FastifyInstance, options: DirectLineOptions): void {
  const { access, log, signer, limits, newId } = options;
  const { reads } = routeLimits(limits);

  const openedFor = (participant: Participant, request: FastifyRequest) => ({
    conversationId: participant.conversationId,
    token: signer.sign("conversation", participant, tokenLifetimeSeconds),
    expires_in: tokenLifetimeSeconds,
    streamUrl: streamUrl(participant, request, options),
  });

  // A token is counted when it is made: it starts one conversation.
  scope.post("/conversations", { config: { rateLimit: { ...reads, allowList: (request) => access.isOperator(request) } } }, async (request, reply) => {
    const caller = access.callerOf(request);
    const participant = caller.kind === "participant" ? caller.participant : newParticipant(newId, userNamedIn(request.body));
    const isNew = (await log.userOf(participant.conversationId)) === undefined;
    await startConversation(participant, options);
    return reply.code(isNew ? 201 : 200).send(openedFor(participant, request));
  });

  scope.get<{ Params: { id: string } }>("/conversations/:id", { config: { rateLimit: reads } }, async (request) =>
    openedFor(await access.participantIn(request.params.id, request), request),
  );
}

/** Where the stream is. A browser cannot send a header with it, so the address holds a token: for a minute, and for nothing else. */
function streamUrl(participant: Participant, request: FastifyRequest, { signer, publicUrl }: DirectLineOptions): string {
  const origin = publicUrl ?? `${request.protocol}://${request.host}`;
  const path = `${request.server.prefix}/conversations/${encodeURIComponent(participant.conversationId)}/stream`;
  const url = new URL(path, origin.replace(/^http/, "ws"));
  url.searchParams.set("watermark", String(watermarkIn(request.query)));
  url.searchParams.set("t", signer.sign("stream", participant, streamTokenSeconds));
  return url.href;
}
