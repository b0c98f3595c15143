import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { openAnswerer } from "../../src/core/answering/open-answerer.js";
import { Suggester } from "../../src/core/retrieval/suggest.js";
import { fold } from "../../src/core/text/fold.js";
import { DirectLineClient, TestStream } from "../support/direct-line-client.js";
import { subscriptionOptions } from "../support/subscription-options.js";
import { testCatalog } from "../support/test-courses.js";
import { wordByWord } from "../support/fake-brain.js";
import { startTestApplication, type TestApplication } from "../support/test-application.js";

const knowledgeFolder = fileURLToPath(new URL("../../knowledge", import.meta.url));
/** Kept between runs: the index is built again only when the knowledge has changed. */
const dataDir = join(tmpdir(), "tro-ly-so-test-index");
const deadline = { timeout: 10_000, interval: 10 };

let server: TestApplication;
let client: DirectLineClient;

beforeAll(async () => {
  const { answerer } = await openAnswerer({ knowledgeFolder, dataDir });
  const suggester = new Suggester(answerer.tools.retriever.index.units, answerer.tools.lexicon);
  server = await startTestApplication({
    brain: { answerer, catalog: testCatalog, subscriptionOptions, suggest: (typed) => suggester.suggest(typed), questions: wordByWord },
  });
  client = new DirectLineClient(server.url);
}, 180_000);
afterAll(() => server.stop());

describe("a citizen with a question about papers", () => {
  it("is helped on from what was typed to an answer with its source, asks on, judges it, and finds all again later", async () => {
    const typed = (await (await fetch(`${server.url}/suggest?q=${encodeURIComponent("làm lại căn c")}`)).json()) as { suggestions: string[] };
    expect(typed.suggestions.length).toBeGreaterThan(0);

    const grant = await client.start();
    const stream = new TestStream(grant.streamUrl);
    await vi.waitUntil(() => stream.activities.length === 1, deadline);
    expect(stream.texts[0]).toContain("có thể sai");

    const answer = await client.ask(grant, "lệ phí làm lại căn cước bị mất");
    const { tlso } = answer.channelData as { tlso: { answerId: string; status: string; body: string; citations: { quote: string; url: string }[] } };
    expect(tlso.status).toMatch(/^answered_/);
    expect(tlso.citations[0]?.quote).not.toBe("");
    expect(answer.text).toContain("Nguồn: ");
    expect(answer.text?.startsWith(tlso.body)).toBe(true);

    const next = await client.ask(grant, "nộp ở đâu");
    expect((next.channelData as { tlso: { status: string } }).tlso.status).toMatch(/^answered_/);
    await client.post(grant, { type: "event", name: "feedback", value: { answerId: tlso.answerId, rating: "up" } });
    await client.ask(grant, "cảm ơn");
    expect((await server.database.pool.query("SELECT rating FROM feedback WHERE answer_id = $1", [tlso.answerId])).rows).toEqual([{ rating: "up" }]);

    const later = new TestStream((await client.reconnect(grant)).streamUrl);
    await vi.waitUntil(() => later.activities.length === stream.activities.length && later.activities.length >= 8, deadline);
    expect(later.activities).toEqual(stream.activities);
    for (const { socket } of [stream, later]) socket.close();
  });

  it("is understood the same without diacritics", async () => {
    const statusOf = async (text: string) => ((await client.ask(await client.start(), text)).channelData as { tlso: { status: string } }).tlso.status;
    const question = "đăng ký kết hôn cần giấy tờ gì";
    expect(await statusOf(fold(question))).toBe(await statusOf(question));
  });

  it("gets the same by a form, without script", async () => {
    const page = await (
      await fetch(`${server.url}/chat`, { method: "POST", body: new URLSearchParams({ question: "lệ phí làm lại căn cước bị mất" }) })
    ).text();
    expect(page).toMatch(/<summary>Nguồn: /);
    expect(page).toMatch(/<blockquote>/);
  });
});
