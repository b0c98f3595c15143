import type { FastifyInstance, FastifyRequest } from "fastify";
import { z } from "zod";
import type { Participant } from "../channel.js";
import { newParticipant } from "../conversations.js";
import { ProtocolError } from "../protocol-error.js";
import { routeLimits } from "../web-chat-limits.js";
import type { DirectLineOptions } from "./direct-line-options.js";
import { lowerCaseKeys } from "./lower-case-keys.js";

/** How long a token holds; clients renew it after half of that. */
export const tokenLifetimeSeconds = 1800;

const withUser = z.object({ user: z.object({ id: z.string().trim().min(1).max(200) }) });

/**
 * `POST /tokens/generate`: a token for a new conversation. The operator's programs name the user, whom they know.
 * Anybody else gets a user without name, if the request comes from a page that may show the chat.
 * `POST /tokens/refresh`: the same rights for another half hour.
 */
export function tokenRoutes(scope: FastifyInstance, { access, origins, signer, limits, newId }: DirectLineOptions): void {
  const { conversations, reads } = routeLimits(limits);
  const grant = (participant: Participant) => ({
    conversationId: participant.conversationId,
    token: signer.sign("conversation", participant, tokenLifetimeSeconds),
    expires_in: tokenLifetimeSeconds,
  });

  const limitOfStrangers = { ...conversations, allowList: (request: FastifyRequest) => access.isOperator(request) };
  scope.post("/tokens/generate", { config: { rateLimit: limitOfStrangers } }, (request) => {
    if (access.isOperator(request)) return grant(newParticipant(newId, userNamedIn(request.body)));
    if (request.headers.authorization !== undefined) throw new ProtocolError("BadToken");
    if (request.headers.origin === undefined) throw new ProtocolError("MissingToken");
    if (!origins.allows(request)) throw new ProtocolError("OriginNotAllowed");
    return grant(newParticipant(newId));
  });

  scope.post("/tokens/refresh", { config: { rateLimit: reads } }, (request) => {
    const caller = access.callerOf(request);
    if (caller.kind === "operator") throw new ProtocolError("BadToken", "the secret needs no renewal");
    return grant(caller.participant);
  });
}

/** The id under `user.id` of a body. Clients differ in the case of names. */
export function userNamedIn(body: unknown): string | undefined {
  return withUser.safeParse(lowerCaseKeys(body)).data?.user.id;
}
