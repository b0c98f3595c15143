import { runJob } from "./run-job.js";

export interface TurnJob {
  knowledgeFolder: string;
  dataDir: string;
  questionFiles: string[];
}

export interface TurnResult {
  turns: number;
  p50Ms: number;
  p99Ms: number;
  /** From nothing to an answerer over a saved index. */
  openMs: number;
  /** Resident memory with everything loaded, before and after the turns, in MB. */
  rssOpenMb: number;
  rssMb: number;
}

export interface IndexBuildResult {
  /** Reading and checking the knowledge included. */
  buildMs: number;
  rssMb: number;
}

/** Every turn of every question of some files, in each way of typing, in one process with the production answerer. */
export function measureTurns(job: TurnJob): Promise<TurnResult> {
  return runJob<TurnJob, TurnResult>("measure-turns-entry.ts", job);
}

/** Builds the whole index once, in a process of its own, and saves nothing. */
export function measureIndexBuild(knowledgeFolder: string): Promise<IndexBuildResult> {
  return runJob<{ knowledgeFolder: string }, IndexBuildResult>("measure-index-build-entry.ts", { knowledgeFolder });
}
