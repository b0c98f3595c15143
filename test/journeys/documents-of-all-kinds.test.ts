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
import { startTestApplication, type TestApplication } from "../support/test-application.js";
import { temporaryDirectory } from "../support/temporary-directory.js";
import { decisionInWord, pageInHtml, planInPdf, ruleInTcvn3 } from "../support/test-documents.js";

let folder: string;
let server: TestApplication;
/** How often the server opened knowledge to answer from. */
let opened = 0;
const printed: string[] = [];
let commands: IngestCommands;

const facts = { issuer: "Đơn vị kiểm thử", sourceUrl: "https://example.vn/van-ban-kiem-thu", issued: "2026-02-10" };

beforeAll(async () => {
  folder = await temporaryDirectory();
  const knowledgeFolder = join(folder, "knowledge");
  const dataDir = join(folder, "data");
  await writeSmallKnowledge(knowledgeFolder);
  await cp(fileURLToPath(new URL("../../knowledge/lexicon", import.meta.url)), join(knowledgeFolder, "lexicon"), { recursive: true });
  server = await startTestApplication({
    openBrain: async (added) => {
      const documents = added.length === 0 ? undefined : publishedDocuments(await loadDocuments(knowledgeFolder), added);
      const { answerer, indexVersion } = await openAnswerer({ knowledgeFolder, dataDir, documents });
      opened++;
      return fakeBrain(versionedAnswerer(answerer, indexVersion));
    },
  });
  await server.application.ready;
  const golden = { id: "che", kind: "article", turns: ["trà xanh là gì"], expect: { status: "answered", facts: ["mùa xuân"] } };
  await writeFile(join(folder, "vang.jsonl"), `${JSON.stringify(golden)}\n`);
  commands = new IngestCommands({
    store: new PostgresKnowledge(server.database.pool),
    findAnswer: (answerId) => findAnswer(server.database.pool, answerId),
    knowledgeFolder,
    dataDir,
    goldenFile: join(folder, "vang.jsonl"),
    now: new Date("2026-11-25T08:00:00+07:00"),
    print: (line) => printed.push(line),
    progress: () => undefined,
  });
}, 120_000);
afterAll(async () => {
  await server.stop();
  await rm(folder, { recursive: true, force: true });
});

async function answerTo(text: string): Promise<ActivityJson> {
  const client = new DirectLineClient(server.url);
  return client.ask(await client.start(), text);
}

async function asks(text: string): Promise<string> {
  return (await answerTo(text)).text ?? "";
}

/** What a command prints. */
async function says(command: Promise<number>): Promise<string> {
  printed.length = 0;
  expect(await command, printed.join("\n")).toBe(0);
  return printed.join("\n");
}

/** Adds a file and puts it in use; what its preview said. */
async function takesIn(name: string, file: Buffer, id: string, given: Record<string, string> = {}): Promise<string> {
  await writeFile(join(folder, name), file);
  const preview = await says(commands.preview([join(folder, name)], { ...facts, id, ...given }));
  const before = opened;
  await says(commands.publish(/Bản nháp (\d+)/u.exec(preview)?.[1] ?? "", undefined));
  await vi.waitUntil(() => opened > before, { timeout: 60_000, interval: 20 });
  return preview;
}

it("documents in Word, PDF and HTML, with tables and old fonts, are asked about, replaced, taken back and replayed", { timeout: 300_000 }, async () => {
  // Word with decomposed letters and a table.
  expect(await takesIn("qd-cam.docx", decisionInWord(6, 4), "quyet-dinh-cam", { number: "15/2026/QĐ-KT" })).toContain(
    "Điều 2. Mức hỗ trợ trồng cam, bưởi hữu cơ",
  );
  const first = await answerTo("mức hỗ trợ trồng cam hữu cơ");
  expect(first.text).toContain("6 triệu đồng");
  expect(first.text).toBe(first.text?.normalize("NFC"));
  expect(await asks("thời hạn nhận hồ sơ trồng cam hữu cơ")).toContain("30 tháng 9 năm 2026");

  // PDF: a sentence over two pages is one, and headers are none of it.
  await takesIn("ke-hoach.pdf", await planInPdf(), "ke-hoach-ca-long", { number: "21/KH-KT" });
  const plan = await asks("mục tiêu nuôi cá lồng");
  expect(plan).toMatch(/1\.250 lồng[^\n]*bình quân 3,5 tấn/u);
  expect(plan).not.toMatch(/Trang \d/u);
  expect(await asks("tập huấn nuôi cá lồng mấy buổi")).toContain("4 buổi");

  // HTML in a VNI font, and Word in TCVN3: converted, and said so.
  expect(await takesIn("gia.html", pageInHtml(), "gia-bao-ve-dong-lua")).toContain("VNI");
  expect(await asks("giá dịch vụ bảo vệ đồng lúa")).toContain("35.000 đồng");
  expect(await takesIn("quy-uoc.docx", ruleInTcvn3(), "quy-uoc-nuoc-suoi")).toContain("TCVN3");
  expect(await asks("quy ước giữ sạch nguồn nước suối nộp bao nhiêu")).toContain("12.000 đồng");

  // A later decision replaces the first; the others stay.
  await takesIn("qd-cam-moi.docx", decisionInWord(9, 7), "quyet-dinh-cam-moi", { number: "48/2026/QĐ-KT", issued: "2026-10-01", supersedes: "quyet-dinh-cam" });
  const later = await asks("mức hỗ trợ trồng cam hữu cơ");
  expect(later).toContain("9 triệu đồng");
  expect(later).not.toContain("6 triệu đồng");
  expect(later).toMatch(/thay thế .*15\/2026\/QĐ-KT/u);
  expect(await asks("mục tiêu nuôi cá lồng")).toBe(plan);

  // The answer from before is made again, as it was, on the index that its record names, though that was cleared away meanwhile.
  await rm(join(folder, "data/index/added"), { recursive: true, force: true });
  const { answerId } = (first.channelData as { tlso: { answerId: string } }).tlso;
  expect(await says(commands.replay(answerId, []))).toMatch(/6 triệu đồng[\s\S]*vẫn trả lời như vậy/u);

  // Taken back, the first decision is in force again.
  const before = opened;
  expect(await says(commands.rollBack())).toContain("quay lại phiên bản 4");
  await vi.waitUntil(() => opened > before, { timeout: 60_000, interval: 20 });
  expect(await asks("mức hỗ trợ trồng cam hữu cơ")).toBe(first.text);
});
