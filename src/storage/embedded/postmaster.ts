import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Endpoint } from "./choose-endpoint.js";
import { readProcess } from "./read-process.js";
import { waitUntil } from "./wait-until.js";

/** A running PostgreSQL server: its first process, and where it listens. */
export interface Postmaster {
  readonly pid: number;
  readonly cluster: string;
  readonly endpoint: Endpoint;
}

/** How long a server may take to end its sessions and write its last checkpoint. */
const fastStopMs = 30_000;
const immediateStopMs = 5_000;

/** The server that runs on this cluster, whoever started it. */
export async function findPostmaster(cluster: string): Promise<Postmaster | undefined> {
  const text = await readFile(join(cluster, "postmaster.pid"), "utf8").catch(() => "");
  const recorded = parsePidFile(text, cluster);
  return recorded !== undefined && isRunning(recorded) ? recorded : undefined;
}

/** True while the process lives and is a server of this cluster (the pid alone may have gone to another program). */
export function isRunning({ pid, cluster }: Pick<Postmaster, "pid" | "cluster">): boolean {
  return readProcess(pid)?.command.includes(`-D ${cluster} `) ?? false;
}

/** Ends a server cleanly: sessions are closed, everything is on disk. A server that hangs is ended at once; it recovers at its next start. */
export async function stopPostmaster(postmaster: Postmaster): Promise<void> {
  for (const [signal, timeoutMs] of [
    ["SIGINT", fastStopMs],
    ["SIGQUIT", immediateStopMs],
  ] as const) {
    if (!isRunning(postmaster)) return;
    send(signal, postmaster.pid);
    await waitUntil(() => (isRunning(postmaster) ? undefined : true), { timeoutMs });
  }
}

/** Lines: pid, directory, start time, port, socket directory, listen address, shared memory, status. */
function parsePidFile(text: string, cluster: string): Postmaster | undefined {
  const [pid, , , port, socketDirectory] = text.split("\n").map((line) => line.trim());
  if (!pid || !port) return undefined;
  return { pid: Number(pid), cluster, endpoint: { host: socketDirectory || "127.0.0.1", port: Number(port) } };
}

function send(signal: NodeJS.Signals, pid: number): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error; // It ended by itself in between.
  }
}
