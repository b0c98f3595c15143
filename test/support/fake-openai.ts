import { createHash } from "node:crypto";
import type { AddressInfo } from "node:net";
import Fastify, { type FastifyReply } from "fastify";
import { z } from "zod";

/** What the fake keeps of a request. */
export interface FakeOpenAiRequest {
  path: string;
  authorization: string | undefined;
  organization: string | undefined;
  body: Record<string, unknown>;
  /** What the system and the user said; empty for embeddings. */
  system: string;
  user: string;
}

/** How a chat completion goes: words, nothing at all, an error, a refusal, a broken connection, or no reply before the fake closes. */
export type FakeCompletion =
  | { says: string }
  | { refuses: string }
  | { status: number; message: string; retryAfterSeconds?: number }
  | { isSilent: true }
  | { hangsUp: true }
  | { raw: string };

/** OpenAI's chat completions and embeddings on the loopback. Requests that the real API would refuse are refused. */
export interface FakeOpenAi {
  /** Up to and with `/v1`. */
  url: string;
  key: string;
  requests: FakeOpenAiRequest[];
  /** How the following completions go. */
  complete(completion: FakeCompletion | ((request: FakeOpenAiRequest) => FakeCompletion)): void;
  failEmbeddings(failure: { status: number; message: string } | undefined): void;
  /** Resolves with the number of requests once there are so many. */
  arrival(count: number): Promise<void>;
  close(): Promise<void>;
}

const chatRequest = z.looseObject({
  model: z.string().min(1),
  messages: z.array(z.object({ role: z.enum(["system", "developer", "user", "assistant"]), content: z.string() })).min(1),
  temperature: z.number().min(0).max(2).optional(),
  max_tokens: z.number().int().positive().optional(),
  stream: z.literal(false).optional(),
});
const embeddingRequest = z.looseObject({
  model: z.string().min(1),
  input: z.union([z.string().min(1), z.array(z.string().min(1)).min(1).max(2048)]),
  encoding_format: z.enum(["float", "base64"]).default("float"),
});

/** A fake with a key of its own; it has the models `small` and `vectors`. */
export async function startFakeOpenAi(key = "sk-fake-5f1c2a9e7b"): Promise<FakeOpenAi> {
  const requests: FakeOpenAiRequest[] = [];
  const waiting: { count: number; resolve: () => void }[] = [];
  let completion: FakeCompletion | ((request: FakeOpenAiRequest) => FakeCompletion) = { says: "" };
  let embeddingFailure: { status: number; message: string } | undefined;
  const app = Fastify({ forceCloseConnections: true });

  app.addHook("preHandler", async (request, reply) => {
    const body = (request.body ?? {}) as Record<string, unknown>;
    const messages = chatRequest.safeParse(body).data?.messages ?? [];
    const said = (role: string): string =>
      messages
        .filter((message) => message.role === role)
        .map(({ content }) => content)
        .join("\n");
    const { authorization } = request.headers;
    requests.push({
      path: request.url,
      authorization,
      organization: request.headers["openai-organization"]?.toString(),
      body,
      system: said("system"),
      user: said("user"),
    });
    for (const { count, resolve } of waiting) if (requests.length >= count) resolve();
    // The real API quotes a wrong key in part; some servers quote all of it.
    if (authorization !== `Bearer ${key}`) return fail(reply, 401, `Incorrect API key provided: ${authorization ?? "none"}.`, "invalid_api_key");
    if (body.model !== "small" && body.model !== "vectors") return fail(reply, 404, `The model \`${String(body.model)}\` does not exist`, "model_not_found");
    return undefined;
  });

  app.post("/v1/chat/completions", (request, reply) => {
    const parsed = chatRequest.safeParse(request.body);
    if (!parsed.success) return fail(reply, 400, z.prettifyError(parsed.error), "invalid_request_error");
    const kept = requests.at(-1) as FakeOpenAiRequest;
    const next = typeof completion === "function" ? completion(kept) : completion;
    if ("isSilent" in next) return reply.hijack();
    if ("hangsUp" in next) {
      request.raw.socket.destroy();
      return reply.hijack();
    }
    if ("raw" in next) return reply.type("text/html").send(next.raw);
    if ("status" in next) {
      if (next.retryAfterSeconds !== undefined) void reply.header("retry-after", String(next.retryAfterSeconds));
      return fail(reply, next.status, next.message, next.status === 429 ? "rate_limit_exceeded" : "server_error");
    }
    return reply.send(completionOf(parsed.data.model, next));
  });

  app.post("/v1/embeddings", (request, reply) => {
    const parsed = embeddingRequest.safeParse(request.body);
    if (!parsed.success) return fail(reply, 400, z.prettifyError(parsed.error), "invalid_request_error");
    if (embeddingFailure !== undefined) return fail(reply, embeddingFailure.status, embeddingFailure.message, "server_error");
    const { input, model, encoding_format: format } = parsed.data;
    const data = [input]
      .flat()
      .map((text, index) => ({ object: "embedding", index, embedding: format === "float" ? vectorOf(text) : base64Of(vectorOf(text)) }));
    return reply.send({ object: "list", model, data, usage: { prompt_tokens: 1, total_tokens: 1 } });
  });

  await app.listen({ port: 0, host: "127.0.0.1" });
  return {
    url: `http://127.0.0.1:${(app.server.address() as AddressInfo).port}/v1`,
    key,
    requests,
    complete(next) {
      completion = next;
    },
    failEmbeddings(failure) {
      embeddingFailure = failure;
    },
    arrival: (count) =>
      new Promise((resolve) => {
        if (requests.length >= count) resolve();
        else waiting.push({ count, resolve });
      }),
    close: () => app.close(),
  };
}

function fail(reply: FastifyReply, status: number, message: string, code: string): FastifyReply {
  return reply.code(status).send({ error: { message, type: code, param: null, code } });
}

function completionOf(model: string, next: { says: string } | { refuses: string }): object {
  const message = "says" in next ? { role: "assistant", content: next.says, refusal: null } : { role: "assistant", content: null, refusal: next.refuses };
  return {
    id: "chatcmpl-fake",
    object: "chat.completion",
    created: 1_795_000_000,
    model,
    choices: [{ index: 0, message, logprobs: null, finish_reason: "stop" }],
    usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
  };
}

const dimensions = 32;

/** A bag of words hashed into a vector, not of length 1: texts that share words are near each other. */
function vectorOf(text: string): number[] {
  const vector = Array.from({ length: dimensions }, () => 0);
  for (const word of text.toLowerCase().match(/\p{L}+/gu) ?? []) {
    const place = createHash("sha256").update(word).digest().readUInt16LE(0) % dimensions;
    vector[place] = (vector[place] ?? 0) + 1;
  }
  return vector;
}

function base64Of(vector: readonly number[]): string {
  return Buffer.from(Float32Array.from(vector).buffer).toString("base64");
}
