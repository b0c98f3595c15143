import { readFile, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import type { ClusterPaths } from "./cluster-paths.js";
import { isRunning } from "./postmaster.js";

/**
 * Removes lock files of a dead server that would keep the next one from starting. PostgreSQL removes them itself when
 * their process is gone, but takes a process that is dead and not yet reaped, or an unrelated one that got the same
 * number, for a living server. Backends that outlive their server still keep the next one out: it also looks for
 * their shared memory, by the directory's inode.
 */
export async function clearStaleLocks({ cluster, run }: ClusterPaths): Promise<void> {
  const socketLocks = (await readdir(run)).filter((name) => name.endsWith(".lock"));
  for (const lock of [join(cluster, "postmaster.pid"), ...socketLocks.map((name) => join(run, name))]) {
    const [firstLine] = (await readFile(lock, "utf8").catch(() => "")).split("\n");
    const pid = Number(firstLine);
    if (isTaken(pid) && !isRunning({ pid, cluster })) await rm(lock, { force: true });
  }
}

function isTaken(pid: number): boolean {
  try {
    // Signal 0 only asks; 0 as a pid would mean ourselves.
    return pid > 0 && process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
