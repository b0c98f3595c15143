import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { chown, readdir, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import type { ClusterPaths } from "./cluster-paths.js";
import { commandAs, type Runner } from "./command-as.js";
import { explainLog } from "./explain-log.js";
import { makePrivateDirectory } from "./prepare-directories.js";
import { storageFileError } from "./storage-file-error.js";

/** PostgreSQL's own administrator inside the cluster; the program itself works as a role with fewer rights. */
export const superuser = "postgres";

const unfinishedPrefix = "data.unfinished-";

interface NewCluster {
  readonly paths: ClusterPaths;
  readonly initdb: string;
  readonly runner: Runner;
  readonly password: string;
}

/**
 * Creates an empty cluster: UTF-8, Vietnamese order (ICU `vi`; đ sorts after d), passwords on every connection.
 * It gets its final name only when it is whole, so a kill half-way leaves nothing that looks like a database.
 * @throws CodedError `storage_directory_full` and what else the output of initdb names.
 */
export async function createCluster({ paths, initdb, runner, password }: NewCluster): Promise<void> {
  const passwordFile = join(paths.run, "initdb-password");
  // A name of its own each time: an initdb whose parent was killed may still be at work in an earlier one.
  const unfinished = join(paths.root, `${unfinishedPrefix}${randomUUID()}`);
  try {
    await removeUnfinished(paths.root);
    await makePrivateDirectory(unfinished, runner.account);
    await writeFile(passwordFile, password, { mode: 0o600 });
    if (runner.account) await chown(passwordFile, runner.account.uid, runner.account.gid);
    await runInitdb(initdb, runner, [
      `--pgdata=${unfinished}`,
      `--username=${superuser}`,
      `--pwfile=${passwordFile}`,
      "--auth=scram-sha-256",
      "--encoding=UTF8",
      "--locale=C",
      "--locale-provider=icu",
      "--icu-locale=vi",
      "--no-instructions",
    ]);
    await rename(unfinished, paths.cluster);
  } catch (error) {
    await removeUnfinished(paths.root);
    throw storageFileError(error, paths.root);
  } finally {
    await rm(passwordFile, { force: true });
  }
}

/** What cannot be removed now, because something still writes into it, goes at the next creation. */
async function removeUnfinished(root: string): Promise<void> {
  const names = (await readdir(root)).filter((name) => name.startsWith(unfinishedPrefix));
  await Promise.allSettled(names.map((name) => rm(join(root, name), { recursive: true, force: true })));
}

async function runInitdb(initdb: string, runner: Runner, args: readonly string[]): Promise<void> {
  const { file, args: allArgs, options } = commandAs(runner, initdb, args);
  const child = spawn(file, allArgs, { ...options, stdio: ["ignore", "ignore", "pipe"] });
  const [output, [exitCode]] = await Promise.all([text(child.stderr), once(child, "close") as Promise<[exitCode: number | null]>]);
  if (exitCode !== 0) throw explainLog(output, "initdb");
}
