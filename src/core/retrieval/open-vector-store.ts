import { randomUUID } from "node:crypto";
import { rename, rm } from "node:fs/promises";
import type { EmbeddingsInterface } from "@langchain/core/embeddings";
import { Document } from "@langchain/core/documents";
import type { VectorStore } from "@langchain/core/vectorstores";
import { ExactVectorStore } from "./exact-vector-store.js";
import { titleAndLead, type Unit } from "./unit.js";

/** Approximate search finds ≥ 99 % of the true neighbours with this breadth (tested); the library's default of 10 finds 90 %. */
const searchBreadth = 128;

/** Whether the compiled library for approximate search is installed on this machine. */
export async function isHnswInstalled(): Promise<boolean> {
  try {
    await import("hnswlib-node");
    return true;
  } catch {
    return false;
  }
}

/** What the store is made over, and where it is kept. */
export interface VectorStorePlace {
  units: readonly Unit[];
  embeddings: EmbeddingsInterface;
  /** Folder of this version of the index. */
  folder: string;
}

/**
 * Units by likeness of meaning: HNSWLib, loaded where it was built before and built and saved where there is none or it cannot be read; an exact scan where hnswlib-node
 * is not installed. Each document carries the unit's id as `metadata.unitId`. Building takes seconds of one core.
 */
export async function openVectorStore({ units, embeddings, folder }: VectorStorePlace): Promise<VectorStore> {
  const addUnits = async (store: VectorStore): Promise<void> => {
    const documents = units.map((unit) => new Document({ pageContent: unit.title, metadata: { unitId: unit.id } }));
    await store.addVectors(await embeddings.embedDocuments(units.map(titleAndLead)), documents);
  };
  if (!(await isHnswInstalled())) {
    const store = new ExactVectorStore(embeddings);
    await addUnits(store);
    return store;
  }
  const { HNSWLib } = await import("@langchain/community/vectorstores/hnswlib");
  const saved = await HNSWLib.load(folder, embeddings).catch(() => undefined);
  const store = saved ?? new HNSWLib(embeddings, { space: "cosine" });
  if (saved === undefined) {
    await addUnits(store);
    await saveWhole(store, folder);
  }
  store.index.setEf(searchBreadth);
  return store;
}

/** Saves a store so that a reader finds all of its files or none, in place of what could not be read. */
async function saveWhole(store: { save: (folder: string) => Promise<void> }, folder: string): Promise<void> {
  const draft = `${folder}.${randomUUID()}.part`;
  try {
    await store.save(draft);
    await rm(folder, { force: true, recursive: true });
    await rename(draft, folder);
  } catch (error) {
    await rm(draft, { force: true, recursive: true });
    // Another that built the same was quicker: its files serve as well.
    if (!["ENOTEMPTY", "EEXIST"].includes((error as NodeJS.ErrnoException).code ?? "")) throw error;
  }
}
