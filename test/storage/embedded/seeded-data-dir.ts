import { execFileSync } from "node:child_process";
import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll } from "vitest";
import { startEmbeddedPostgres } from "../../../src/storage/embedded/start-embedded-postgres.js";
import { temporaryDirectory } from "../../support/temporary-directory.js";
import { query } from "../../support/query.js";
import { temporaryDataDir } from "./temporary-data-dir.js";

/** The row that stands in a seeded database, in the table `notes`. */
export const seededRow = { text: "committed" };

/**
 * Makes, once for the test file that calls it, a database with `seededRow` in it, and returns a function that gives
 * the running test a stopped copy of it, on request in a sub-directory. Much quicker than a new one.
 */
export function useSeededDataDir(): (subdirectory?: string) => Promise<string> {
  let seed: string;
  beforeAll(async () => {
    seed = join(await temporaryDirectory(), "seed");
    const server = await startEmbeddedPostgres({ dataDir: seed });
    await query(server.connection, `CREATE TABLE notes AS SELECT '${seededRow.text}' AS text`);
    await server.stop();
  });
  afterAll(() => rm(join(seed, ".."), { recursive: true }));
  return async (subdirectory = "") => {
    const dataDir = join(await temporaryDataDir(), subdirectory);
    await mkdir(dataDir, { recursive: true });
    execFileSync("cp", ["-Rp", `${seed}/.`, dataDir]);
    return dataDir;
  };
}
