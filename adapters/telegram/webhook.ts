import { createHash, timingSafeEqual } from "node:crypto";
import type { FastifyInstance } from "fastify";

export const webhookPath = "/webhooks/telegram";

/** An update holds at most a message and the one that it replies to, some 100 kB with all their markup. */
const bodyLimitBytes = 1024 * 1024;

export interface WebhookOptions {
  /** That Telegram was told when the webhook was set. */
  readonly secret: string;
  /** Resolves when the update is stored. */
  readonly receive: (update: unknown) => Promise<void>;
  /** False while the server is about to stop. */
  readonly isOpen: () => boolean;
  readonly onFault: (error: unknown) => void;
}

/**
 * `POST /webhooks/telegram`: 200 once the update is stored or means nothing, 401 without the secret, 400 for what is no
 * update, 503 if it could not be stored: then Telegram sends it again.
 */
export function webhookRoute(server: FastifyInstance, { secret, receive, isOpen, onFault }: WebhookOptions): void {
  const expected = digest(secret);

  server.post(webhookPath, {
    bodyLimit: bodyLimitBytes,
    // Before the body is read.
    onRequest: async (request, reply) => {
      const given = request.headers["x-telegram-bot-api-secret-token"];
      if (typeof given !== "string" || !timingSafeEqual(digest(given), expected)) return reply.code(401).send();
    },
    handler: async (request, reply) => {
      if (!isOpen()) return reply.code(503).send();
      if (!isUpdate(request.body)) return reply.code(400).send();
      try {
        await receive(request.body);
      } catch (error) {
        onFault(error);
        return reply.code(503).send();
      }
      return reply.code(200).send();
    },
  });
}

/** Of one length, as the comparison in constant time demands. */
function digest(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}

function isUpdate(body: unknown): boolean {
  return typeof body === "object" && body !== null && "update_id" in body && Number.isInteger(body.update_id);
}
