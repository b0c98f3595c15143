import { cp, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import type { ActivityJson } from "../../src/activity/activity.js";
import { IngestCommands } from "../../src/cli/ingest-commands.js";
import { openAnswerer } from "../../src/core/answering/open-answerer.js";
import { versionedAnswerer } from "../../src/core/conversation/versioned-answerer.js";
import { publishedDocuments } from "../../src/core/ingest/published-documents.js";
import { loadDocuments } from "../../src/core/knowledge/load-knowledge.js";
import { findAnswer } from "../../src/storage/find-answer.js";
import { PostgresKnowledge } from "../../src/storage/postgres-knowledge.js";
import { writeSmallKnowledge } from "../core/knowledge/small-knowledge.js";
import { DirectLineClient } from "../support/direct-line-client.js";
import { fakeBrain } from "../support/fake-brain.js";
import { docxFile } from "../support/office-files.js";
import { startTestApplication, type TestApplication } from "../support/test-application.js";
import { temporaryDirectory } from "../support/temporary-directory.js";

let folder: string;
let server: TestApplication;
/** How often the server opened knowledge to answer from. */
let opened = 0;
const printed: string[] = [];
let commands: IngestCommands;
/** The same, measured by a question that must not be answered. */
let strict: IngestCommands;

const decision = (amount: number): string[] => [
  "QUYẾT ĐỊNH",
  "Về việc hỗ trợ người dân trồng chè hữu cơ",
  "Điều 1. Phạm vi điều chỉnh",
  "Quyết định này quy định mức hỗ trợ người dân trồng chè hữu cơ.",
  "Điều 2. Mức hỗ trợ trồng chè hữu cơ",
  `Mỗi hộ trồng chè hữu cơ được hỗ trợ ${amount} triệu đồng một ha.`,
];
const facts = { issuer: "UBND tỉnh", sourceUrl: "https://example.vn/quyet-dinh" };
const first = { ...facts, id: "quyet-dinh-12-2026", number: "12/2026/QĐ-UBND", issued: "2026-01-15" };
const second = { ...facts, id: "quyet-dinh-34-2026", number: "34/2026/QĐ-UBND", issued: "2026-09-20", supersedes: first.id };
const question = "mức hỗ trợ người dân trồng chè hữu cơ";

beforeAll(async () => {
  folder = await temporaryDirectory();
  const knowledgeFolder = join(folder, "knowledge");
  const dataDir = join(folder, "data");
  await writeSmallKnowledge(knowledgeFolder);
  await cp(fileURLToPath(new URL("../../knowledge/lexicon", import.meta.url)), join(knowledgeFolder, "lexicon"), { recursive: true });
  const openBrain = async (added: Parameters<typeof publishedDocuments>[1]) => {
    const documents = added.length === 0 ? undefined : publishedDocuments(await loadDocuments(knowledgeFolder), added);
    const { answerer, indexVersion } = await openAnswerer({ knowledgeFolder, dataDir, documents });
    opened++;
    return fakeBrain(versionedAnswerer(answerer, indexVersion));
  };
  server = await startTestApplication({ openBrain });
  await server.application.ready;
  await writeFile(
    join(folder, "vang.jsonl"),
    `${JSON.stringify({ id: "che", kind: "article", turns: ["trà xanh là gì"], expect: { status: "answered", facts: ["mùa xuân"] } })}\n`,
  );
  await writeFile(join(folder, "nham.jsonl"), `${JSON.stringify({ id: "mat", kind: "near_miss", turns: [question], expect: { status: "unanswerable" } })}\n`);
  const parts = {
    store: new PostgresKnowledge(server.database.pool),
    findAnswer: (answerId: string) => findAnswer(server.database.pool, answerId),
    knowledgeFolder,
    dataDir,
    now: new Date("2026-11-25T08:00:00+07:00"),
    print: (line: string) => printed.push(line),
    progress: () => undefined,
  };
  commands = new IngestCommands({ ...parts, goldenFile: join(folder, "vang.jsonl") });
  strict = new IngestCommands({ ...parts, goldenFile: join(folder, "nham.jsonl") });
}, 120_000);
afterAll(async () => {
  await server.stop();
  await rm(folder, { recursive: true, force: true });
});

async function asks(text: string): Promise<string> {
  return (await answerTo(text)).text ?? "";
}

async function answerTo(text: string): Promise<ActivityJson> {
  const client = new DirectLineClient(server.url);
  return client.ask(await client.start(), text);
}

/** What a command prints and the code that it ends with. */
async function says(command: Promise<number>): Promise<{ code: number; text: string }> {
  printed.length = 0;
  const code = await command;
  return { code, text: printed.join("\n") };
}

async function swapped(command: () => Promise<number>): Promise<string> {
  const before = opened;
  const { code, text } = await says(command());
  expect(code, text).toBe(0);
  await vi.waitUntil(() => opened > before, { timeout: 60_000, interval: 20 });
  return text;
}

it("an operator adds a decision, then its successor, and goes back, while people ask", { timeout: 240_000 }, async () => {
  expect(await asks(question)).not.toContain("triệu đồng");

  // A preview tells what is missing, and the same file again adds what was missing.
  await writeFile(join(folder, "qd12.docx"), docxFile(decision(5)));
  const preview = await says(commands.preview([join(folder, "qd12.docx")], { id: first.id }));
  expect(preview).toMatchObject({
    code: 0,
    text: expect.stringMatching(/Điều 2\. Mức hỗ trợ trồng chè hữu cơ \(1 đoạn\)[\s\S]*--issuer: cơ quan ban hành/u) as string,
  });
  expect((await says(commands.publish("1", undefined))).code).toBe(1);
  expect((await says(commands.preview([join(folder, "qd12.docx")], first))).text).toMatch(/đã nạp trước đây[\s\S]*publish 1$/mu);

  // What makes answers worse is refused, unless there is a reason.
  expect(await says(strict.publish("1", undefined))).toMatchObject({ code: 1, text: expect.stringMatching(/nay sai: mat[\s\S]*kém đi/u) as string });
  expect(await swapped(() => strict.publish("1", "đã duyệt"))).toContain("phiên bản 1");
  const answer = await asks(question);
  expect(answer).toContain("Mỗi hộ trồng chè hữu cơ được hỗ trợ 5 triệu đồng một ha.");
  expect(answer).toContain("12/2026/QĐ-UBND");
  expect(await asks("trà xanh là gì")).toContain("mùa xuân");

  // The next edition replaces it, and both say so.
  await writeFile(join(folder, "qd34.md"), decision(8).join("\n\n"));
  await says(commands.preview([join(folder, "qd34.md")], second));
  await swapped(() => commands.publish("2", undefined));
  const activity = await answerTo(question);
  const newer = activity.text ?? "";
  expect(newer).toContain("8 triệu đồng");
  expect(newer).toMatch(/Văn bản này thay thế .*12\/2026\/QĐ-UBND.*ngày 15\/1\/2026/u);
  expect(newer).not.toContain("5 triệu đồng");

  // Back to the first, as it was.
  expect(await swapped(() => commands.rollBack())).toContain("quay lại phiên bản 1");
  expect(await asks(question)).toBe(answer);
  expect((await says(commands.replay("2", [question]))).text).toContain("8 triệu đồng");

  // An answer bears the version that made it, and can be made again on that.
  const { answerId } = (activity.channelData as { tlso: { answerId: string } }).tlso;
  expect(await says(commands.replay(answerId, []))).toMatchObject({
    code: 0,
    text: expect.stringMatching(/8 triệu đồng[\s\S]*vẫn trả lời như vậy/u) as string,
  });
  expect((await says(commands.replay("khong-co", []))).code).toBe(1);
  expect((await says(commands.list())).text).toMatch(/^2 {2}đã gỡ.*\n1 {2}đang dùng.*\n.*\n {2}3 .*\(quay lại\)\n {2}2 .*\n {2}1 .*kém đi: đã duyệt/u);
});
