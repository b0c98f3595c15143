import { parentPort, workerData } from "node:worker_threads";
import { buildArtefact } from "./build-artefact.js";
import { loadArtefact, saveArtefact, vectorFolderOf } from "./index-artefact.js";
import { openVectorStore } from "./open-vector-store.js";
import { Retriever } from "./retriever.js";

/** What the worker is given and what it tells. */
export interface IndexJob {
  knowledgeFolder: string;
  knowledgeHash: string;
  indexFolder: string;
}

const job = workerData as IndexJob;
const artefact = await buildArtefact(job.knowledgeFolder, job.knowledgeHash, (step) => parentPort?.postMessage(step));
await saveArtefact(job.indexFolder, artefact);
parentPort?.postMessage("approximate search");
const embeddings = new Retriever(artefact.index, artefact.knowledge.lexicon).embeddings;
await openVectorStore({ units: artefact.index.units, embeddings, folder: vectorFolderOf(job.indexFolder, artefact.version) });
// A process with other knowledge may have taken the file away meanwhile.
if ((await loadArtefact(job.indexFolder, artefact.version)) === undefined) await saveArtefact(job.indexFolder, artefact);
