import type { HNSWLib } from "@langchain/community/vectorstores/hnswlib";
import type { DocumentInterface } from "@langchain/core/documents";
import { beforeAll, describe, expect, it } from "vitest";
import { ExactVectorStore } from "../../../src/core/retrieval/exact-vector-store.js";
import { vectorFolderOf, type IndexArtefact } from "../../../src/core/retrieval/index-artefact.js";
import { indexFolderOf, openIndex } from "../../../src/core/retrieval/open-index.js";
import { isHnswInstalled, openVectorStore } from "../../../src/core/retrieval/open-vector-store.js";
import { Retriever } from "../../../src/core/retrieval/retriever.js";
import { buildTimeoutMs, knowledgeFolder, realDataDir } from "./real-index.js";

const neighbours = 10;
const questions = [
  "làm lại thẻ căn cước bị mất cần giấy tờ gì",
  "lam giay khai sinh cho con",
  "kinh tế số chiếm bao nhiêu GRDP",
  "mở tiệm cầm đồ cần giấy phép gì",
  "sang tên xe máy cũ",
  "xin giấy phép xây nhà",
  "giá vàng hôm nay",
  "luật bảo vệ dữ liệu cá nhân",
];

let artefact: IndexArtefact;
let retriever: Retriever;
let approximate: HNSWLib;
let exact: ExactVectorStore;

beforeAll(async () => {
  const dataDir = await realDataDir();
  artefact = await openIndex({ knowledgeFolder, dataDir });
  retriever = new Retriever(artefact.index, artefact.knowledge.lexicon);
  const { units } = artefact.index;
  approximate = (await openVectorStore({
    units,
    embeddings: retriever.embeddings,
    folder: vectorFolderOf(indexFolderOf(dataDir), artefact.version),
  })) as HNSWLib;
  exact = new ExactVectorStore(retriever.embeddings);
  await exact.addVectors(
    units.map((_, label) => approximate.index.getPoint(label)),
    units.map((unit) => ({ pageContent: unit.title, metadata: { unitId: unit.id } })),
  );
}, buildTimeoutMs);

function ids(found: [DocumentInterface, number][]): string[] {
  return found.map(([document]) => document.metadata.unitId as string);
}

/** Share of the true neighbours that approximate search found. Where several are equally near, any of them is one. */
function recall(found: [DocumentInterface, number][], truth: [DocumentInterface, number][]): number {
  const farthest = truth.at(-1)?.[1] ?? 0;
  return found.filter(([, distance]) => distance <= farthest + 1e-5).length / truth.length;
}

describe("approximate search over the real index", () => {
  it("is by HNSW where its library is installed, as it is here", async () => {
    expect(await isHnswInstalled()).toBe(true);
    expect(approximate._vectorstoreType()).toBe("hnswlib");
    expect(approximate.index.getCurrentCount()).toBe(artefact.index.units.length);
  });

  it("finds at least 99 % of the ten nearest that an exact search finds", async () => {
    const { units } = artefact.index;
    const step = Math.ceil(units.length / 110);
    const queries = units.flatMap((_, label) => (label % step === 0 ? [approximate.index.getPoint(label)] : []));
    for (const question of questions) queries.push(await retriever.embeddings.embedQuery(question));
    const recalls: number[] = [];
    for (const query of queries)
      recalls.push(
        recall(await approximate.similaritySearchVectorWithScore(query, neighbours), await exact.similaritySearchVectorWithScore(query, neighbours)),
      );
    expect(recalls.length).toBeGreaterThan(100);
    expect(recalls.reduce((sum, one) => sum + one, 0) / recalls.length).toBeGreaterThanOrEqual(0.99);
  });

  it("gives the distances that an exact search gives", async () => {
    for (const question of questions) {
      const query = await retriever.embeddings.embedQuery(question);
      const [[, near] = [undefined, 2]] = await approximate.similaritySearchVectorWithScore(query, 1);
      const [[, nearest] = [undefined, 1]] = await exact.similaritySearchVectorWithScore(query, 1);
      expect(near).toBeCloseTo(nearest, 4);
    }
  });

  it("answers a question in words as it answers its vector", async () => {
    for (const question of questions) {
      const query = await retriever.embeddings.embedQuery(question);
      expect(ids(await approximate.similaritySearchWithScore(question, 3))).toEqual(ids(await approximate.similaritySearchVectorWithScore(query, 3)));
    }
  });
});

describe("the vectors of the real index", () => {
  it("are unit vectors of finite numbers", () => {
    const { unitVectors, vectors, units } = artefact.index;
    expect(unitVectors).toHaveLength(units.length * vectors.dimensions);
    for (let unit = 0; unit < units.length; unit++) {
      const vector = unitVectors.subarray(unit * vectors.dimensions, (unit + 1) * vectors.dimensions);
      const length = Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0));
      if (Math.abs(length - 1) > 1e-4) expect.fail(`${artefact.index.units[unit]?.id ?? ""} has a vector of length ${length}`);
    }
  });
});

describe("ExactVectorStore", () => {
  it("gives the nearest first, with the distance 1 − cosine", async () => {
    const store = new ExactVectorStore(retriever.embeddings);
    await store.addVectors(
      [
        [1, 0],
        [0, 2],
        [1, 1],
      ],
      ["a", "b", "c"].map((pageContent) => ({ pageContent, metadata: {} })),
    );
    const found = await store.similaritySearchVectorWithScore([3, 0], 5);
    expect(found.map(([document]) => document.pageContent)).toEqual(["a", "c", "b"]);
    for (const [index, distance] of [0, 1 - Math.SQRT1_2, 1].entries()) expect(found[index]?.[1]).toBeCloseTo(distance, 9);
  });

  it("is 1 away from a vector of zeros, and has nothing where it holds nothing", async () => {
    const store = new ExactVectorStore(retriever.embeddings);
    expect(await store.similaritySearchVectorWithScore([1, 0], 3)).toEqual([]);
    await store.addVectors([[0, 0]], [{ pageContent: "không", metadata: {} }]);
    expect((await store.similaritySearchVectorWithScore([1, 0], 3))[0]?.[1]).toBe(1);
  });

  it("embeds documents as the embeddings do", async () => {
    const store = new ExactVectorStore(retriever.embeddings);
    await store.addDocuments(questions.map((pageContent) => ({ pageContent, metadata: {} })));
    const [[document, distance] = [undefined, 1]] = await store.similaritySearchWithScore(questions[3] ?? "", 1);
    expect(document?.pageContent).toBe(questions[3]);
    expect(distance).toBeCloseTo(0, 6);
  });
});
