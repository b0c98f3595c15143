import type { FastifyInstance } from "fastify";
import { parseActivity } from "../parse-activity.js";
import { ProtocolError } from "../protocol-error.js";
import { routeLimits } from "../web-chat-limits.js";
import { activitySet } from "./activity-set.js";
import type { DirectLineOptions } from "./direct-line-options.js";
import { watermarkIn } from "./watermark.js";

interface ById {
  Params: { id: string };
}

/** Activities in one answer to polling; the client asks for the rest at once or a second later. */
const pageSize = 200;

/**
 * `POST /conversations/{id}/activities` says something; it is safe on disk when the answer comes.
 * `GET /conversations/{id}/activities?watermark=w` reads what came after `w`.
 * `POST /conversations/{id}/upload` is refused: nobody should send pictures of papers to a chat.
 */
export function activityRoutes(scope: FastifyInstance, { access, reception, log, limits, newId }: DirectLineOptions): void {
  const { messages, reads } = routeLimits(limits);

  scope.post<ById>("/conversations/:id/activities", { config: { rateLimit: messages } }, async (request) => {
    const participant = await access.participantOf(request.params.id, request);
    const parsed = parseActivity(request.body, participant, newId);
    if (parsed.kind === "typing") return { id: newId() };
    const receipt = await reception.receive({ ...parsed.inbound, maxPerMinute: limits.messagesPerConversation });
    switch (receipt.outcome) {
      case "stored":
      case "duplicate":
        return { id: receipt.activityId };
      case "too_many":
        throw new ProtocolError("TooManyRequests", "in this conversation", receipt.retryAfterSeconds);
      case "no_conversation":
        throw new ProtocolError("ConversationNotFound");
    }
  });

  scope.get<ById>("/conversations/:id/activities", { config: { rateLimit: reads } }, async (request) => {
    const { conversationId } = await access.participantIn(request.params.id, request);
    const watermark = watermarkIn(request.query);
    return activitySet(await log.readAfter(conversationId, watermark, pageSize), watermark);
  });

  const refuseBeforeReading = async (request: Parameters<typeof access.callerOf>[0], id: string): Promise<never> => {
    await access.participantIn(id, request);
    throw new ProtocolError("UploadNotSupported");
  };
  scope.post<ById>("/conversations/:id/upload", {
    config: { rateLimit: messages },
    onRequest: (request) => refuseBeforeReading(request, request.params.id),
    handler: () => undefined,
  });
}
