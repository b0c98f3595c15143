import { randomUUID } from "node:crypto";
import { readFileSync, readlinkSync } from "node:fs";
import { link, mkdir, readdir, readFile, rm, stat, truncate, utimes, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";
import { CodedError } from "../../errors.js";
import { readProcess } from "./read-process.js";
import { storageFileError } from "./storage-file-error.js";
import { waitUntil } from "./wait-until.js";

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

interface OwnerLockOptions {
  readonly self?: Owner;
  /** How often a living owner touches its lock, for observers who cannot see its process. */
  readonly heartbeatMs?: number;
  /** An owner whose process cannot be seen and whose lock stays untouched for so long is dead. */
  readonly silenceMs?: number;
}

export interface OwnerLock {
  release(): Promise<void>;
}

/**
 * Makes this process the only owner of a database. Owners take turns: each places a file named by the next number in
 * `directory`, with its pid and start time in it, so that neither a crash nor a reused pid leaves a lock that lasts.
 *
 * Why no two can own at once, however they interleave: a turn is placed by an exclusive link, after the owner of the
 * turn before was seen dead or gone; a file is removed only when a later one exists, so the latest number never falls;
 * and whoever finds a later turn than its own withdraws.
 * @throws CodedError `storage_directory_in_use` if the owner is alive.
 */
export async function takeOwnerLock(
  directory: string,
  { self = thisProcess(), heartbeatMs = 1_000, silenceMs = 5_000 }: OwnerLockOptions = {},
): Promise<OwnerLock> {
  try {
    await mkdir(directory, { recursive: true, mode: 0o700 });
    const path = await takeTurn(directory, self, silenceMs);
    const heartbeat = setInterval(() => void touch(path), heartbeatMs).unref();
    return {
      async release() {
        clearInterval(heartbeat);
        // The file stays, empty: the number must not fall. It is gone if a later owner took us for dead.
        await truncate(path).catch(() => undefined);
      },
    };
  } catch (error) {
    throw storageFileError(error, directory);
  }
}

async function takeTurn(directory: string, self: Owner, silenceMs: number): Promise<string> {
  for (;;) {
    const latest = await latestTurn(directory);
    if (latest > 0) await refuseIfHeld(join(directory, String(latest)), self, silenceMs);
    const turn = latest + 1;
    const path = join(directory, String(turn));
    if (!(await place(path, self))) continue;
    if ((await latestTurn(directory)) === turn) {
      await removeTurnsBefore(turn, directory);
      return path;
    }
    await rm(path, { force: true });
  }
}

async function refuseIfHeld(path: string, self: Owner, silenceMs: number): Promise<void> {
  const owner = parseOwner(await readFile(path, "utf8").catch(() => ""));
  if (owner === undefined) return;
  if (isVisiblyAlive(owner, self) ?? (await hasHeartbeat(path, silenceMs))) {
    throw new CodedError("storage_directory_in_use", `${path} names process ${owner.pid} on ${owner.host}`);
  }
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

async function turnsIn(directory: string): Promise<number[]> {
  return (await readdir(directory)).filter((name) => /^\d+$/.test(name)).map(Number);
}

/** 0 before the first. */
async function latestTurn(directory: string): Promise<number> {
  return Math.max(0, ...(await turnsIn(directory)));
}

async function removeTurnsBefore(turn: number, directory: string): Promise<void> {
  const earlier = (await turnsIn(directory)).filter((other) => other < turn);
  await Promise.all(earlier.map((other) => rm(join(directory, String(other)), { force: true })));
}

/** Puts the file there whole or not at all; false if another process was quicker. */
async function place(path: string, self: Owner): Promise<boolean> {
  const draft = `${path}.${randomUUID()}`;
  try {
    await writeFile(draft, JSON.stringify(self), { mode: 0o600 });
    await link(draft, path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  } finally {
    await rm(draft, { force: true }).catch(() => undefined);
  }
}

/** `undefined` if the owner ended properly, or the text is damaged as after a power cut: a living owner's file is always whole. */
function parseOwner(text: string): Owner | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && "pid" in value ? (value as Owner) : undefined;
  } catch {
    return undefined;
  }
}

/** `undefined` if the owner's process cannot be seen from here: it runs, or ran, in another container or on another machine. */
function isVisiblyAlive(owner: Owner, self: Owner): boolean | undefined {
  if (owner.space === self.space) return readProcess(owner.pid)?.started === owner.started;
  const machineRestarted = owner.host === self.host && owner.boot !== self.boot;
  return machineRestarted ? false : undefined;
}

/** False also if the file is gone: a later turn has begun. */
async function hasHeartbeat(path: string, silenceMs: number): Promise<boolean> {
  const before = await touchedAt(path);
  const after = await waitUntil(
    async () => {
      const now = await touchedAt(path);
      return now === before ? undefined : (now ?? null);
    },
    { timeoutMs: silenceMs, intervalMs: silenceMs / 20 },
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
