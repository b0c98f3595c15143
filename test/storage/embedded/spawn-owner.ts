import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import type { OwnerReport } from "./owner-process.js";

const program = fileURLToPath(new URL("owner-process.ts", import.meta.url));
const projectRoot = fileURLToPath(new URL("../../../", import.meta.url));

export interface OwnerProcess {
  readonly pid: number;
  /** What it prints when the database is open, or cannot be opened. */
  readonly report: Promise<OwnerReport>;
  kill(): Promise<void>;
  /** Lets it close the database and end. */
  finish(): Promise<void>;
}

interface OwnerOptions {
  /** Runs it as this user; needs root. */
  readonly uid?: number;
  /** A command that runs the program given as its last arguments, like `unshare`. */
  readonly wrapper?: readonly string[];
}

/** Starts a process that owns a database in `dataDir`. */
export function spawnOwner(dataDir: string, { uid, wrapper = [] }: OwnerOptions = {}): OwnerProcess {
  const [file, ...args] = [...wrapper, process.execPath, "--import", "tsx", program, dataDir];
  const child = spawn(file, args, { cwd: projectRoot, stdio: ["pipe", "pipe", "inherit"], ...(uid !== undefined && { uid, gid: uid }) });
  const ended = once(child, "close");
  return {
    pid: child.pid ?? 0,
    report: readReport(child.stdout, ended),
    async kill() {
      child.kill("SIGKILL");
      await ended;
    },
    async finish() {
      child.stdin.end();
      await ended;
    },
  };
}

async function readReport(stdout: NodeJS.ReadableStream, ended: Promise<unknown>): Promise<OwnerReport> {
  const line = await Promise.race([once(createInterface(stdout), "line"), ended.then(() => undefined)]);
  if (line === undefined) throw new Error("The owner process ended without a report");
  return JSON.parse(String(line[0])) as OwnerReport;
}
