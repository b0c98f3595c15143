import { parentPort, workerData } from "node:worker_threads";
import { buildArtefact } from "./build-artefact.js";
import { saveArtefact } from "./index-artefact.js";

/** What the worker is given and what it tells. */
export interface IndexJob {
  knowledgeFolder: string;
  knowledgeHash: string;
  indexFolder: string;
}

const job = workerData as IndexJob;
const artefact = await buildArtefact(job.knowledgeFolder, job.knowledgeHash, (step) => parentPort?.postMessage(step));
await saveArtefact(job.indexFolder, artefact);
