import { createHash } from "node:crypto";
import type { FastifyInstance } from "fastify";
import { updateIn } from "./update.js";

/** In which Zalo shows the secret. Nothing is signed. */
export const secretHeader = "x-bot-api-secret-token";

/**
 * The path has a mark of the secret in it: Zalo tells the address of the webhook, but not its secret, and sets a webhook
 * only so many times a day. So the same address means the same secret.
 */
export function webhookPathFor(secret: string): string {
  return `/webhooks/zalo-bot/${createHash("sha256").update(`zalo-bot ${secret}`).digest("hex").slice(0, 12)}`;
}

/** Whether a body has the outline of an update, or is the empty one with which Zalo tries the webhook. */
export function isUpdateOrProbe(body: unknown): boolean {
  return body === undefined || body === null || updateIn(body) !== undefined || isEventOfAnyForm(body);
}

/** Kinds of updates that we do not know yet are taken too, and mean nothing. */
function isEventOfAnyForm(body: unknown): boolean {
  return typeof body === "object" && body !== null && ("event_name" in body || "result" in body);
}

/** A probe has no body, or one of no declared type: read as text, and as JSON where it is some. */
export function readAnyBody(server: FastifyInstance): void {
  server.removeAllContentTypeParsers();
  server.addContentTypeParser("*", { parseAs: "string" }, (_request, body, done) => {
    const text = String(body).trim();
    if (text === "") return done(null, undefined);
    try {
      done(null, JSON.parse(text));
    } catch {
      done(null, text);
    }
  });
}
