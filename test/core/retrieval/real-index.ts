import { createHash } from "node:crypto";
import { access, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { hashKnowledge } from "../../../src/core/knowledge/hash-knowledge.js";
import type { IndexArtefact } from "../../../src/core/retrieval/index-artefact.js";
import { openIndex } from "../../../src/core/retrieval/open-index.js";

const project = fileURLToPath(new URL("../../../", import.meta.url));
export const knowledgeFolder = join(project, "knowledge");

/** Longest that a build may take on a machine with much else to do. */
export const buildTimeoutMs = 240_000;
const prefix = "tro-ly-so-test-index-";
const staleMs = 3_600_000;

/**
 * A data directory with the index over the real knowledge: built by the first test file that needs it, shared by all others, and kept for
 * the next run as long as neither the knowledge nor the code that builds it changes.
 */
export async function realDataDir(): Promise<string> {
  const dataDir = join(tmpdir(), `${prefix}${await hashOfCode()}-${await hashKnowledge(knowledgeFolder)}`);
  const done = join(dataDir, "done");
  const lock = `${dataDir}.lock`;
  while (!(await exists(done))) {
    if (await isBuilder(lock)) {
      try {
        await removeStale();
        await openIndex({ knowledgeFolder, dataDir });
        await writeFile(done, "");
      } finally {
        await rm(lock, { force: true });
      }
    } else await sleep(200);
  }
  return dataDir;
}

export async function realIndex(): Promise<IndexArtefact> {
  return openIndex({ knowledgeFolder, dataDir: await realDataDir() });
}

async function hashOfCode(): Promise<string> {
  const hash = createHash("sha256");
  for (const folder of ["knowledge", "retrieval", "text"]) {
    const path = join(project, "src/core", folder);
    // What stands in folders below checks the knowledge, and builds nothing.
    const names = (await readdir(path, { withFileTypes: true })).filter((entry) => entry.isFile()).map(({ name }) => name);
    for (const name of names.sort()) hash.update(name).update(await readFile(join(path, name)));
  }
  return hash.digest("hex").slice(0, 12);
}

/** Only one of all test files gets the lock; that of a process that is gone is broken. */
async function isBuilder(lock: string): Promise<boolean> {
  try {
    await writeFile(lock, String(process.pid), { flag: "wx" });
    return true;
  } catch {
    const holder = Number(await readFile(lock, "utf8").catch(() => ""));
    if (holder > 0 && !isAlive(holder)) await rm(lock, { force: true });
    return false;
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

/** Indexes of code and knowledge that have changed since. */
async function removeStale(): Promise<void> {
  for (const name of (await readdir(tmpdir())).filter((one) => one.startsWith(prefix))) {
    const path = join(tmpdir(), name);
    const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: Number.POSITIVE_INFINITY }));
    if (Date.now() - mtimeMs > staleMs) await rm(path, { recursive: true, force: true });
  }
}

function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
