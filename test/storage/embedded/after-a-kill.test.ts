import { spawn } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { createPool } from "../../../src/storage/create-pool.js";
import { clusterPaths } from "../../../src/storage/embedded/cluster-paths.js";
import { findPostmaster, isRunning } from "../../../src/storage/embedded/postmaster.js";
import { readProcess } from "../../../src/storage/embedded/read-process.js";
import { startEmbeddedPostgres, type EmbeddedPostgres } from "../../../src/storage/embedded/start-embedded-postgres.js";
import { query } from "../../support/query.js";
import { seededRow, useSeededDataDir } from "./seeded-data-dir.js";
import { spawnOwner } from "./spawn-owner.js";
import { temporaryDataDir } from "./temporary-data-dir.js";

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const seededDataDir = useSeededDataDir();
const deadline = { timeout: 20_000, interval: 10 };

async function start(dataDir: string): Promise<EmbeddedPostgres> {
  const server = await startEmbeddedPostgres({ dataDir });
  onTestFinished(() => server.stop());
  return server;
}

/** The pid of the server that runs in the directory. */
async function serverPid(dataDir: string): Promise<number> {
  const postmaster = await findPostmaster(clusterPaths(dataDir).cluster);
  if (postmaster === undefined) throw new Error(`No server runs in ${dataDir}`);
  return postmaster.pid;
}

/** A seeded cluster whose owner was killed while the server went on. */
async function orphanedServer(): Promise<string> {
  const dataDir = await seededDataDir();
  const owner = spawnOwner(dataDir);
  const report = await owner.report;
  if (!("connection" in report)) throw new Error(report.message);
  await owner.kill();
  return dataDir;
}

async function expectRow(server: EmbeddedPostgres): Promise<void> {
  expect(await query(server.connection, "SELECT text FROM notes")).toEqual([seededRow]);
}

/** A seeded cluster whose lock files, as after a crash, are there and name `pid`. */
async function crashedClusterNaming(pid: number): Promise<string> {
  const dataDir = await seededDataDir();
  const { cluster, run } = clusterPaths(dataDir);
  const locks = [join(cluster, "postmaster.pid"), join(run, ".s.PGSQL.5432.lock")];
  const server = await startEmbeddedPostgres({ dataDir });
  const texts = await Promise.all(locks.map((lock) => readFile(lock, "utf8")));
  await server.stop();
  await Promise.all(locks.map((lock, index) => writeFile(lock, (texts[index] ?? "").replace(/^\d+/, String(pid)))));
  return dataDir;
}

describe("after kill -9 of the program", () => {
  it("takes over the server that goes on running", async () => {
    const dataDir = await orphanedServer();
    const pid = await serverPid(dataDir);
    const server = await start(dataDir);
    expect(await serverPid(dataDir)).toBe(pid);
    await expectRow(server);
  });

  it("stops a server that it took over", async () => {
    const dataDir = await orphanedServer();
    await (await startEmbeddedPostgres({ dataDir })).stop();
    expect(await findPostmaster(clusterPaths(dataDir).cluster)).toBeUndefined();
  });

  it("waits for a server that is about to end, and starts another", async () => {
    const dataDir = await orphanedServer();
    const pid = await serverPid(dataDir);
    process.kill(pid, "SIGTERM");
    await expectRow(await start(dataDir));
    expect(await serverPid(dataDir)).not.toBe(pid);
  });

  it("recovers when the server was killed too", async () => {
    const dataDir = await orphanedServer();
    process.kill(await serverPid(dataDir), "SIGKILL");
    await expectRow(await start(dataDir));
  });

  it("begins again when it was killed during the first creation", async () => {
    const dataDir = await temporaryDataDir();
    const owner = spawnOwner(dataDir);
    owner.report.catch(() => undefined);
    const { root } = clusterPaths(dataDir);
    await vi.waitUntil(() => existsSync(root) && readdirSync(root, { recursive: true }).some((name) => /unfinished.*pg_wal$/.test(String(name))), deadline);
    await owner.kill();
    expect(existsSync(clusterPaths(dataDir).cluster)).toBe(false);
    const server = await start(dataDir);
    expect(await query(server.connection, "SELECT 1 AS one")).toEqual([{ one: 1 }]);
  });
});

