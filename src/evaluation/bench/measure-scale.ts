import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Score } from "../score.js";
import type { Typing } from "../typing.js";
import { growKnowledge } from "./grow-knowledge.js";
import { runJob } from "./run-job.js";

export interface ScaleJob {
  knowledgeFolder: string;
  dataDir: string;
  questionFiles: string[];
}

export interface ScaleBuildResult {
  /** From the files to a saved index. */
  buildMs: number;
  /** Highest resident memory of the process that built it, in MB. */
  buildRssMb: number;
}

export interface ScaleTurnResult {
  /** From nothing to an answerer over the saved index. */
  openMs: number;
  /** Resident memory after all turns, in MB. */
  rssMb: number;
  p50Ms: number;
  p99Ms: number;
  scores: { typing: Typing; score: Score }[];
  /** Questions that went as expected, as `id typing`. */
  right: string[];
}

/** How the bot does on the same questions over so many passages. */
export interface ScaleResult extends ScaleBuildResult, Omit<ScaleTurnResult, "right"> {
  passages: number;
  /** Questions that are right over our own passages alone, and not here. */
  lost: string[];
}

/** Builds, opens and asks our own knowledge, then the same grown to so many passages, each step in a process of its own. */
export async function measureScale({
  passages,
  knowledgeFolder,
  questionFiles,
  tell,
}: {
  passages: number;
  knowledgeFolder: string;
  questionFiles: string[];
  tell: (what: string) => void;
}): Promise<ScaleResult[]> {
  const folder = await mkdtemp(join(tmpdir(), "tro-ly-so-scale-"));
  try {
    const grown = join(folder, "knowledge");
    const { before, after } = await growKnowledge(knowledgeFolder, grown, passages);
    const own = await measureFolder({ knowledgeFolder, dataDir: join(folder, "own"), questionFiles }, before, tell);
    const large = await measureFolder({ knowledgeFolder: grown, dataDir: join(folder, "grown"), questionFiles }, after, tell);
    return [own, large].map(({ right, ...result }) => ({ ...result, lost: own.right.filter((one) => !right.includes(one)) }));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function measureFolder(
  job: ScaleJob,
  passages: number,
  tell: (what: string) => void,
): Promise<ScaleBuildResult & ScaleTurnResult & { passages: number }> {
  tell(`index of ${passages} passages`);
  const build = await runJob<ScaleJob, ScaleBuildResult>("measure-scale-build-entry.ts", job);
  tell(`questions over ${passages} passages`);
  return { passages, ...build, ...(await runJob<ScaleJob, ScaleTurnResult>("measure-scale-entry.ts", job)) };
}
