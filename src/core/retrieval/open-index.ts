import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { CodedError } from "../../errors.js";
import { hashKnowledge } from "../knowledge/hash-knowledge.js";
import { loadArtefact, versionOf, type IndexArtefact } from "./index-artefact.js";
import type { IndexJob } from "./index-worker.js";

/** Where the knowledge is, where built indexes are kept, and who is told what is being done. */
export interface IndexPlace {
  knowledgeFolder: string;
  dataDir: string;
  progress?: (step: string) => void;
}

/**
 * The index over the knowledge as it stands: loaded where it was built before, else built in a worker thread and saved.
 * @throws CodedError `knowledge_invalid`, `index_unreadable`.
 */
export async function openIndex({ knowledgeFolder, dataDir, progress = () => undefined }: IndexPlace): Promise<IndexArtefact> {
  const knowledgeHash = await hashKnowledge(knowledgeFolder);
  const indexFolder = indexFolderOf(dataDir);
  const version = versionOf(knowledgeHash);
  const saved = await loadArtefact(indexFolder, version);
  if (saved !== undefined) return saved;
  await buildInWorker({ knowledgeFolder, knowledgeHash, indexFolder }, progress);
  const built = await loadArtefact(indexFolder, version);
  if (built === undefined) throw new CodedError("index_unreadable", indexFolder);
  return built;
}

/** Where built indexes are kept. */
export function indexFolderOf(dataDir: string): string {
  return join(dataDir, "index");
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