describe("after kill -9 of the server", () => {
  it("starts it again by itself, at the same address, so that the pool goes on", async () => {
    const dataDir = await seededDataDir();
    const pool = createPool((await start(dataDir)).connection);
    process.kill(await serverPid(dataDir), "SIGKILL");
    const rows = await vi.waitFor(async () => (await pool.query("SELECT text FROM notes")).rows as unknown[], deadline);
    expect(rows).toEqual([seededRow]);
    await pool.end();
  });

  it("starts again although a session of the dead server still works", async () => {
    const dataDir = await seededDataDir();
    const first = await start(dataDir);
    const pid = await serverPid(dataDir);
    // A long computation in one step: it does not notice that its server has gone.
    const busy = query(first.connection, "SELECT pg_backend_pid()", "SELECT count(*) FROM generate_series(1, 12000000)").catch(() => undefined);
    await vi.waitUntil(
      async () => (await query(first.connection, "SELECT FROM pg_stat_activity WHERE query LIKE '%generate_series%' AND pid <> pg_backend_pid()")).length > 0,
      deadline,
    );
    process.kill(pid, "SIGKILL");
    await vi.waitFor(async () => expect(await serverPid(dataDir)).not.toBe(pid), deadline);
    await vi.waitFor(() => expectRow(first), deadline);
    await busy;
  });
});

describe("with a stale pid file", () => {
  it("starts when no process has the number", async () => {
    const gone = spawn("true");
    await new Promise((resolve) => gone.once("close", resolve));
    await expectRow(await start(await crashedClusterNaming(gone.pid ?? 0)));
  });

  it("starts when an unrelated process has the number", async () => {
    // As the user that runs the server: of other users' processes PostgreSQL knows by itself that they are none of its own.
    const { uid } = await stat(clusterPaths(await seededDataDir()).cluster);
    const sleeper = spawn("sleep", ["600"], process.getuid?.() === 0 ? { uid } : {});
    onTestFinished(() => void sleeper.kill());
    await expectRow(await start(await crashedClusterNaming(sleeper.pid ?? 0)));
  });

  it("starts when the number belongs to a dead process that nobody reaps", async () => {
    // The shell starts a child and becomes a program that never asks after it.
    const parent = spawn("sh", ["-c", "sleep 0 & echo $!; exec sleep 600"]);
    onTestFinished(() => void parent.kill());
    const pid = await new Promise<number>((resolve) => parent.stdout.once("data", (line) => resolve(Number(line))));
    await vi.waitUntil(() => readProcess(pid) === undefined, deadline);
    expect(existsSync(`/proc/${pid}`) || process.platform !== "linux").toBe(true);
    expect(isRunning({ pid, cluster: "" })).toBe(false);
    await expectRow(await start(await crashedClusterNaming(pid)));
  });
});

describe("with two processes on one directory", () => {
  it("refuses the second, names the first, and leaves it alone", async () => {
    const dataDir = await seededDataDir();
    const owner = spawnOwner(dataDir);
    const report = await owner.report;
    if (!("connection" in report)) throw new Error(report.message);
    await expect(startEmbeddedPostgres({ dataDir })).rejects.toMatchObject({
      code: "storage_directory_in_use",
      message: expect.stringContaining(`process ${owner.pid} `) as string,
    });
    expect(await query(report.connection, "SELECT 1 AS one")).toEqual([{ one: 1 }]);
    await owner.finish();
    await start(dataDir);
  });

  it("lets exactly one of several win that start at the same time after a crash", async () => {
    const dataDir = await orphanedServer();
    const outcomes = await Promise.allSettled([1, 2, 3, 4].map(() => startEmbeddedPostgres({ dataDir })));
    const winners = outcomes.filter((outcome) => outcome.status === "fulfilled");
    expect(winners).toHaveLength(1);
    expect(outcomes.filter((outcome) => outcome.status === "rejected").map(({ reason }) => (reason as { code: string }).code)).toEqual(
      Array(3).fill("storage_directory_in_use"),
    );
    await winners[0]?.value.stop();
  });
});
