import type { FastifyReply } from "fastify";

/** Sends a page. */
export function sendHtml(reply: FastifyReply, text: string): FastifyReply {
  return reply.type("text/html; charset=utf-8").send(text);
}
