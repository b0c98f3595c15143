import type { Request, WebResponse } from "@microsoft/agents-hosting";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { cleanJson } from "../../src/activity/clean-json.js";
import { CodedError } from "../../src/errors.js";
import type { BotAdapter } from "./bot-adapter.js";
import { envelopeOf, incomingForm, type Incoming } from "./incoming.js";
import type { Verdict } from "./verify-request.js";

export const messagesPath = "/api/messages";
/** Names us to whoever asks without a token: `npm run channels -- check` looks for it. */
export const realm = 'Bearer realm="tro-ly-so"';

/** Channels send activities of up to 256 kB. */
const bodyLimitBytes = 512 * 1024;

export interface MessagesOptions {
  readonly adapter: BotAdapter;
  readonly verify: (authorization: string | undefined) => Promise<Verdict>;
  /** Resolves when the activity is stored, or means nothing. */
  readonly receive: (incoming: Incoming) => Promise<void>;
  /** False while the server is about to stop. */
  readonly isOpen: () => boolean;
  readonly onFault: (error: unknown) => void;
}

type Signed = Extract<Verdict, { outcome: "signed" }>;

/**
 * `POST /api/messages`: 200 once the activity is stored or means nothing, 401 without a token, 403 with one that is not the
 * Bot Connector's or not for this activity, 400 for what is no activity or whose serviceUrl is not allowed, 501 for an
 * invoke, 503 if it could not be checked or stored.
 */
export function messagesRoute(server: FastifyInstance, { adapter, verify, receive, isOpen, onFault }: MessagesOptions): void {
  const signed = new WeakMap<FastifyRequest, Signed>();

  server.post(messagesPath, {
    bodyLimit: bodyLimitBytes,
    // Before the body is read.
    onRequest: async (request, reply) => {
      const verdict = await verify(request.headers.authorization);
      switch (verdict.outcome) {
        case "signed":
          signed.set(request, verdict);
          return;
        case "unsigned":
          return reply.code(401).header("www-authenticate", realm).send();
        case "forged":
          return reply.code(403).send();
        case "unknown":
          onFault(new CodedError("azure_keys_unavailable"));
          return reply.code(503).send();
      }
    },
    handler: async (request, reply) => {
      if (!isOpen()) return reply.code(503).send();
      const { data: incoming } = incomingForm.safeParse(cleaned(request.body));
      if (incoming === undefined) return reply.code(400).send();
      const verdict = signed.get(request);
      if (verdict === undefined || !isFor(verdict, incoming)) return reply.code(403).send();
      const answer = new KeptAnswer();
      try {
        const user = verdict.claims as Request["user"];
        await adapter.process({ method: "POST", headers: {}, body: envelopeOf(incoming), ...(user && { user }) }, answer, () => receive(incoming));
      } catch (error) {
        onFault(error);
        return reply.code(503).send();
      }
      return reply.code(answer.statusCode).send(answer.body);
    },
  });
}

/** `undefined` for what is nested too deeply. */
function cleaned(body: unknown): unknown {
  try {
    return cleanJson(body);
  } catch {
    return undefined;
  }
}

/** Whether the token was made for this activity: it names the serviceUrl, and its key may sign for the channel. */
function isFor({ claims, endorsements }: Signed, { serviceUrl, channelId }: Incoming): boolean {
  const claimed = claims.serviceurl ?? claims.serviceUrl;
  if (typeof claimed !== "string" || withoutSlash(claimed) !== withoutSlash(serviceUrl)) return false;
  return endorsements === undefined || endorsements.includes(channelId);
}

function withoutSlash(address: string): string {
  return address.replace(/\/+$/u, "");
}

/** What the SDK would answer; Fastify sends it. */
class KeptAnswer implements WebResponse {
  statusCode = 200;
  body: unknown;
  readonly headersSent = false;
  writableEnded = false;

  status(code: number): this {
    this.statusCode = code;
    return this;
  }

  setHeader(): this {
    return this;
  }

  send(body?: unknown): this {
    this.body = body;
    return this;
  }

  end(): this {
    this.writableEnded = true;
    return this;
  }
}
