import type { FastifyInstance } from "fastify";
import { jsonIn } from "../../shared/call-server.js";
import { eventIn } from "./event.js";
import { isSignedByZalo, type SignatureKeys } from "./signature.js";

export const webhookPath = "/webhooks/zalo-oa";

const bodyLimitBytes = 1024 * 1024;

export interface WebhookOptions {
  readonly keys: SignatureKeys;
  /** Resolves when the event is stored. */
  readonly receive: (event: unknown) => Promise<void>;
  /** False while the server is about to stop. */
  readonly isOpen: () => boolean;
  readonly onFault: (error: unknown) => void;
}

/**
 * `POST /webhooks/zalo-oa`: 200 once the event is stored or means nothing, well within the two seconds that Zalo waits;
 * 401 without Zalo's signature, 400 for what is no event, 503 if it could not be stored: then Zalo sends it again.
 */
export function webhookRoute(server: FastifyInstance, { keys, receive, isOpen, onFault }: WebhookOptions): void {
  // The signature is over the bytes as they came.
  server.removeAllContentTypeParsers();
  server.addContentTypeParser("*", { parseAs: "buffer" }, (_request, body, done) => done(null, body));

  server.post(webhookPath, { bodyLimit: bodyLimitBytes }, async (request, reply) => {
    const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
    const { "x-zevent-signature": signature = "", "x-zevent-timestamp": timestamp = "" } = request.headers;
    if (!isSignedByZalo({ body, signature: String(signature), timestamp: String(timestamp) }, keys)) return reply.code(401).send();
    if (!isOpen()) return reply.code(503).send();
    const event = jsonIn(body.toString("utf8"));
    if (eventIn(event) === undefined) return reply.code(400).send();
    try {
      await receive(event);
    } catch (error) {
      onFault(error);
      return reply.code(503).send();
    }
    return reply.code(200).send();
  });
}
