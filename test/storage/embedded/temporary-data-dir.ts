import { rm } from "node:fs/promises";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { clusterPaths } from "../../../src/storage/embedded/cluster-paths.js";
import { findPostmaster, stopPostmaster } from "../../../src/storage/embedded/postmaster.js";
import { temporaryDirectory } from "../../support/temporary-directory.js";

/** The path of a data directory for the running test, not created yet; afterwards any server in it is stopped, and it is removed. */
export async function temporaryDataDir(): Promise<string> {
  const parent = await temporaryDirectory();
  const dataDir = join(parent, "data");
  onTestFinished(async () => {
    const leftover = await findPostmaster(clusterPaths(dataDir).cluster);
    if (leftover) await stopPostmaster(leftover);
    await rm(parent, { recursive: true, force: true, maxRetries: 10 });
  });
  return dataDir;
}
