import { randomUUID } from "node:crypto";
import type { AddressInfo } from "node:net";
import { pathToFileURL } from "node:url";
import websocket from "@fastify/websocket";
import Fastify, { type FastifyReply, type FastifyRequest } from "fastify";
import type { WebSocket } from "ws";
import { assetRoutes, loadAssets } from "../../adapters/web/page/assets.js";
import { applyPagePolicy } from "../../adapters/web/page/page-policy.js";
import { fakePage, type FakePageOptions } from "./fake-page.js";

/** What the bot behind the fake says to a question; parts that a test does not care for may be left out. */
export interface FakeAnswer {
  body: string;
  status?: string;
  citations?: Record<string, unknown>[];
  suggestions?: string[];
}

export interface FakeDirectLineOptions {
  answer: (question: string) => FakeAnswer;
  suggest?: (text: string) => string[];
  /** Folder with `widget.js`, `page.css` and `embed.js`; without it only the protocol is served. */
  dist?: string;
  page?: FakePageOptions;
  /** Life of a token, in seconds. */
  expiresInSeconds?: number;
  greeting?: string;
}

/** How the next requests of a kind fail. */
interface Fault {
  times: number;
  status: number;
  code?: string;
  retryAfterSeconds?: number;
}

interface Conversation {
  id: string;
  userId: string;
  activities: Record<string, unknown>[];
  sockets: Set<WebSocket>;
  isOver: boolean;
}

/** A Direct Line 3.0 server that keeps everything in memory and fails when a test tells it to. */
export interface FakeDirectLine {
  url: string;
  /** Activities as they were posted, whether or not they were repeated. */
  posted: Record<string, unknown>[];
  /** `METHOD /path` of every request. */
  requests: string[];
  /** Questions that were answered; more than once means a repeated message was taken for a new one. */
  answered: string[];
  /** Activities of the newest conversation. */
  log(): Record<string, unknown>[];
  openStreams(): number;
  failPosts(fault: Fault): void;
  /** Takes the next posts, then breaks the connection before the reply. */
  swallowPostReplies(times: number): void;
  refuseSockets(refuse: boolean): void;
  /** Breaks every connection to the API, as a server that is down. */
  setDown(isDown: boolean): void;
  /** What the page is served with from now on. */
  setPage(page: FakePageOptions): void;
  /** The operator has switched the chat off. */
  setMaintenance(isOn: boolean): void;
  /** Questions are taken, but not answered until this is called with false. */
  holdAnswers(hold: boolean): void;
  dropStreams(): void;
  /** The streams stay open, but nothing comes any more, as behind a proxy that has forgotten them. */
  silenceStreams(): void;
  expireTokens(): void;
  /** Ends the newest conversation as the protocol does: an activity, then 404. */
  endConversation(): void;
  /** The bot speaks in the newest conversation without being asked. */
  say(answer: FakeAnswer): void;
  close(): Promise<void>;
}

