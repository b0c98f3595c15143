import { spawn } from "node:child_process";
import { once } from "node:events";
import { open, rename, stat } from "node:fs/promises";
import { CodedError } from "../../errors.js";
import { isSocket, type Endpoint } from "./choose-endpoint.js";
import type { ClusterPaths } from "./cluster-paths.js";
import { commandAs, type Runner } from "./command-as.js";
import type { Postmaster } from "./postmaster.js";
import { storageFileError } from "./storage-file-error.js";

/** The log begins anew at a start after it has grown beyond this; one old log is kept. */
const maxLogBytes = 10_000_000;

interface Launch {
  readonly paths: ClusterPaths;
  readonly postgres: string;
  readonly runner: Runner;
  readonly endpoint: Endpoint;
  readonly settings: Readonly<Record<string, string>>;
}

/** A server that was just started, and where in the log its own messages begin. */
export interface Launched {
  readonly postmaster: Postmaster;
  readonly logStart: number;
}

/**
 * Starts a server in the background; it may still be recovering, or fail. It outlives this process if that is
 * killed, and an interrupt typed at the terminal does not reach it: the program closes its work first.
 */
export async function launchPostmaster({ paths, postgres, runner, endpoint, settings }: Launch): Promise<Launched> {
  const log = await openLog(paths.log);
  try {
    const logStart = (await log.stat()).size;
    const serverArgs = ["-D", paths.cluster, ...settingArgs({ ...baseSettings(endpoint), ...settings })];
    const { file, args, options } = commandAs(runner, postgres, serverArgs);
    const child = spawn(file, args, { ...options, detached: true, stdio: ["ignore", log.fd, log.fd] });
    await once(child, "spawn").catch((error: NodeJS.ErrnoException) => {
      throw new CodedError("storage_binaries_missing", `${file} (${error.code})`, { cause: error });
    });
    child.unref();
    return { postmaster: { pid: child.pid ?? 0, cluster: paths.cluster, endpoint }, logStart };
  } finally {
    await log.close();
  }
}

function baseSettings(endpoint: Endpoint): Record<string, string> {
  return {
    port: String(endpoint.port),
    listen_addresses: isSocket(endpoint) ? "" : endpoint.host,
    unix_socket_directories: isSocket(endpoint) ? `"${endpoint.host.replaceAll('"', '""')}"` : "",
    unix_socket_permissions: "0700",
    timezone: "UTC",
    log_timezone: "UTC",
    // Statements and key values may hold what citizens wrote; they stay out of the log.
    log_min_error_statement: "panic",
    log_error_verbosity: "terse",
  };
}

function settingArgs(settings: Record<string, string>): string[] {
  return Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
}

async function openLog(path: string) {
  try {
    const size = (await stat(path).catch(() => undefined))?.size ?? 0;
    if (size > maxLogBytes) await rename(path, `${path}.1`);
    return await open(path, "a", 0o600);
  } catch (error) {
    throw storageFileError(error, path);
  }
}
