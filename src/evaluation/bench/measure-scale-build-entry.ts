/** The process in which an index is built and saved. */
import { openIndex } from "../../core/retrieval/open-index.js";
import type { ScaleBuildResult, ScaleJob } from "./measure-scale.js";
import { serveJob } from "./run-job.js";

serveJob<ScaleJob, ScaleBuildResult>(async ({ knowledgeFolder, dataDir }) => {
  const start = performance.now();
  await openIndex({ knowledgeFolder, dataDir });
  return { buildMs: Math.round(performance.now() - start), buildRssMb: Math.round(process.resourceUsage().maxRSS / 1e3) };
});
