import { statfsSync } from "node:fs";
import { chmod, mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

const sharedMemory = "/dev/shm";
const neededBytes = 1_000_000_000;

/** A new directory that every account may enter, so that root can lend it to PostgreSQL; in memory where there is room. */
export async function temporaryDirectory(): Promise<string> {
  const directory = await mkdtemp(join(hasRoom(sharedMemory) ? sharedMemory : tmpdir(), "tro-ly-so-"));
  await chmod(directory, 0o755);
  return directory;
}

function hasRoom(directory: string): boolean {
  try {
    const { bavail, bsize } = statfsSync(directory);
    return bavail * bsize > neededBytes;
  } catch {
    return false;
  }
}
