import { readFile } from "node:fs/promises";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import type { LanguageModel } from "../../src/core/answering/language-model.js";
import { rewritePrompt } from "../../src/core/wording/prompt.js";
import { CodedError } from "../../src/errors.js";
import { openLanguageModel } from "../../src/models/open-language-model.js";
import { startFakeOpenAi, type FakeCompletion, type FakeOpenAi } from "../support/fake-openai.js";

const request = { question: "Thẻ có hạn không?", passages: [{ token: "S1", text: "Thẻ có hạn dùng in trên mặt thẻ." }] };

let server: FakeOpenAi;
let model: LanguageModel;

beforeAll(async () => {
  server = await startFakeOpenAi();
  model = await openLanguageModel({ model: "openai:small", baseUrl: server.url, apiKey: server.key, timeoutMs: 5000, prompt: rewritePrompt });
});
afterEach(() => {
  vi.unstubAllEnvs();
  server.requests.length = 0;
});
afterAll(() => server.close());

async function failureOf(work: Promise<unknown>): Promise<Error> {
  return work.then(
    () => {
      throw new Error("it did not fail");
    },
    (error: unknown) => error as Error,
  );
}

/** Everything that a log could print of an error. */
function printed(error: Error): string {
  return JSON.stringify([error.message, error.stack, error.cause, Object.entries(error)]);
}

describe("openLanguageModel", () => {
  it("asks an OpenAI-compatible server with the instructions, the question and the passages", async () => {
    server.complete({ says: "Thẻ có hạn dùng [S1]." });
    expect(await model.rewrite(request)).toBe("Thẻ có hạn dùng [S1].");
    const [sent] = server.requests;
    expect(sent).toMatchObject({
      path: "/v1/chat/completions",
      authorization: `Bearer ${server.key}`,
      body: { model: "small", temperature: 0, max_tokens: 600 },
    });
    expect(sent?.system).toContain("Chỉ dùng điều có trong các đoạn nguồn");
    expect(sent?.user).toBe("Câu hỏi: Thẻ có hạn không?\n\nĐoạn nguồn:\n[S1] Thẻ có hạn dùng in trên mặt thẻ.");
  });

  it("keeps a colon in the name of the model", async () => {
    const other = await openLanguageModel({ model: "openai:qwen2.5:7b", baseUrl: server.url, apiKey: server.key, timeoutMs: 5000, prompt: rewritePrompt });
    expect((await failureOf(other.rewrite(request))).message).toBe("the language model is not known there (HTTP 404)");
    expect(server.requests[0]?.body.model).toBe("qwen2.5:7b");
  });

  it("sends a server of one's own no key and no organisation that are meant for another", async () => {
    vi.stubEnv("OPENAI_API_KEY", "sk-for-openai-only");
    vi.stubEnv("OPENAI_ORG_ID", "org-of-another");
    vi.stubEnv("OPENAI_ORGANIZATION", "org-of-another");
    const own = await openLanguageModel({ model: "openai:small", baseUrl: server.url, timeoutMs: 5000, prompt: rewritePrompt });
    await failureOf(own.rewrite(request));
    expect(server.requests).toMatchObject([{ authorization: "Bearer none", organization: undefined }]);
  });

  it.each<[string, FakeCompletion, string]>([
    ["a server error", { status: 500, message: "boom sk-fake-5f1c2a9e7b" }, "the language model failed (HTTP 500)"],
    [
      "a rate limit, without trying again",
      { status: 429, message: "Rate limit reached for org-1 sk-fake-5f1c2a9e7b", retryAfterSeconds: 1 },
      "the language model has no capacity for us now (HTTP 429)",
    ],
    ["a broken connection", { hangsUp: true }, "the language model cannot be reached or gave no readable reply"],
    ["a page instead of a reply", { raw: "<html>proxy sk-fake-5f1c2a9e7b</html>" }, "the language model cannot be reached or gave no readable reply"],
  ])("translates %s", async (_, completion, message) => {
    server.complete(completion);
    const error = await failureOf(model.rewrite(request));
    expect(error.message).toBe(message);
    expect(printed(error)).not.toContain("sk-fake");
    expect(server.requests).toHaveLength(1);
  });

  it("keeps the key out of the error where the server quotes it", async () => {
    const wrong = await openLanguageModel({ model: "openai:small", baseUrl: server.url, apiKey: "sk-wrong-secret", timeoutMs: 5000, prompt: rewritePrompt });
    const error = await failureOf(wrong.rewrite(request));
    expect(error.message).toBe("the language model refused the key (HTTP 401)");
    expect(printed(error)).not.toMatch(/sk-wrong-secret|Thẻ/u);
  });

  it("translates a refused connection", async () => {
    const gone = await startFakeOpenAi();
    await gone.close();
    const unreachable = await openLanguageModel({ model: "openai:small", baseUrl: gone.url, apiKey: "sk-secret", timeoutMs: 5000, prompt: rewritePrompt });
    const error = await failureOf(unreachable.rewrite(request));
    expect(error.message).toBe("the language model cannot be reached or gave no readable reply");
    expect(printed(error)).not.toMatch(/sk-secret|127\.0\.0\.1/u);
  });

  it("gives up when its time is over", async () => {
    server.complete({ isSilent: true });
    const quick = await openLanguageModel({ model: "openai:small", baseUrl: server.url, apiKey: server.key, timeoutMs: 50, prompt: rewritePrompt });
    expect(await failureOf(quick.rewrite(request))).toMatchObject({ name: "TimeoutError", message: "the language model took too long" });
  });

  it("gives up when it is told to", async () => {
    server.complete({ isSilent: true });
    const controller = new AbortController();
    const work = failureOf(model.rewrite({ ...request, signal: controller.signal }));
    await server.arrival(1);
    controller.abort();
    expect(await work).toMatchObject({ name: "TimeoutError" });
  });

  it("gives no words for a refusal", async () => {
    server.complete({ refuses: "I can't help with that." });
    expect(await model.rewrite(request)).toBe("");
  });

  it.each([
    ["no provider", { model: "small", apiKey: "sk-secret" }, "LLM_MODEL must be provider:model"],
    ["an unknown provider", { model: "nobody:small", apiKey: "sk-secret" }, "LLM_MODEL names a provider that cannot be used: nobody"],
    [
      "a provider whose package is not installed",
      { model: "anthropic:small", apiKey: "sk-secret" },
      "LLM_MODEL names the provider anthropic, whose package is not installed",
    ],
    ["neither key nor server", { model: "openai:small" }, "LLM_MODEL needs LLM_API_KEY"],
  ])("refuses %s", async (_, settings, message) => {
    const error = await failureOf(openLanguageModel({ ...settings, timeoutMs: 5000, prompt: rewritePrompt }));
    expect(error).toBeInstanceOf(CodedError);
    expect(error).toMatchObject({ code: "config_invalid" });
    expect(error.message).toContain(message);
    expect(printed(error)).not.toContain("sk-secret");
  });

  it.each(["open-language-model", "open-embeddings"])("loads no library of a model before it is opened: %s", async (name) => {
    const source = await readFile(new URL(`../../src/models/${name}.ts`, import.meta.url), "utf8");
    expect(source).not.toMatch(/^import .*from "(?:langchain|@langchain\/openai)/mu);
  });
});
