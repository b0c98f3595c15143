import type { Typing } from "../typing.js";
import type { BenchSource } from "./bench-set.js";
import { runJob } from "./run-job.js";
import type { MethodName } from "./search-methods.js";

export interface MethodJob {
  method: MethodName;
  source: BenchSource;
}

/** How one question went. */
export interface QueryOutcome {
  typing: Typing;
  group: string;
  /** Place of the first right source from 1; absent where it was not found. */
  place?: number;
  ms: number;
}

export interface MethodResult {
  outcomes: QueryOutcome[];
  buildMs: number;
  /** Resident memory of the method's process after all questions, in MB. */
  rssMb: number;
}

/** Builds one method and asks it everything, in a process of its own: its memory is nobody else's. */
export function measureMethod(job: MethodJob): Promise<MethodResult> {
  return runJob<MethodJob, MethodResult>("measure-method-entry.ts", job);
}
