import { parentPort, workerData } from "node:worker_threads";
import type { KnowledgeDocument } from "../knowledge/load-knowledge.js";
import { buildArtefact } from "./build-artefact.js";
import { loadArtefact, saveArtefact, vectorFolderOf } from "./index-artefact.js";
import { openVectorStore } from "./open-vector-store.js";
import { Retriever } from "./retriever.js";

/** What the worker is given and what it tells. */
export interface IndexJob {
  knowledgeFolder: string;
  knowledgeHash: string;
  indexFolder: string;
  /** Official texts in place of those in the folder. */
  documents?: KnowledgeDocument[] | undefined;
  /** How many other artefacts stay in the folder, the newest. */
  kept: number;
}

const job = workerData as IndexJob;
const artefact = await buildArtefact(job.knowledgeFolder, job.knowledgeHash, (step) => parentPort?.postMessage(step), job.documents);
await saveArtefact(job.indexFolder, artefact, job.kept);
parentPort?.postMessage("approximate search");
const embeddings = new Retriever(artefact.index, artefact.knowledge.lexicon).embeddings;
await openVectorStore({ units: artefact.index.units, embeddings, folder: vectorFolderOf(job.indexFolder, artefact.version) });
// A process with other knowledge may have taken the file away meanwhile.
if ((await loadArtefact(job.indexFolder, artefact.version)) === undefined) await saveArtefact(job.indexFolder, artefact, job.kept);
