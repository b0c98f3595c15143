import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

export interface BenchServer {
  readonly url: string;
  stop(): Promise<void>;
}

const program = fileURLToPath(new URL("../../../main.ts", import.meta.url));

/** The server as an operator starts it, with nothing set but the site that may talk to it, and data of its own. Builds the index first. */
export async function startServer(allowedOrigin: string): Promise<BenchServer> {
  const dataDir = await mkdtemp(join(tmpdir(), "tro-ly-so-bench-"));
  // Where root starts it, PostgreSQL runs under another account.
  await chmod(dataDir, 0o755);
  const child = spawn(process.execPath, ["--import", import.meta.resolve("tsx"), program], {
    cwd: dataDir,
    env: { PATH: process.env["PATH"], NODE_ENV: "production", PORT: "0", DATA_DIR: dataDir, LOG_LEVEL: "error", ALLOWED_ORIGINS: allowedOrigin },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = once(child, "exit");
  const port = await new Promise<string>((resolve, reject) => {
    createInterface(child.stdout).on("line", (line) => {
      const ready = /^Ready: http:\/\/localhost:(\d+)$/u.exec(line);
      if (ready?.[1] !== undefined) resolve(ready[1]);
    });
    void ended.then(() => reject(new Error("the server ended before it was ready")));
  });
  return {
    url: `http://127.0.0.1:${port}`,
    async stop() {
      child.kill("SIGTERM");
      await ended;
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
