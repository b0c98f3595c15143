import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { openEmbeddings } from "../../src/models/open-embeddings.js";
import { startFakeOpenAi, type FakeOpenAi } from "../support/fake-openai.js";

let server: FakeOpenAi;

beforeAll(async () => {
  server = await startFakeOpenAi();
});
afterEach(() => {
  server.failEmbeddings(undefined);
  server.requests.length = 0;
});
afterAll(() => server.close());

function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, index) => sum + value * (b[index] ?? 0), 0);
}

describe("openEmbeddings", () => {
  it("gives vectors of length 1 in which like texts are near", async () => {
    const embeddings = await openEmbeddings({ model: "vectors", baseUrl: server.url, apiKey: server.key });
    const [card, same, other] = await embeddings.embedDocuments(["làm lại thẻ căn cước", "cấp lại thẻ căn cước", "đăng ký kết hôn"]);
    const question = await embeddings.embedQuery("mất thẻ căn cước");
    for (const vector of [card, same, other, question]) expect(dot(vector ?? [], vector ?? [])).toBeCloseTo(1);
    expect(dot(question, card ?? [])).toBeGreaterThan(dot(question, other ?? []));
    expect(server.requests[0]).toMatchObject({
      path: "/v1/embeddings",
      authorization: `Bearer ${server.key}`,
      body: { model: "vectors", encoding_format: "float" },
    });
  });

  it("keeps the order over several batches", async () => {
    const embeddings = await openEmbeddings({ model: "openai:vectors", baseUrl: server.url, apiKey: server.key });
    const texts = Array.from({ length: 150 }, (_, index) => `việc ${["một", "hai", "ba"][index % 3] ?? ""} ${"x".repeat(index + 1)}`);
    const together = await embeddings.embedDocuments(texts);
    expect(server.requests).toHaveLength(3);
    expect(together).toHaveLength(150);
    expect(together[149]).toEqual(await embeddings.embedQuery(texts[149] ?? ""));
  });

  it("says what failed without key, address or text", async () => {
    const embeddings = await openEmbeddings({ model: "vectors", baseUrl: server.url, apiKey: "sk-wrong-secret" });
    const error = (await embeddings.embedQuery("số của tôi").catch((reason: unknown) => reason)) as Error;
    expect(error.message).toBe("the embedding model refused the key (HTTP 401)");
    expect(JSON.stringify([error.stack, error.cause, Object.entries(error)])).not.toMatch(/sk-wrong|127\.0\.0\.1|số của tôi/u);
  });

  it("refuses a vector that says nothing", async () => {
    const embeddings = await openEmbeddings({ model: "vectors", baseUrl: server.url, apiKey: server.key });
    await expect(embeddings.embedQuery("123")).rejects.toThrow("the embedding model gave vectors that cannot be used");
  });
});
