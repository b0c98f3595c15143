import { spawnSync } from "node:child_process";
import { stat } from "node:fs/promises";
import { dirname } from "node:path";
import { CodedError } from "../../errors.js";
import type { ClusterPaths } from "./cluster-paths.js";
import { commandAs, type Runner } from "./command-as.js";
import { firstClosedDirectory } from "./first-closed-directory.js";
import type { Account } from "./system-accounts.js";

interface RunnerOptions {
  readonly paths: ClusterPaths;
  /** The directory of PostgreSQL's programs. */
  readonly programs: string;
  /** The user that runs this program. */
  readonly uid: number;
  readonly accounts: readonly Account[];
}

/**
 * Decides as whom PostgreSQL runs. An ordinary user runs it as itself. Root, which PostgreSQL refuses, lends it an
 * account: of those below, the first that can reach the data and the programs; if none can, the first, in a view of its own.
 *
 * 1. the owner of the existing cluster;
 * 2. `postgres`, made for this;
 * 3. the owner of the data directory;
 * 4. `nobody`, which other services may share: the last resort.
 *
 * @throws CodedError `storage_account_missing`, `storage_directory_unreachable`
 */
export async function chooseRunner({ paths, programs, uid, accounts }: RunnerOptions): Promise<Runner> {
  if (uid !== 0) return {};
  const candidates = await accountsInOrder(paths, accounts);
  const [preferred] = candidates;
  if (preferred === undefined) throw new CodedError("storage_account_missing");
  for (const account of candidates) {
    if ((await closedDirectories(paths, programs, account)).length === 0) return { account };
  }
  return runnerWithView(paths, programs, preferred);
}

async function accountsInOrder(paths: ClusterPaths, accounts: readonly Account[]): Promise<Account[]> {
  const owner = await stat(paths.cluster).catch(() => undefined);
  // Only creating a cluster needs an account with a name, so an existing one may belong to a bare number.
  if (owner !== undefined && owner.uid !== 0) return [{ name: String(owner.uid), uid: owner.uid, gid: owner.gid }];
  const { uid: directoryOwner } = await stat(dirname(paths.root));
  const named = (name: string) => accounts.find((account) => account.name === name);
  return [named("postgres"), accounts.find(({ uid }) => uid === directoryOwner), named("nobody")]
    .filter((account) => account !== undefined)
    .filter(({ uid }) => uid !== 0);
}

/** `paths.root` itself is ours and will be opened for the account. */
async function closedDirectories(paths: ClusterPaths, programs: string, account: Account): Promise<string[]> {
  const closed = [await firstClosedDirectory(dirname(paths.root), account), await firstClosedDirectory(programs, account)];
  return [...new Set(closed.filter((directory) => directory !== undefined))];
}

async function runnerWithView(paths: ClusterPaths, programs: string, account: Account): Promise<Runner> {
  const closed = await closedDirectories(paths, programs, account);
  const runner = { account, view: { closed, kept: [paths.root, programs] } };
  const { file, args, options } = commandAs(runner, "true", []);
  const isPossible = !closed.includes(programs) && spawnSync(file, args, options).status === 0;
  if (isPossible) return runner;
  throw new CodedError("storage_directory_unreachable", `${closed.join(", ")} is closed to ${account.name}`);
}
