import { chmod, chown, lchown, mkdir, readdir, realpath, stat } from "node:fs/promises";
import { join } from "node:path";
import { CodedError } from "../../errors.js";
import type { ClusterPaths } from "./cluster-paths.js";
import type { Account } from "./system-accounts.js";
import { storageFileError } from "./storage-file-error.js";

/**
 * Creates the data directory and the database's part of it.
 * @returns its real path, without symbolic links.
 * @throws CodedError `storage_directory_unwritable`, `storage_directory_full`
 */
export async function prepareDataDirectory(dataDir: string): Promise<string> {
  try {
    await mkdir(join(dataDir, "postgres"), { recursive: true, mode: 0o755 });
    return await realpath(dataDir);
  } catch (error) {
    throw storageFileError(error, dataDir);
  }
}

/**
 * Gives the account what it needs and nobody else anything: `root` it may only pass, the rest is its own.
 * Without an account everything belongs to the user that runs this program.
 */
export async function prepareClusterDirectories(paths: ClusterPaths, account: Account | undefined): Promise<void> {
  try {
    if (account) await chown(paths.root, 0, account.gid);
    await chmod(paths.root, account ? 0o710 : 0o700);
    await makePrivateDirectory(paths.run, account);
    const cluster = await stat(paths.cluster).catch(() => undefined);
    if (cluster === undefined) return;
    if (account && cluster.uid !== account.uid) await chownTree(paths.cluster, account);
    if (!account && cluster.uid !== process.getuid?.()) throw belongsToAnother(paths.cluster, cluster.uid);
    await chmod(paths.cluster, 0o700);
  } catch (error) {
    throw storageFileError(error, paths.root);
  }
}

/** A directory that only the account, or without one this program's user, can use. */
export async function makePrivateDirectory(path: string, account: Account | undefined): Promise<void> {
  await mkdir(path, { recursive: true, mode: 0o700 });
  if (account) await chown(path, account.uid, account.gid);
  await chmod(path, 0o700);
}

async function chownTree(path: string, account: Account): Promise<void> {
  await lchown(path, account.uid, account.gid);
  const entries = await readdir(path, { withFileTypes: true });
  for (const entry of entries) {
    const child = join(path, entry.name);
    await (entry.isDirectory() ? chownTree(child, account) : lchown(child, account.uid, account.gid));
  }
}

function belongsToAnother(path: string, uid: number): CodedError {
  return new CodedError("storage_directory_unwritable", `${path} belongs to user ${uid}, the program runs as user ${process.getuid?.()}`);
}
