import { readFile } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { CodedError } from "../../errors.js";
import type { Endpoint } from "./choose-endpoint.js";
import { clearStaleLocks } from "./clear-stale-locks.js";
import type { ClusterPaths } from "./cluster-paths.js";
import type { Runner } from "./command-as.js";
import { superuser } from "./create-cluster.js";
import { explainLog, isPassingFault } from "./explain-log.js";
import { launchPostmaster, type Launched } from "./launch-postmaster.js";
import { findPostmaster, isRunning, stopPostmaster, type Postmaster } from "./postmaster.js";
import { waitUntil } from "./wait-until.js";

/** How long passing faults may go on. */
const retryMs = 60_000;
/** How long a living server may take until it answers: after a crash it first replays its log. */
const recoveryMs = 300_000;
const pauseMs = 100;

export interface ServerSpec {
  readonly paths: ClusterPaths;
  readonly postgres: string;
  readonly runner: Runner;
  readonly password: string;
  readonly settings: Readonly<Record<string, string>>;
  /** Where a server that must be started shall listen. */
  readonly endpoint: () => Promise<Endpoint>;
}

/**
 * A server of the cluster that answers: the one that is running, or else a new one.
 * @throws CodedError `storage_start_failed` and what else the server's log names; `storage_password_lost`
 */
export async function ensurePostmaster(spec: ServerSpec): Promise<Postmaster> {
  const deadline = performance.now() + retryMs;
  for (;;) {
    const running = await findPostmaster(spec.paths.cluster);
    const attempt = running ? { postmaster: running } : await launch(spec);
    if (await answersBeforeItEnds(attempt.postmaster, spec.password)) return attempt.postmaster;
    if ("logStart" in attempt) {
      const log = (await readFile(spec.paths.log)).subarray(attempt.logStart).toString();
      if (!isPassingFault(log) || performance.now() > deadline) throw explainLog(log, "postgres");
    }
    await sleep(pauseMs);
  }
}

async function launch(spec: ServerSpec): Promise<Launched> {
  await clearStaleLocks(spec.paths);
  return launchPostmaster({ ...spec, endpoint: await spec.endpoint() });
}

/** False if the server ended instead. A server that neither answers nor ends is stopped. */
async function answersBeforeItEnds(postmaster: Postmaster, password: string): Promise<boolean> {
  const outcome = await waitUntil(async () => (isRunning(postmaster) ? await answer(postmaster, password) : "ended"), {
    timeoutMs: recoveryMs,
  });
  if (outcome === undefined) {
    await stopPostmaster(postmaster);
    throw new CodedError("storage_start_failed", `process ${postmaster.pid} did not answer within ${recoveryMs / 1000} s`);
  }
  return outcome === "answers";
}

/** `undefined` if it is too early to tell. */
async function answer({ endpoint }: Postmaster, password: string): Promise<"answers" | undefined> {
  const client = new pg.Client({ ...endpoint, user: superuser, password, database: "postgres", connectionTimeoutMillis: 5_000 });
  client.on("error", () => undefined);
  try {
    await client.connect();
    return "answers";
  } catch (error) {
    // 28P01: wrong password. Any other refusal is one that a starting or an ending server gives.
    if ((error as { code?: string }).code === "28P01") throw new CodedError("storage_password_lost", undefined, { cause: error });
    return undefined;
  } finally {
    await client.end().catch(() => undefined);
  }
}
