import { join } from "node:path";

/** Where the parts of the local database lie. */
export interface ClusterPaths {
  /** `DATA_DIR/postgres`: everything of the local database. */
  readonly root: string;
  /** PostgreSQL's own data directory. */
  readonly cluster: string;
  /** Holds the Unix socket; closed to other users. */
  readonly run: string;
  /** The generated password, readable by the account that runs the program. */
  readonly password: string;
  /** Names the living process that supervises the cluster. */
  readonly owners: string;
  /** What the PostgreSQL server prints. */
  readonly log: string;
}

export function clusterPaths(dataDir: string): ClusterPaths {
  const root = join(dataDir, "postgres");
  return {
    root,
    cluster: join(root, "data"),
    run: join(root, "run"),
    password: join(root, "password"),
    owners: join(root, "owners"),
    log: join(root, "server.log"),
  };
}
