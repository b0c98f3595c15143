import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { CodedError } from "../../errors.js";
import { hashKnowledge, hashWithDocuments } from "../knowledge/hash-knowledge.js";
import type { KnowledgeDocument } from "../knowledge/load-knowledge.js";
import { loadArtefact, versionOf, type IndexArtefact } from "./index-artefact.js";
import type { IndexJob } from "./index-worker.js";

/** Where the knowledge is, where built indexes are kept, and who is told what is being done. */
export interface IndexPlace {
  knowledgeFolder: string;
  dataDir: string;
  progress?: (step: string) => void;
  /** Official texts in place of those in the folder: those and what operators added. */
  documents?: KnowledgeDocument[] | undefined;
}

/** So many earlier versions with added documents are kept, so that going back is quick. */
const keptVersions = 5;

/**
 * The index over the knowledge as it stands: loaded where it was built before, else built in a worker thread and saved.
 * @throws CodedError `knowledge_invalid`, `index_unreadable`.
 */
export async function openIndex({ knowledgeFolder, dataDir, progress = () => undefined, documents }: IndexPlace): Promise<IndexArtefact> {
  const folderHash = await hashKnowledge(knowledgeFolder);
  const knowledgeHash = documents === undefined ? folderHash : hashWithDocuments(folderHash, documents);
  const indexFolder = indexFolderOf(dataDir, documents !== undefined);
  const version = versionOf(knowledgeHash);
  const saved = await loadArtefact(indexFolder, version);
  if (saved !== undefined) return saved;
  await buildInWorker({ knowledgeFolder, knowledgeHash, indexFolder, documents, kept: documents === undefined ? 0 : keptVersions }, progress);
  const built = await loadArtefact(indexFolder, version);
  if (built === undefined) throw new CodedError("index_unreadable", indexFolder);
  return built;
}

/** Where built indexes are kept; those with added documents by themselves. */
export function indexFolderOf(dataDir: string, hasAdded = false): string {
  return hasAdded ? join(dataDir, "index", "added") : join(dataDir, "index");
}

function buildInWorker(job: IndexJob, progress: (step: string) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL("./index-worker-entry.mjs", import.meta.url), { workerData: job });
    worker.on("message", progress);
    worker.on("error", reject);
    worker.on("exit", (code) => {
      if (code === 0) resolve();
      else reject(new Error(`the index worker ended with code ${code}`));
    });
  });
}
