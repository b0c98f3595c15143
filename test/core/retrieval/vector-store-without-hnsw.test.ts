import type { VectorStore } from "@langchain/core/vectorstores";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { NearTopics } from "../../../src/core/answering/near-topics.js";
import { ExactVectorStore } from "../../../src/core/retrieval/exact-vector-store.js";
import { Retriever } from "../../../src/core/retrieval/retriever.js";
import type { Unit } from "../../../src/core/retrieval/unit.js";
import { temporaryFolder } from "../knowledge/small-knowledge.js";
import { buildTimeoutMs, realIndex } from "./real-index.js";

/** Embedding them all once more would take seconds. */
const everyNth = 12;
const questions = ["làm lại thẻ căn cước", "lam giay khai sinh", "chuyển đổi số là gì", "cấp lại giấy phép", "quyền với dữ liệu cá nhân"];

let units: Unit[];
let retriever: Retriever;

beforeAll(async () => {
  const { index, knowledge } = await realIndex();
  units = index.units.filter((_, position) => position % everyNth === 0);
  retriever = new Retriever(index, knowledge.lexicon);
}, buildTimeoutMs);

afterAll(() => {
  vi.doUnmock("hnswlib-node");
  vi.resetModules();
});

async function openStore(): Promise<VectorStore> {
  vi.resetModules();
  const { openVectorStore } = await import("../../../src/core/retrieval/open-vector-store.js");
  return openVectorStore({ units, embeddings: retriever.embeddings, folder: await temporaryFolder() });
}

async function answers(store: VectorStore): Promise<[id: string, distance: number][][]> {
  return Promise.all(
    questions.map(async (question) => {
      const found = await store.similaritySearchWithScore(question, 5);
      return found.map(([document, distance]): [string, number] => [document.metadata.unitId as string, Math.round(distance * 1e4) / 1e4 + 0]);
    }),
  );
}

describe("on a machine without hnswlib-node", () => {
  it("the store is an exact scan that answers as HNSW does", async () => {
    const withHnsw = await openStore();
    expect(withHnsw._vectorstoreType()).toBe("hnswlib");
    const expected = await answers(withHnsw);

    vi.doMock("hnswlib-node", () => {
      throw new Error("Cannot find module 'hnswlib-node'");
    });
    const without = await openStore();
    expect(without._vectorstoreType()).toBe(new ExactVectorStore(retriever.embeddings)._vectorstoreType());
    expect(await answers(without)).toEqual(expected);
  });

  it("near topics are found as well", async () => {
    vi.doMock("hnswlib-node", () => {
      throw new Error("Cannot find module 'hnswlib-node'");
    });
    const topics = new NearTopics(openStore);
    const title = units.find(({ kind }) => kind === "article")?.title ?? "";
    expect(await topics.find(title)).toContain(units.find((unit) => unit.title === title)?.id);
  });

  it("search by words is as ever: it needs no vectors", () => {
    const [first] = retriever.search(retriever.read("lam lai the can cuoc bi mat"), 1);
    expect(first?.unit.id).toBe("service/cap-lai-the-can-cuoc");
  });
});
