import { randomUUID } from "node:crypto";
import { readFileSync, readlinkSync } from "node:fs";
import { link, readFile, rename, rm, stat, utimes, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { CodedError } from "../../errors.js";
import { readProcess } from "./read-process.js";
import { storageFileError } from "./storage-file-error.js";
import { waitUntil } from "./wait-until.js";

/** How often a living owner touches its lock, for observers who cannot see its process. */
const heartbeatMs = 1_000;
/** An owner whose process cannot be seen and whose lock stays untouched for so long is dead. */
const silenceMs = 5_000;

/** Who holds the lock. */
export interface Owner {
  readonly pid: number;
  readonly started: string;
  readonly host: string;
  /** Changes with each start of the machine. */
  readonly boot: string;
  /** Processes can see each other by pid only inside one space: a machine since its start, or a container. */
  readonly space: string;
}

export interface OwnerLock {
  release(): Promise<void>;
}

/**
 * Makes this process the only owner of a directory: a file naming the process by pid and start time, so that neither
 * a crash nor a reused pid leaves a lock that lasts.
 * @throws CodedError `storage_directory_in_use` if the owner is alive.
 */
export async function takeOwnerLock(path: string, self: Owner = thisProcess()): Promise<OwnerLock> {
  while (!(await place(path, self))) {
    const holder = await readLock(path);
    if (holder === undefined) continue;
    const owner = parseOwner(holder);
    if (owner !== undefined && (await isAlive(owner, path, self))) {
      throw new CodedError("storage_directory_in_use", `${path} names process ${owner.pid} on ${owner.host}`);
    }
    await removeExactly(path, holder);
  }
  const heartbeat = setInterval(() => void touch(path), heartbeatMs).unref();
  return {
    async release() {
      clearInterval(heartbeat);
      if ((await readLock(path)) === JSON.stringify(self)) await rm(path, { force: true });
    },
  };
}

export function thisProcess(): Owner {
  const isLinux = process.platform === "linux";
  const boot = isLinux ? readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim() : "";
  return {
    pid: process.pid,
    started: readProcess(process.pid)?.started ?? "",
    host: hostname(),
    boot,
    space: isLinux ? `${boot} ${readlinkSync("/proc/self/ns/pid")}` : hostname(),
  };
}

/** Puts the lock in place whole or not at all; false if there is one already. */
async function place(path: string, self: Owner): Promise<boolean> {
  const draft = `${path}.${randomUUID()}`;
  try {
    await writeFile(draft, JSON.stringify(self), { mode: 0o600 });
    await link(draft, path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw storageFileError(error, path);
  } finally {
    await rm(draft, { force: true }).catch(() => undefined);
  }
}

async function readLock(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw storageFileError(error, path);
  }
}

/** `undefined` if the text is damaged, as after a power cut: a living owner's lock is always whole. */
function parseOwner(text: string): Owner | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && "pid" in value ? (value as Owner) : undefined;
  } catch {
    return undefined;
  }
}

async function isAlive(owner: Owner, path: string, self: Owner): Promise<boolean> {
  if (owner.space === self.space) return readProcess(owner.pid)?.started === owner.started;
  const machineRestarted = owner.host === self.host && owner.boot !== self.boot;
  return machineRestarted ? false : hasHeartbeat(path);
}

/** False also if the lock is gone: its owner has just released it. */
async function hasHeartbeat(path: string): Promise<boolean> {
  const before = await touchedAt(path);
  const after = await waitUntil(
    async () => {
      const now = await touchedAt(path);
      return now === before ? undefined : (now ?? null);
    },
    { timeoutMs: silenceMs, intervalMs: heartbeatMs / 4 },
  );
  return typeof after === "number";
}

async function touchedAt(path: string): Promise<number | undefined> {
  return (await stat(path).catch(() => undefined))?.mtimeMs;
}

async function touch(path: string): Promise<void> {
  const now = new Date();
  // A failure shows in nothing but a stale time, and the next beat tries again.
  await utimes(path, now, now).catch(() => undefined);
}

/** Removes the lock that was judged dead, and puts back a fresh one that another starter placed in between. */
async function removeExactly(path: string, judged: string): Promise<void> {
  const aside = `${path}.${randomUUID()}`;
  try {
    await rename(path, aside);
    if ((await readFile(aside, "utf8")) !== judged) await link(aside, path);
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code;
    if (reason !== "ENOENT" && reason !== "EEXIST") throw storageFileError(error, path);
  } finally {
    await rm(aside, { force: true });
  }
}
