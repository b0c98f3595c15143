import { createHash, timingSafeEqual } from "node:crypto";
import type { FastifyInstance } from "fastify";

export interface WebhookOptions {
  readonly path: string;
  /** In which the sender shows that it is who it says, in lower case. */
  readonly secretHeader: string;
  /** That the sender was told when the webhook was set. */
  readonly secret: string;
  /** Whether a body has the outline of an update. */
  readonly isUpdate: (body: unknown) => boolean;
  /** Resolves when the update is stored. */
  readonly receive: (update: unknown) => Promise<void>;
  /** False while the server is about to stop. */
  readonly isOpen: () => boolean;
  readonly onFault: (error: unknown) => void;
}

/** An update holds at most a message and the one that it replies to, some 100 kB with all their markup. */
const bodyLimitBytes = 1024 * 1024;

/**
 * A webhook whose sender shows a secret: 200 once the update is stored or means nothing, 401 without the secret, 400 for
 * what is no update, 503 if it could not be stored, so that it is sent again.
 */
export function webhookRoute(server: FastifyInstance, { path, secretHeader, secret, isUpdate, receive, isOpen, onFault }: WebhookOptions): void {
  const expected = digest(secret);

  server.post(path, {
    bodyLimit: bodyLimitBytes,
    // Before the body is read.
    onRequest: async (request, reply) => {
      const given = request.headers[secretHeader];
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