export async function startFakeDirectLine(options: FakeDirectLineOptions): Promise<FakeDirectLine> {
  const conversations = new Map<string, Conversation>();
  const tokens = new Map<string, string>();
  const posted: Record<string, unknown>[] = [];
  const requests: string[] = [];
  const answered: string[] = [];
  const held: (() => void)[] = [];
  let fault: Fault | undefined;
  let swallow = 0;
  let refusesSockets = false;
  let isDown = false;
  let isMaintained = false;
  let page = options.page ?? {};
  let isHolding = false;
  const expiresInSeconds = options.expiresInSeconds ?? 1800;

  const app = Fastify({ forceCloseConnections: true });
  await app.register(websocket);

  app.addHook("onRequest", async (request, reply) => {
    requests.push(`${request.method} ${request.url.split("?")[0]}`);
    if (!request.url.startsWith("/v3/")) return;
    if (isDown) reply.raw.destroy();
    else if (isMaintained) await reply.code(503).header("Retry-After", "1").send(errorOf("Maintenance"));
  });

  app.post("/v3/directline/tokens/generate", async (request) => {
    const { user } = (request.body ?? {}) as { user?: { id?: string } };
    const conversation: Conversation = {
      id: randomUUID(),
      userId: user?.id ?? "dl_person",
      activities: [],
      sockets: new Set(),
      isOver: false,
    };
    conversations.set(conversation.id, conversation);
    return newToken(conversation);
  });

  app.post("/v3/directline/tokens/refresh", async (request, reply) => {
    const conversation = allowed(request, reply);
    return conversation === undefined ? reply : newToken(conversation);
  });

  app.post("/v3/directline/conversations", async (request, reply) => {
    const conversation = allowed(request, reply);
    if (conversation === undefined) return reply;
    if (options.greeting !== undefined && conversation.activities.length === 0) say(conversation, { body: options.greeting, status: "smalltalk_greeting" });
    return reply.code(201).send({ ...newToken(conversation), streamUrl: streamUrl(conversation, "") });
  });

  app.get<{ Params: { id: string }; Querystring: { watermark?: string } }>("/v3/directline/conversations/:id", async (request, reply) => {
    const conversation = allowed(request, reply);
    if (conversation === undefined) return reply;
    return { ...newToken(conversation), streamUrl: streamUrl(conversation, request.query.watermark ?? "") };
  });

  app.get<{ Params: { id: string }; Querystring: { watermark?: string } }>("/v3/directline/conversations/:id/activities", async (request, reply) => {
    const conversation = allowed(request, reply);
    return conversation === undefined ? reply : activitySet(conversation, request.query.watermark ?? "");
  });

  app.post<{ Params: { id: string } }>("/v3/directline/conversations/:id/activities", async (request, reply) => {
    const conversation = allowed(request, reply);
    if (conversation === undefined) return reply;
    const activity = request.body as Record<string, unknown>;
    posted.push(activity);
    if (fault !== undefined && fault.times > 0) return fail(reply, fault);
    const id = take(conversation, activity);
    if (swallow > 0) {
      swallow -= 1;
      reply.raw.destroy();
      return reply;
    }
    return { id };
  });

  app.get<{ Params: { id: string }; Querystring: { watermark?: string; t?: string } }>(
    "/v3/directline/conversations/:id/stream",
    {
      websocket: true,
      preValidation: async (_request, reply) => {
        if (refusesSockets) await reply.code(400).send(errorOf("BadArgument"));
      },
    },
    (socket, request) => {
      const conversation = conversations.get(request.params.id);
      if (conversation === undefined || tokens.get(request.query.t ?? "") !== conversation.id) return socket.close();
      conversation.sockets.add(socket);
      socket.on("close", () => conversation.sockets.delete(socket));
      const set = activitySet(conversation, request.query.watermark ?? "");
      if (set.activities.length > 0) socket.send(JSON.stringify(set));
      return undefined;
    },
  );

  app.get<{ Querystring: { q?: string } }>("/suggest", async (request) => ({ suggestions: options.suggest?.(request.query.q ?? "") ?? [] }));

  if (options.dist !== undefined) await servePage(options.dist);

  /** With the assets, the markup and the content security policy of the real server. */
  async function servePage(dist: string): Promise<void> {
    const assets = await loadAssets(pathToFileURL(`${dist}/`));
    assetRoutes(app, assets);
    app.get("/", async (_request, reply) => {
      applyPagePolicy(reply, { publicUrl: undefined, embeddedBy: page.isEmbedded === true ? [] : undefined });
      return reply.type("text/html; charset=utf-8").send(fakePage(assets, page));
    });
    app.get("/embedding", async (_request, reply) =>
      reply.header("Content-Security-Policy", strictPolicyOfAnotherSite).type("text/html; charset=utf-8").send(pageOfAnotherSite),
    );
  }

  function newToken(conversation: Conversation): { conversationId: string; token: string; expires_in: number } {
    const token = randomUUID();
    tokens.set(token, conversation.id);
    return { conversationId: conversation.id, token, expires_in: expiresInSeconds };
  }

  /** The conversation that the request's token opens; else the refusal has been sent. */
  function allowed(request: FastifyRequest, reply: FastifyReply): Conversation | undefined {
    const { authorization } = request.headers;
    const { id } = (request.params ?? {}) as { id?: string };
    if (authorization === undefined) {
      void reply.code(401).send(errorOf("Unauthorized"));
      return undefined;
    }
    const conversation = conversations.get(tokens.get(authorization.replace("Bearer ", "")) ?? "");
    if (conversation === undefined || (id !== undefined && conversation.id !== id)) {
      void reply.code(403).send(errorOf("TokenExpired"));
      return undefined;
    }
    if (conversation.isOver) {
      void reply.code(404).send(errorOf("NotFound"));
      return undefined;
    }
    return conversation;
  }

  function streamUrl(conversation: Conversation, watermark: string): string {
    const { token } = newToken(conversation);
    return `wss://another.example/v3/directline/conversations/${conversation.id}/stream?watermark=${watermark}&t=${token}`;
  }

  function activitySet(conversation: Conversation, watermark: string): { activities: unknown[]; watermark: string } {
    const after = watermark === "" || watermark === "-" ? 0 : Number(watermark);
    return { activities: conversation.activities.slice(after), watermark: String(conversation.activities.length) };
  }

  function append(conversation: Conversation, activity: Record<string, unknown>): string {
    const id = `${conversation.id}|${String(conversation.activities.length).padStart(7, "0")}`;
    const stored = { ...activity, id, timestamp: new Date().toISOString(), conversation: { id: conversation.id } };
    conversation.activities.push(stored);
    const frame = JSON.stringify({ activities: [stored], watermark: String(conversation.activities.length) });
    for (const socket of conversation.sockets) socket.send(frame);
    return id;
  }

  function take(conversation: Conversation, activity: Record<string, unknown>): string {
    const clientId = clientIdOf(activity);
    const known = conversation.activities.find((each) => clientId !== undefined && clientIdOf(each) === clientId);
    if (known !== undefined) return String(known.id);
    const id = append(conversation, { ...activity, from: { id: conversation.userId, role: "user" } });
    if (activity.type !== "message") return id;
    const answerIt = (): void => {
      const question = String(activity.text);
      answered.push(question);
      say(conversation, options.answer(question), id);
    };
    if (isHolding) held.push(answerIt);
    else setImmediate(answerIt);
    return id;
  }

  function say(conversation: Conversation, answer: FakeAnswer, replyToId?: string): void {
    const { body, status = "answered_article", citations = [], suggestions = [] } = answer;
    append(conversation, {
      type: "message",
      from: { id: "tro-ly-so", role: "bot" },
      text: [body, ...citations.map(({ title }) => `Nguồn: ${String(title)}.`)].join("\n"),
      textFormat: "plain",
      ...(replyToId === undefined ? {} : { replyToId }),
      suggestedActions: { actions: suggestions.map((title) => ({ type: "imBack", title, value: title })) },
      channelData: { tlso: { answerId: randomUUID(), status, citations, body } },
    });
  }

  function fail(reply: FastifyReply, { status, code, retryAfterSeconds }: Fault): FastifyReply {
    if (fault !== undefined) fault.times -= 1;
    if (retryAfterSeconds !== undefined) void reply.header("Retry-After", String(retryAfterSeconds));
    return reply.code(status).send(errorOf(code ?? "ServiceError"));
  }

  function newest(): Conversation {
    const conversation = [...conversations.values()].at(-1);
    if (conversation === undefined) throw new Error("Nobody has opened a conversation");
    return conversation;
  }

  function dropStreams(): void {
    for (const { sockets } of conversations.values()) for (const socket of sockets) socket.terminate();
  }

  await app.listen({ port: 0, host: "127.0.0.1" });
  return {
    url: `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`,
    posted,
    requests,
    answered,
    log: () => newest().activities,
    openStreams: () => [...conversations.values()].reduce((sum, { sockets }) => sum + sockets.size, 0),
    failPosts(next) {
      fault = { ...next };
    },
    swallowPostReplies(times) {
      swallow = times;
    },
    refuseSockets(refuse) {
      refusesSockets = refuse;
    },
    setDown(down) {
      isDown = down;
      if (down) dropStreams();
    },
    setPage(next) {
      page = next;
    },
    setMaintenance(isOn) {
      isMaintained = isOn;
    },
    holdAnswers(hold) {
      isHolding = hold;
      if (!hold) for (const answerIt of held.splice(0)) answerIt();
    },
    dropStreams,
    silenceStreams() {
      for (const { sockets } of conversations.values()) sockets.clear();
    },
    expireTokens: () => tokens.clear(),
    endConversation() {
      const conversation = newest();
      append(conversation, { type: "endOfConversation", from: { id: "tro-ly-so", role: "bot" } });
      conversation.isOver = true;
    },
    say: (answer) => say(newest(), answer),
    close: () => app.close(),
  };
}

const strictPolicyOfAnotherSite = "default-src 'none'; script-src 'self'; style-src 'self'; frame-src 'self'; img-src data:";
const pageOfAnotherSite = `<!doctype html>
<html lang="vi">
<head><title>Trang của xã</title><link rel="icon" href="data:,"><meta name="viewport" content="width=device-width"></head>
<body><main><h1>Trang của xã</h1></main><script src="/embed.js" async></script></body>
</html>`;

function clientIdOf({ channelData }: Record<string, unknown>): unknown {
  return (channelData as { clientActivityID?: unknown } | undefined)?.clientActivityID;
}

function errorOf(code: string): { error: { code: string; message: string } } {
  return { error: { code, message: code } };
}
