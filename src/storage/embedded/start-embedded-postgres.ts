import { existsSync } from "node:fs";
import { chooseEndpoint } from "./choose-endpoint.js";
import { chooseRunner } from "./choose-runner.js";
import { clusterPaths } from "./cluster-paths.js";
import { createCluster } from "./create-cluster.js";
import { ensurePostmaster, type ServerSpec } from "./ensure-postmaster.js";
import { findBinaries } from "./find-binaries.js";
import { keepRunning } from "./keep-running.js";
import { takeOwnerLock } from "./owner-lock.js";
import { findPostmaster, stopPostmaster } from "./postmaster.js";
import { prepareClusterDirectories, prepareDataDirectory } from "./prepare-directories.js";
import { applicationName, prepareDatabase } from "./prepare-database.js";
import { createPassword, readPassword } from "./stored-password.js";
import { systemAccounts, type Account } from "./system-accounts.js";

export interface EmbeddedPostgresOptions {
  /** The cluster lies in its sub-directory `postgres`. */
  readonly dataDir: string;
  /** Takes one line for the operator. Default: nowhere. */
  readonly log?: (message: string) => void;
  /** Accounts that root may lend the server. Default: those of this machine. */
  readonly accounts?: readonly Account[];
  /** Server settings beyond the usual, for tests. */
  readonly settings?: Readonly<Record<string, string>>;
}

export interface EmbeddedPostgres {
  /** How the program connects, as a role that owns its database and is no administrator. */
  readonly connection: {
    readonly host: string;
    readonly port: number;
    readonly user: string;
    readonly password: string;
    readonly database: string;
  };
  /** Ends all sessions and the server, cleanly. */
  stop(): Promise<void>;
}

/**
 * Supervises a PostgreSQL of our own in the data directory: creates it at the first start, takes over a server that a
 * killed process left behind, and restarts one that dies. It listens on a socket or on loopback only, with a password.
 * @throws CodedError whose code begins with `storage_`
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const paths = clusterPaths(await prepareDataDirectory(options.dataDir));
  const lock = await takeOwnerLock(paths.owners);
  try {
    const spec = await prepareServer(paths, options);
    const postmaster = await ensurePostmaster(spec);
    await prepareDatabase(postmaster, spec.password);
    const { endpoint } = postmaster;
    const keeper = keepRunning({
      postmaster,
      restart: () => ensurePostmaster({ ...spec, endpoint: () => Promise.resolve(endpoint) }),
      log: options.log ?? (() => undefined),
    });
    return {
      connection: { ...endpoint, user: applicationName, password: spec.password, database: applicationName },
      async stop() {
        await stopPostmaster(await keeper.stop());
        await lock.release();
      },
    };
  } catch (error) {
    const leftover = await findPostmaster(paths.cluster);
    if (leftover) await stopPostmaster(leftover);
    await lock.release();
    throw error;
  }
}

async function prepareServer(paths: ReturnType<typeof clusterPaths>, options: EmbeddedPostgresOptions): Promise<ServerSpec> {
  const binaries = await findBinaries();
  const runner = await chooseRunner({
    paths,
    programs: binaries.directory,
    uid: process.getuid?.() ?? -1,
    accounts: options.accounts ?? systemAccounts(),
  });
  await prepareClusterDirectories(paths, runner.account);
  const isNew = !existsSync(paths.cluster);
  const password = await (isNew ? createPassword(paths.password) : readPassword(paths.password));
  if (isNew) await createCluster({ paths, initdb: binaries.initdb, runner, password });
  return {
    paths,
    postgres: binaries.postgres,
    runner,
    password,
    settings: options.settings ?? {},
    endpoint: () => chooseEndpoint(paths.run),
  };
}
