/** The process in which the index is built once. */
import { buildArtefact } from "../../core/retrieval/build-artefact.js";
import type { IndexBuildResult } from "./measure-turns.js";
import { serveJob } from "./run-job.js";

serveJob<{ knowledgeFolder: string }, IndexBuildResult>(async ({ knowledgeFolder }) => {
  const start = performance.now();
  await buildArtefact(knowledgeFolder, "bench", () => undefined);
  return { buildMs: Math.round(performance.now() - start), rssMb: Math.round(process.memoryUsage.rss() / 1e6) };
});
