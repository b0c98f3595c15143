import { execFile } from "node:child_process";
import { readdirSync, rmSync } from "node:fs";
import { readdir, readFile, rm, truncate, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { hashKnowledge } from "../../../src/core/knowledge/hash-knowledge.js";
import { buildArtefact } from "../../../src/core/retrieval/build-artefact.js";
import { loadArtefact, saveArtefact, vectorFolderOf, versionOf, type IndexArtefact } from "../../../src/core/retrieval/index-artefact.js";
import { indexFolderOf, openIndex } from "../../../src/core/retrieval/open-index.js";
import { openVectorStore } from "../../../src/core/retrieval/open-vector-store.js";
import { Retriever } from "../../../src/core/retrieval/retriever.js";
import { smallArticle, smallKnowledge, temporaryFolder, writeKnowledgeFile } from "../knowledge/small-knowledge.js";

const questions = ["trà xanh là gì", "lam lai giay phep mat ong", "gia hạn nuôi tằm", "giấy trồng chè lệ phí", "làm tương ong", "giá vàng"];

interface Place {
  knowledgeFolder: string;
  dataDir: string;
}

async function place(): Promise<Place> {
  return { knowledgeFolder: await smallKnowledge(), dataDir: await temporaryFolder() };
}

/** Opens an index, and tells what was done for it; nothing where it was only loaded. */
async function open(at: Place): Promise<{ artefact: IndexArtefact; steps: string[] }> {
  const steps: string[] = [];
  return { artefact: await openIndex({ ...at, progress: (step) => steps.push(step) }), steps };
}

function searchAll({ index, knowledge }: IndexArtefact): unknown {
  const retriever = new Retriever(index, knowledge.lexicon);
  return questions.map((question) =>
    retriever.search(retriever.read(question), 5).map(({ unit, score, signals, missing }) => ({ id: unit.id, score, signals, missing })),
  );
}

async function indexFiles(dataDir: string): Promise<string[]> {
  return (await readdir(indexFolderOf(dataDir))).filter((name) => name.endsWith(".index"));
}

describe("openIndex", () => {
  it("builds the index in a worker, tells its steps, and loads it the next time with the same search results", async () => {
    const at = await place();
    const built = await open(at);
    expect(built.steps).toEqual(["reading knowledge", "language model", "units", "vectors", "approximate search"]);
    const loaded = await open(at);
    expect(loaded.steps).toEqual([]);
    expect(loaded.artefact.version).toBe(built.artefact.version);
    const direct = await buildArtefact(at.knowledgeFolder, "khác", () => undefined);
    expect(searchAll(loaded.artefact)).toEqual(searchAll(direct));
    expect(loaded.artefact.knowledge).toEqual(direct.knowledge);
  });

  it("builds again when a knowledge file changes, and takes the old one away", async () => {
    const at = await place();
    const before = await buildAndSave(at);
    expect((await open(at)).steps).toEqual([]);
    await writeKnowledgeFile(at.knowledgeFolder, "articles/tra-xanh.md", smallArticle.replace("vào mùa xuân", "vào mùa hạ"));
    const after = await open(at);
    expect(after.steps).toContain("reading knowledge");
    expect(after.artefact.version).not.toBe(before.version);
    expect(JSON.stringify(after.artefact.knowledge)).toContain("vào mùa hạ");
    expect(await indexFiles(at.dataDir)).toEqual([`${after.artefact.version}.index`]);
  });

  it("does not build again when a file is only touched, or lies beside the knowledge", async () => {
    const at = await place();
    await buildAndSave(at);
    await utimes(join(at.knowledgeFolder, "articles/tra-xanh.md"), new Date("2030-01-01"), new Date("2030-01-01"));
    await writeFile(join(at.dataDir, "ghi-chu.txt"), "Không phải tri thức.");
    expect((await open(at)).steps).toEqual([]);
  });

  it("builds again where the saved file is damaged", async () => {
    const at = await place();
    const { version } = await buildAndSave(at);
    await truncate(join(indexFolderOf(at.dataDir), `${version}.index`), 1000);
    const { artefact, steps } = await open(at);
    expect(steps).toContain("reading knowledge");
    expect(artefact.version).toBe(version);
  });

  it("says which knowledge file is at fault", async () => {
    const at = { knowledgeFolder: await smallKnowledge({ "articles/tra-xanh.md": "Không có gì.\n" }), dataDir: await temporaryFolder() };
    await expect(open(at)).rejects.toMatchObject({ code: "knowledge_invalid", message: expect.stringContaining("articles/tra-xanh.md") as string });
  });

  it("serves two that open it at the same time", async () => {
    const at = await place();
    const [one, two] = await Promise.all([open(at), open(at)]);
    expect(searchAll(one.artefact)).toEqual(searchAll(two.artefact));
    expect((await open(at)).steps).toEqual([]);
    expect((await readdir(indexFolderOf(at.dataDir))).filter((name) => name.endsWith(".part"))).toEqual([]);
  });

  it("gives what it built, though a process with other knowledge took the file away meanwhile", async () => {
    const at = await place();
    const progress = (step: string): void => {
      if (step !== "approximate search") return;
      for (const name of readdirSync(indexFolderOf(at.dataDir))) rmSync(join(indexFolderOf(at.dataDir), name), { recursive: true });
    };
    const { index } = await openIndex({ ...at, progress });
    expect(index.units.length).toBeGreaterThan(0);
  });
});

/** What the worker does, without a thread. */
async function buildAndSave({ knowledgeFolder, dataDir }: Place): Promise<IndexArtefact> {
  const artefact = await buildArtefact(knowledgeFolder, await hashKnowledge(knowledgeFolder), () => undefined);
  await saveArtefact(indexFolderOf(dataDir), artefact);
  return artefact;
}

describe("the artefact", () => {
  it("comes back as it was saved", async () => {
    const at = await place();
    const artefact = await buildAndSave(at);
    const loaded = await loadArtefact(indexFolderOf(at.dataDir), artefact.version);
    expect(loaded).toEqual(artefact);
  });

  it("is the same file for the same knowledge", async () => {
    const [a, b] = [await place(), await place()];
    const [one, two] = [await buildAndSave(a), await buildAndSave(b)];
    const bytes = ({ dataDir }: Place, { version }: IndexArtefact): Promise<Buffer> => readFile(join(indexFolderOf(dataDir), `${version}.index`));
    expect((await bytes(a, one)).equals(await bytes(b, two))).toBe(true);
  });

  it("is not taken for another version", async () => {
    const at = await place();
    const { version } = await buildAndSave(at);
    const folder = indexFolderOf(at.dataDir);
    expect(await loadArtefact(folder, versionOf("khác"))).toBeUndefined();
    await writeFile(join(folder, `${versionOf("khác")}.index`), await readFile(join(folder, `${version}.index`)));
    expect(await loadArtefact(folder, versionOf("khác"))).toBeUndefined();
  });

  it.each<[how: string, damage: (file: string) => Promise<void>]>([
    ["was cut short", (file) => truncate(file, 1000)],
    ["is empty", (file) => truncate(file, 0)],
    ["holds something else", (file) => writeFile(file, "Không phải chỉ mục.")],
    ["is not there", (file) => rm(file)],
  ])("counts for none where its file %s", async (_how, damage) => {
    const at = await place();
    const { version } = await buildAndSave(at);
    await damage(join(indexFolderOf(at.dataDir), `${version}.index`));
    expect(await loadArtefact(indexFolderOf(at.dataDir), version)).toBeUndefined();
  });

  it("names the knowledge, the format and the Node line in its version", () => {
    expect(versionOf("abc")).toMatch(/^abc-f\d+-n\d+$/u);
    expect(versionOf("abc")).toBe(versionOf("abc"));
    expect(versionOf("abc")).not.toBe(versionOf("abd"));
  });

  it("is whole for readers while others write it", async () => {
    const at = await place();
    const artefact = await buildAndSave(at);
    const folder = indexFolderOf(at.dataDir);
    const script = fileURLToPath(new URL("./save-again.mjs", import.meta.url));
    const writers = [1, 2].map(() => promisify(execFile)(process.execPath, [script, folder, artefact.version, "5"]));
    const reads = Promise.all(writers);
    for (let i = 0; i < 20; i++) expect((await loadArtefact(folder, artefact.version))?.version).toBe(artefact.version);
    await reads;
    expect(await readdir(folder)).toEqual([`${artefact.version}.index`]);
  });

  it("is whole for two who save it at the same time in one process", async () => {
    const at = await place();
    const artefact = await buildAndSave(at);
    const folder = indexFolderOf(at.dataDir);
    await Promise.all([saveArtefact(folder, artefact), saveArtefact(folder, artefact), saveArtefact(folder, artefact)]);
    expect((await loadArtefact(folder, artefact.version))?.version).toBe(artefact.version);
  });
});

describe("the saved approximate index", () => {
  it("is built again where it was saved only in part", async () => {
    const at = await place();
    const artefact = await buildAndSave(at);
    const { embeddings } = new Retriever(artefact.index, artefact.knowledge.lexicon);
    const folder = vectorFolderOf(indexFolderOf(at.dataDir), artefact.version);
    const parts = { units: artefact.index.units, embeddings, folder };
    const whole = await openVectorStore(parts);
    const expected = await whole.similaritySearchWithScore("nuôi tằm", 3);
    await writeFile(join(folder, "docstore.json"), "");
    const again = await openVectorStore(parts);
    expect((await again.similaritySearchWithScore("nuôi tằm", 3)).map(([document]) => document.metadata)).toEqual(
      expected.map(([document]) => document.metadata),
    );
  });

  it("serves two that open it at the same time", async () => {
    const at = await place();
    const artefact = await buildAndSave(at);
    const { embeddings } = new Retriever(artefact.index, artefact.knowledge.lexicon);
    const parts = { units: artefact.index.units, embeddings, folder: vectorFolderOf(indexFolderOf(at.dataDir), artefact.version) };
    const stores = await Promise.all([openVectorStore(parts), openVectorStore(parts), openVectorStore(parts)]);
    const found = await Promise.all(stores.map((store) => store.similaritySearch("nuôi tằm", 1)));
    const ids = found.map(([document]) => document?.metadata.unitId as string);
    expect(ids[0]).toMatch(/./u);
    expect(ids).toEqual([ids[0], ids[0], ids[0]]);
  });
});
