import formbody from "@fastify/formbody";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import { routeLimits, type WebChatLimits } from "../web-chat-limits.js";
import { answerForm, type FormChatOptions } from "./answer-form.js";
import { assetRoutes, type Assets } from "./assets.js";
import { applyPagePolicy } from "./page-policy.js";
import { page, type OperatorNotice, type PageParts, type Welcome } from "./page.js";

export interface PageOptions extends FormChatOptions {
  readonly assets: Assets;
  readonly welcome: Welcome;
  readonly hasSuggestions: boolean;
  /** See `Config.publicUrl`. */
  readonly publicUrl: string | undefined;
  readonly allowedOrigins: readonly string[];
  readonly limits: WebChatLimits;
  /** What the operator tells everybody just now. */
  readonly operatorNotice: () => Promise<OperatorNotice | undefined>;
}

const query = z.object({ embed: z.string().optional() }).catch({});

/** `GET /` is the chat; `GET /?embed=1` the same for a frame on another site; `POST /chat` asks without script. */
export async function pageRoutes(server: FastifyInstance, options: PageOptions): Promise<void> {
  const { assets, welcome, hasSuggestions, publicUrl, allowedOrigins, limits, newId } = options;
  const { messages, reads } = routeLimits(limits);
  await server.register(formbody);
  assetRoutes(server, assets);

  const send = async (reply: FastifyReply, parts: Pick<PageParts, "isEmbedded"> & Partial<PageParts>): Promise<FastifyReply> => {
    const operatorNotice = await options.operatorNotice();
    applyPagePolicy(reply, { publicUrl, embeddedBy: parts.isEmbedded ? allowedOrigins : undefined });
    return reply
      .header("cache-control", "no-store")
      .type("text/html; charset=utf-8")
      .send(page({ assets, welcome, hasSuggestions, messageId: newId(), operatorNotice, ...parts }));
  };

  server.get("/", { config: { rateLimit: reads } }, (request, reply) => send(reply, { isEmbedded: query.parse(request.query).embed !== undefined }));

  // For pages that stay open.
  server.get("/notice", { config: { rateLimit: reads } }, async (_request, reply) =>
    reply.header("cache-control", "no-store").send((await options.operatorNotice()) ?? { id: "", text: "" }),
  );

  server.post("/chat", { config: { rateLimit: messages } }, async (request: FastifyRequest, reply) => {
    const { status, ...parts } = await answerForm(request.body, options);
    return send(reply.code(status), parts);
  });
}
