import { fork } from "node:child_process";
import { fileURLToPath } from "node:url";

/**
 * Runs a job in a child process and waits for its result. What the child prints on standard output is dropped: there, only results of the
 * benchmark may stand. Its errors are shown.
 * @param entry a file in this folder that calls `serveJob`.
 */
export function runJob<Job extends object, Result>(entry: string, job: Job): Promise<Result> {
  return new Promise((resolve, reject) => {
    const child = fork(fileURLToPath(new URL(entry, import.meta.url)), [], {
      execArgv: ["--import", import.meta.resolve("tsx")],
      stdio: ["ignore", "ignore", "inherit", "ipc"],
    });
    let result: Result | undefined;
    child.on("message", (message) => (result = message as Result));
    child.on("error", reject);
    child.on("exit", (code, signal) => {
      if (result !== undefined && code === 0) resolve(result);
      else reject(new Error(`${entry} ended with ${signal ?? `code ${String(code)}`}`));
    });
    child.send(job);
  });
}

/** The child's side: does the one job that it is sent, and ends. */
export function serveJob<Job, Result extends object>(work: (job: Job) => Promise<Result>): void {
  process.once("disconnect", () => process.exit(1));
  process.once("message", (job: Job) => {
    work(job).then(
      (result) => process.send?.(result, () => process.exit(0)),
      (error: unknown) => {
        console.error(error);
        process.exit(1);
      },
    );
  });
}
