import { realpath } from "node:fs/promises";
import { CodedError } from "../../errors.js";
import { clusterPaths } from "./cluster-paths.js";
import { findPostmaster } from "./postmaster.js";
import { applicationName } from "./prepare-database.js";
import type { EmbeddedPostgres } from "./start-embedded-postgres.js";
import { readPassword } from "./stored-password.js";

/**
 * Connects to the server that another process of ours supervises in a data directory, and leaves it running.
 * @throws CodedError `storage_directory_in_use` where none is up yet; `storage_password_lost`
 */
export async function joinEmbeddedPostgres(dataDir: string): Promise<EmbeddedPostgres> {
  const paths = clusterPaths(await realpath(dataDir));
  const postmaster = await findPostmaster(paths.cluster);
  if (postmaster === undefined) throw new CodedError("storage_directory_in_use", dataDir);
  const password = await readPassword(paths.password);
  return { connection: { ...postmaster.endpoint, user: applicationName, password, database: applicationName }, stop: () => Promise.resolve() };
}
